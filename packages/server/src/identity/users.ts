import { domainToASCII, domainToUnicode } from 'node:url'
import type { Id } from '@farthing/ledger'
import { openAccount } from '../account/index.ts'
import { visitor } from '../platform/actor.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { faultOf, pastedText } from '../platform/text.ts'
import { numberIndex } from './user-number.ts'
import { nameIndexes } from './name-indexes.ts'

export type UserRow = {
  readonly id: Buffer
  readonly account: Buffer
  /** `null`: they have no address, and sign in by their number. */
  readonly email_sealed: Buffer | null
  readonly number_sealed: Buffer | null
  readonly name_sealed: Buffer
  readonly key_wrapped: Buffer
  readonly email_verified_at: bigint | null
}

export type NewUser = {
  readonly name: string
  /** As `normalizeEmail` gives it. */
  readonly email: string
  readonly passwordHash: string
  readonly emailVerified: boolean
  /** Of their account: IANA name, and the currency of its first wallet. */
  readonly timeZone?: string
  readonly currency?: Currency
}

const addressForm =
  /^([^\s@"<>(),:;\\[\]\p{C}]{1,64})@([^\s@"<>(),:;\\[\]\p{C}%/?#]+\.[^\s@."<>(),:;\\[\]\p{C}%/?#]+)$/u
/** Labels of letters, digits and hyphens; the last one has a letter, or it would be an IP address (RFC 1123). */
const label = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const hostForm = new RegExp(`^(?:${label}\\.)+(?=[a-z0-9-]*[a-z])${label}$`)

/**
 * The address as it is compared, so that one mailbox is one user: invisible characters that were pasted with it are
 * removed, lower case, NFC, the domain as DNS has it (`bücher.example` is `xn--bcher-kva.example`). `undefined`: no
 * address.
 */
export function normalizeEmail(text: string): string | undefined {
  const [, local, domain] = addressForm.exec(pastedText(text).toLowerCase().normalize()) ?? []
  if (local === undefined || domain === undefined || faultOf(local, { lines: false }) !== undefined) return undefined
  const email = `${local}@${domainToASCII(domain)}`
  return email.length <= 254 && hostForm.test(domainToASCII(domain)) ? email : undefined
}

/** An address as people write it. */
const shownEmail = (email: string): string => {
  const at = email.lastIndexOf('@') + 1
  return email.slice(0, at) + domainToUnicode(email.slice(at))
}

const indexOf = (deps: Deps, email: string): Buffer => deps.secrets.index('e-mail', email)

/** The index of an address, written in whichever way. */
export const emailIndex = (deps: Deps, email: string): Buffer => indexOf(deps, normalizeEmail(email) ?? email)

/**
 * All indexes under which a user of this address may be stored. Domains were once stored as they were typed, and nobody
 * can read the address behind an index: a user who signed up then is found under that index.
 */
export const emailIndexes = (deps: Deps, email: string): Buffer[] =>
  [...new Set([email, shownEmail(email)])].map((each) => indexOf(deps, each))

/**
 * Makes a user and opens an account of which they are the first member (R3, R8). The account comes first: a server
 * that dies between the two leaves an account of nobody's, never a user without one.
 *
 * @param prepare Done with the account before anybody can use it.
 * @returns Their identifiers; `undefined` where the address has a user already.
 */
export async function createUser(
  deps: Deps,
  user: NewUser,
  prepare: (account: Id) => Promise<void> = async () => undefined,
  { id, account, operation }: NewIds = newIds(deps),
): Promise<{ readonly user: Id; readonly account: Id } | undefined> {
  if ((await findByEmail(deps, user.email)) !== undefined) return undefined
  const settings = { timeZone: user.timeZone ?? 'UTC', currency: user.currency ?? 'USD' } as const
  const input = { account, user: id, ...settings }
  doneOr(await submitOnce(deps, operation, openAccount, input, { actor: visitor }))
  await prepare(account)
  return (await insertUser(deps, id, account, user)) ? { user: id, account } : undefined
}

/** Under which identifiers a user is made: the same ones again make no second. */
export type NewIds = { readonly id: Id; readonly account: Id; readonly operation: Id }
const newIds = ({ ids }: Deps): NewIds => ({ id: ids.mint(), account: ids.mint(), operation: ids.mint() })

async function insertUser(deps: Deps, id: Id, account: Id, user: NewUser): Promise<boolean> {
  const key = deps.secrets.newPersonKey(['users', id, 'key_wrapped'])
  const now = deps.clock.now()
  const { rowCount } = await deps.pool.query(
    `INSERT INTO users (id, account, email_index, email_sealed, name_sealed, key_wrapped, password_hash, email_verified_at, created_at,
       name_beginnings)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
    [
      bytesOf(id),
      bytesOf(account),
      emailIndex(deps, user.email),
      key.sealer.seal(['users', id, 'email_sealed'], user.email),
      key.sealer.seal(['users', id, 'name_sealed'], user.name),
      key.wrapped,
      user.passwordHash,
      user.emailVerified ? now : null,
      now,
      nameIndexes(deps, user.name),
    ],
  )
  return rowCount === 1
}

export type Credentials = { readonly user: Id; readonly account: Id; readonly passwordHash: string }

/** Who has this address, and what proves that it is them. */
export async function findByEmail(deps: Deps, email: string): Promise<Credentials | undefined> {
  const { rows } = await deps.pool.query<{ id: Buffer; account: Buffer; password_hash: string }>(
    'SELECT id, account, password_hash FROM users WHERE email_index = ANY($1) ORDER BY array_position($1, email_index)',
    [emailIndexes(deps, email)],
  )
  const [row] = rows
  return row && { user: hexOf(row.id), account: hexOf(row.account), passwordHash: row.password_hash }
}

/** Who has this number, as `readUserNumber` gives it. */
export async function findByNumber(deps: Deps, number: string): Promise<Credentials | undefined> {
  const { rows } = await deps.pool.query<{ id: Buffer; account: Buffer; password_hash: string }>(
    'SELECT id, account, password_hash FROM users WHERE number_index = $1',
    [numberIndex(deps, number)],
  )
  const [row] = rows
  return row && { user: hexOf(row.id), account: hexOf(row.account), passwordHash: row.password_hash }
}

/** A user with what they are reached by and what proves them. @throws Error where there is none. */
export async function userById(deps: Deps, user: Id): Promise<Credentials & Person> {
  const { rows } = await deps.pool.query<UserRow & { password_hash: string }>(
    `SELECT id, account, email_sealed, number_sealed, name_sealed, key_wrapped, email_verified_at, password_hash
       FROM users WHERE id = $1`,
    [bytesOf(user)],
  )
  const [row] = rows
  if (row === undefined) throw new Error(`there is no user ${user}`)
  return { user, account: hexOf(row.account), passwordHash: row.password_hash, ...personOf(deps, row) }
}

/** What is known of a person in clear. */
export type Person = {
  readonly name: string
  /** `null`: they have none. */
  readonly email: string | null
  /** `null`: they sign in by their e-mail address. */
  readonly number: string | null
  /** What they sign in with. */
  readonly login: string
}
type PersonRow = Pick<UserRow, 'id' | 'key_wrapped' | 'name_sealed' | 'email_sealed' | 'number_sealed'>

/** Opened with the person's own key. */
export function personOf(deps: Deps, row: PersonRow): Person {
  const id = hexOf(row.id)
  const key = deps.secrets.personKey(['users', id, 'key_wrapped'], row.key_wrapped)
  const { email_sealed: address, number_sealed: digits } = row
  const email = address === null ? null : shownEmail(key.open(['users', id, 'email_sealed'], address))
  const number = digits === null ? null : key.open(['users', id, 'number_sealed'], digits)
  const name = key.open(['users', id, 'name_sealed'], row.name_sealed)
  return { name, email, number, login: email ?? number ?? '' }
}

/** The address of the first of these users who has proven one; `undefined`: none of them has. */
export async function provenAddress(deps: Deps, users: readonly Id[]): Promise<string | undefined> {
  const { rows } = await deps.pool.query<PersonRow>(
    `SELECT id, email_sealed, number_sealed, name_sealed, key_wrapped FROM users
      WHERE id = ANY($1) AND email_sealed IS NOT NULL AND email_verified_at IS NOT NULL
      ORDER BY array_position($1, id) LIMIT 1`,
    [users.map(bytesOf)],
  )
  return rows[0] && (personOf(deps, rows[0]).email ?? undefined)
}
