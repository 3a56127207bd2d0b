import type { Id, Instant } from '@farthing/ledger'
import { payersSql } from '../account/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import type { Sql } from '../platform/sql.ts'
import { allOf, sql } from '../platform/sql.ts'
import type { Window } from '../platform/windows.ts'
import { inWindows, maxCounted, windowRows } from '../platform/windows.ts'
import { usersByName } from './names.ts'
import { numberIndex, readUserNumber } from './user-number.ts'
import type { UserRow } from './users.ts'
import { emailIndexes, normalizeEmail, personOf } from './users.ts'

export type UserFound = {
  readonly id: Id
  readonly account: Id
  readonly name: string
  /** `null`: they have none. */
  readonly email: string | null
  /** Of who has no address: what they sign in by. */
  readonly number: string | null
  readonly emailVerified: boolean
  readonly createdAt: Instant
}

type Row = Pick<
  UserRow,
  'id' | 'account' | 'email_sealed' | 'number_sealed' | 'name_sealed' | 'key_wrapped' | 'email_verified_at'
> & {
  readonly created_at: bigint
}
const columns = sql`id, account, email_sealed, number_sealed, name_sealed, key_wrapped, email_verified_at, created_at`

/**
 * Finds users for the provider's staff (R3). Names and addresses are sealed: an address is found whole, a name by the
 * start of its words.
 *
 * @param q `usr_…`, `acc_…` (all members), an e-mail address, a number to sign in by, or the beginnings of words of a
 *   name, in any spelling and order. Empty: nobody.
 */
export async function findUsers(deps: Deps, q: string, limit: number): Promise<UserFound[]> {
  const condition = conditionOf(deps, q)
  const rows =
    condition === undefined
      ? await usersByName<Row>(deps, q, { columns, limit })
      : await sql<Row>`SELECT ${columns} FROM users WHERE ${condition} ORDER BY id LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => found(deps, row))
}

function conditionOf(deps: Deps, q: string): Sql | undefined {
  const user = fromPublic('usr', q)
  if (user !== undefined) return sql`id = ${bytesOf(user)}`
  const account = fromPublic('acc', q)
  if (account !== undefined) return sql`account = ${bytesOf(account)}`
  const number = readUserNumber(q)
  if (number !== undefined) return sql`number_index = ${numberIndex(deps, number)}`
  const email = normalizeEmail(q)
  return email === undefined ? undefined : sql`email_index = ANY(${emailIndexes(deps, email)}::bytea[])`
}

const found = (deps: Deps, row: Row): UserFound => ({
  id: hexOf(row.id),
  account: hexOf(row.account),
  ...personOf(deps, row),
  emailVerified: row.email_verified_at !== null,
  createdAt: row.created_at,
})

/** Users by their identifiers, in no order. */
export async function usersById(deps: Deps, ids: readonly Id[]): Promise<UserFound[]> {
  if (ids.length === 0) return []
  const rows = await sql<Row>`
    SELECT ${columns} FROM users WHERE id = ANY(${ids.map(bytesOf)}::bytea[])`.rows(deps.pool)
  return rows.map((row) => found(deps, row))
}

/** Which users to list. */
export type UsersFilter = {
  readonly emailVerified?: boolean | undefined
  /** Of their account. */
  readonly status?: string | undefined
  /** Signed up at that instant or after. */
  readonly from?: Instant | undefined
  /** The same, before. */
  readonly to?: Instant | undefined
}
export type UsersPage = { readonly sort: '-at' | 'at'; readonly after?: Id | undefined; readonly limit: number }

/** A user with the status of their account. */
export type UserInTable = UserFound & { readonly status: string }

/** All users by a filter, in the order in which they signed up: the user database as a table (R3). */
export function listUsers(deps: Deps, filter: UsersFilter, page: UsersPage): Promise<Window<UserInTable>> {
  const isNewestFirst = page.sort === '-at'
  const orderOf = (users: Sql) =>
    isNewestFirst ? sql`${users}.created_at DESC, ${users}.id DESC` : sql`${users}.created_at, ${users}.id`
  const windowAfter = (after: Id | undefined) => {
    const goesOn =
      after === undefined
        ? []
        : [
            sql`(users.created_at, users.id) ${isNewestFirst ? sql`<` : sql`>`}
                (SELECT a.created_at, a.id FROM users a WHERE a.id = ${bytesOf(after)})`,
          ]
    return sql`FROM users WHERE ${allOf([...spanOf(filter), ...goesOn])} ORDER BY ${orderOf(sql`users`)}`
  }
  return inWindows(
    page,
    async (after, limit) => {
      const rows = await sql<Row & { status: string }>`
        SELECT u.*, p.status FROM (SELECT ${columns} ${windowAfter(after)} LIMIT ${windowRows}) u ${withAccounts}
         WHERE ${conditionsOf(filter)} ORDER BY ${orderOf(sql`u`)} LIMIT ${limit}`.rows(deps.pool)
      return rows.map((row) => ({ ...found(deps, row), status: row.status }))
    },
    async (after) => {
      const rows = await sql<{ id: Buffer }>`
        SELECT id ${windowAfter(after)} LIMIT 1 OFFSET ${windowRows - 1}`.rows(deps.pool)
      return rows[0] && hexOf(rows[0].id)
    },
  )
}

/** How many users a filter finds. @returns `isExact`: there are no more than that. */
export async function countUsers(
  deps: Pick<Deps, 'pool'>,
  filter: UsersFilter,
): Promise<{ readonly count: number; readonly isExact: boolean }> {
  const rows = await sql<{ looked: bigint; counted: bigint }>`
    WITH looked AS MATERIALIZED (
      SELECT id, account, email_verified_at FROM users WHERE ${allOf(spanOf(filter))}
       ORDER BY created_at DESC, id DESC LIMIT ${windowRows + 1}
    ), counted AS (
      SELECT FROM looked u ${withAccounts} WHERE ${conditionsOf(filter)} LIMIT ${maxCounted + 1})
    SELECT (SELECT count(*) FROM looked) AS looked, (SELECT count(*) FROM counted) AS counted`.rows(deps.pool)
  const { looked = 0n, counted = 0n } = rows[0] ?? {}
  const isExact = looked <= windowRows && counted <= maxCounted
  return { count: Math.min(Number(counted), maxCounted), isExact }
}

const spanOf = ({ from, to }: UsersFilter): Sql[] => [
  ...(from === undefined ? [] : [sql`created_at >= ${from}`]),
  ...(to === undefined ? [] : [sql`created_at < ${to}`]),
]
const withAccounts = sql`JOIN ${payersSql} p ON p.id = u.account`
const conditionsOf = ({ emailVerified, status }: UsersFilter): Sql =>
  allOf([
    ...(emailVerified === undefined ? [] : [sql`(u.email_verified_at IS NOT NULL) = ${emailVerified}`]),
    ...(status === undefined ? [] : [sql`p.status = ${status}`]),
  ])
