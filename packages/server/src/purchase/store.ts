import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import { sql } from '../platform/sql.ts'
import { vendorsSql } from '../vendor/index.ts'
import { orderKey } from './request.ts'
import type { Status } from './tables.ts'

/**
 * A vendor's purchases, newest first.
 *
 * @param page.before Identifiers are in the order of time: those below it.
 * @param page.status As it is at `page.now`: what nobody approved in time has expired, written down or not.
 * @param page.reference Those of one order reference alone, normalized.
 */
export async function purchasesOf(
  deps: Deps,
  vendor: Id,
  mode: Mode,
  page: {
    readonly before?: Id | undefined
    readonly status?: Status | undefined
    readonly reference?: string | undefined
    readonly limit: number
    readonly now: Instant
  },
): Promise<Id[]> {
  const { before, status, reference, limit, now } = page
  const below = before === undefined ? sql`true` : sql`id < ${bytesOf(before)}`
  const statusNow = sql`CASE WHEN status = 'requested' AND expires_at <= ${now} THEN 'expired' ELSE status END`
  const inStatus = status === undefined ? sql`true` : sql`${statusNow} = ${status}`
  const named = reference === undefined ? sql`true` : sql`id IN (${ofReferences([orderKey(vendor, mode, reference)])})`
  const rows = await sql<{ id: Buffer }>`
    SELECT id FROM purchases WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND ${below} AND ${inStatus}
       AND ${named}
     ORDER BY id DESC LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => hexOf(row.id))
}

/** The purchases of order references: the latest of each, and from each the one that it replaced. */
const ofReferences = (keys: readonly Id[]) => sql`
  WITH RECURSIVE named (id, replaces) AS (
    SELECT p.id, p.replaces FROM vendor_orders o JOIN purchases p ON p.id = o.purchase
     WHERE o.id = ANY(${keys.map(bytesOf)}::bytea[])
    UNION ALL
    SELECT p.id, p.replaces FROM named JOIN purchases p ON p.id = named.replaces)
  SELECT id FROM named`

/** At so many vendors an order reference is looked for where nobody says whose it is. */
const maxVendors = 2_000

/**
 * The purchases that have an order reference, whichever vendor's it is, the newest first. An index by references would make
 * each purchase slower: so the reference is looked up as each vendor's.
 *
 * @param options.vendor Its alone.
 * @returns `isWhole`: there are no vendors but those that were asked about.
 */
export async function purchasesOfReference(
  deps: Pick<Deps, 'pool'>,
  reference: string,
  { vendor, limit }: { readonly vendor?: Id | undefined; readonly limit: number },
): Promise<{ readonly ids: Id[]; readonly isWhole: boolean }> {
  const vendors = vendor === undefined ? await someVendors(deps) : [vendor]
  const keys = vendors
    .slice(0, maxVendors)
    .flatMap((each) => (['live', 'test'] as const).map((mode) => orderKey(each, mode, reference)))
  const rows = await sql<{ id: Buffer }>`
    SELECT id FROM (${ofReferences(keys)}) found ORDER BY id DESC LIMIT ${limit}`.rows(deps.pool)
  return { ids: rows.map((row) => hexOf(row.id)), isWhole: vendors.length <= maxVendors }
}

async function someVendors(deps: Pick<Deps, 'pool'>): Promise<Id[]> {
  const rows = await sql<{ id: Buffer }>`
    SELECT id FROM ${vendorsSql} v ORDER BY id LIMIT ${maxVendors + 1}`.rows(deps.pool)
  return rows.map((row) => hexOf(row.id))
}
