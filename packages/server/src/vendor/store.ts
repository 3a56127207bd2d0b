import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
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

/** Vendors by `ven_…`, a piece of the name, or a registered site; empty: the newest (R4). */
export async function findVendors(deps: Pick<Deps, 'pool'>, q: string, limit: number): Promise<VendorFound[]> {
  const id = fromPublic('ven', q)
  const piece = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  const condition = id === undefined ? sql`name ILIKE ${piece} OR sites ? ${q}` : sql`id = ${bytesOf(id)}`
  const rows = await sql<Omit<VendorFound, 'id'> & { id: Buffer }>`
    SELECT id, name, status, sites, team, created_at AS "createdAt" FROM vendors
     WHERE ${condition} ORDER BY created_at DESC, id DESC LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}
