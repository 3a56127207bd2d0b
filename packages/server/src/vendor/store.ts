import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import type { Sql } from '../platform/sql.ts'
import { allOf, sql } from '../platform/sql.ts'
import { isNamedLike } from './names.ts'
import type { TeamMember } from './tables.ts'

export type VendorOfUser = { readonly id: Id; readonly name: string; readonly role: TeamMember['role'] }

/** The vendors whose team a user is in, by name. */
export async function vendorsOf(deps: Pick<Deps, 'pool'>, user: Id): Promise<VendorOfUser[]> {
  const member = JSON.stringify([{ user }])
  const rows = await sql<{ id: Buffer; name: string; team: readonly TeamMember[] }>`
    SELECT id, name, team FROM vendors WHERE team @> ${member}::jsonb ORDER BY lower(name), id`.rows(deps.pool)
  return rows.map(({ id, name, team }) => ({
    id: hexOf(id),
    name,
    role: team.find((each) => each.user === user)?.role ?? 'member',
  }))
}

/** Vendors that take tokens and have a site, the newest first: for a directory. */
export async function openVendors(
  deps: Pick<Deps, 'pool'>,
  limit: number,
): Promise<{ readonly name: string; readonly sites: readonly string[] }[]> {
  const rows = await sql<{ name: string; sites: readonly string[] }>`
    SELECT name, sites FROM vendors WHERE status = 'open' AND sites <> '[]'::jsonb
     ORDER BY created_at DESC, id DESC LIMIT ${limit}`.rows(deps.pool)
  return rows
}

export type KeyListed = {
  readonly id: Id
  readonly mode: Mode
  readonly label: string
  readonly last4: string
  readonly createdAt: Instant
  readonly revokedAt: Instant | null
}

/** A vendor's secret keys, newest first, revoked ones too. */
export async function keysOf(deps: Pick<Deps, 'pool'>, vendor: Id): Promise<KeyListed[]> {
  const rows = await sql<Omit<KeyListed, 'id'> & { id: Buffer }>`
    SELECT id, mode, label, last4, created_at AS "createdAt", revoked_at AS "revokedAt"
      FROM api_keys WHERE vendor = ${bytesOf(vendor)} ORDER BY created_at DESC, id DESC LIMIT 500`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

export type EndpointListed = {
  readonly id: Id
  readonly url: string
  readonly events: readonly string[] | null
  readonly createdAt: Instant
}

/** A vendor's webhook endpoints of one mode that were not removed, newest first. */
export async function endpointsOf(deps: Pick<Deps, 'pool'>, vendor: Id, mode: Mode): Promise<EndpointListed[]> {
  const rows = await sql<Omit<EndpointListed, 'id'> & { id: Buffer }>`
    SELECT id, url, events, created_at AS "createdAt" FROM webhook_endpoints
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND removed_at IS NULL
     ORDER BY created_at DESC, id DESC LIMIT 500`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

export type VendorFound = {
  readonly id: Id
  readonly name: string
  readonly status: 'open' | 'suspended'
  readonly sites: readonly string[]
  readonly team: readonly { readonly user: Id; readonly role: string }[]
  readonly createdAt: Instant
}

const foundColumns = sql`v.id, v.name, v.status, v.sites, v.team, v.created_at AS "createdAt"`
type FoundRow = Omit<VendorFound, 'id'> & { id: Buffer }
const found = (row: FoundRow): VendorFound => ({ ...row, id: hexOf(row.id) })

/**
 * Vendors by `ven_…`, a registered site, or the beginnings of words of the name in any spelling and order, the newest
 * first (R4). Empty: none.
 */
export async function findVendors(deps: Pick<Deps, 'pool'>, q: string, limit: number): Promise<VendorFound[]> {
  const rows = await sql<FoundRow>`
    SELECT ${foundColumns} FROM vendors v WHERE ${vendorIs(q)} ORDER BY ${orders['-at']} LIMIT ${limit}`.rows(deps.pool)
  return rows.map(found)
}

function vendorIs(q: string): Sql {
  const id = fromPublic('ven', q)
  if (id !== undefined) return sql`v.id = ${bytesOf(id)}`
  return sql`(${isNamedLike(q)} OR v.id IN (SELECT id FROM vendors WHERE sites @> ${JSON.stringify([q])}::jsonb))`
}

/** Which vendors to list. */
export type VendorsFilter = {
  readonly status?: 'open' | 'suspended' | undefined
  /** As `findVendors` takes it. */
  readonly q?: string | undefined
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}
export type VendorsPage = {
  readonly sort: 'name' | '-at' | 'at'
  /** The last vendor of the page before. */
  readonly after?: Id | undefined
  readonly limit: number
}

/** Vendors by a filter, a page at a time: the vendor database as a table (R4). */
export async function listVendors(
  deps: Pick<Deps, 'pool'>,
  filter: VendorsFilter,
  page: VendorsPage,
): Promise<VendorFound[]> {
  const conditions = [conditionOf(filter), ...(page.after === undefined ? [] : [goesOn(page.sort, page.after)])]
  const rows = await sql<FoundRow>`
    SELECT ${foundColumns} FROM vendors v
     WHERE ${allOf(conditions)} ORDER BY ${orders[page.sort]} LIMIT ${page.limit}`.rows(deps.pool)
  return rows.map(found)
}

/** How many vendors a filter finds: there are so few that they are counted to the end. */
export async function countVendors(deps: Pick<Deps, 'pool'>, filter: VendorsFilter): Promise<number> {
  const rows = await sql<{ count: bigint }>`SELECT count(*) FROM vendors v WHERE ${conditionOf(filter)}`.rows(deps.pool)
  return Number(rows[0]?.count ?? 0n)
}

const conditionOf = ({ status, q, from, to }: VendorsFilter): Sql =>
  allOf([
    ...(status === undefined ? [] : [sql`v.status = ${status}`]),
    ...(q === undefined || q === '' ? [] : [vendorIs(q)]),
    ...(from === undefined ? [] : [sql`v.created_at >= ${from}`]),
    ...(to === undefined ? [] : [sql`v.created_at < ${to}`]),
  ])

const orders = {
  name: sql`lower(v.name), v.id`,
  '-at': sql`v.created_at DESC, v.id DESC`,
  at: sql`v.created_at, v.id`,
} as const satisfies Record<VendorsPage['sort'], Sql>

/** What stands after a vendor in that order. */
function goesOn(sort: VendorsPage['sort'], after: Id): Sql {
  const by = sort === 'name' ? sql`lower(v.name)` : sql`v.created_at`
  const there = sql`(SELECT ${by}, v.id FROM vendors v WHERE v.id = ${bytesOf(after)})`
  return sql`(${by}, v.id) ${sort === '-at' ? sql`<` : sql`>`} ${there}`
}
