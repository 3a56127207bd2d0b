import type { Id, Instant } from '@farthing/ledger'
import { sql } from 'kysely'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Place } from '../platform/http/cursors.ts'
import { whole } from '../platform/ids.ts'

export type RightsholderListed = {
  readonly id: Id
  readonly name: string
  readonly reference: string | null
  readonly role: string | null
  readonly createdAt: Instant
}

/** A vendor's owners of rights of one mode, newest first. */
export async function rightsholdersOf(
  deps: Pick<Deps, 'db'>,
  vendor: Id,
  mode: Mode,
  page: { readonly after: Place | undefined; readonly limit: number },
): Promise<RightsholderListed[]> {
  const after =
    page.after === undefined ? sql`true` : sql`(created_at, id) < (${page.after.at}, ${bytesOf(page.after.id)})`
  const { rows } = await sql<Omit<RightsholderListed, 'id'> & { id: Buffer }>`
    SELECT id, name, reference, role, created_at AS "createdAt" FROM rightsholders
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND ${after}
     ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`.execute(deps.db)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

/** A royalty transaction as it is kept: one for each capture (R1g). */
export type RoyaltyRow = {
  readonly id: Id
  readonly purchase: Id
  readonly micros: bigint
  readonly asset: string
  readonly feeMicros: bigint
  readonly vendorMicros: bigint
  readonly shares: readonly {
    readonly rightsholder: Id
    readonly role: string
    readonly basisPoints: number
    readonly micros: string
  }[]
  readonly at: Instant
}

/**
 * A vendor's royalty transactions, by purchase, newest first. Captures have no index of their own: their keys are
 * parts of the purchase's, so the purchases' index leads to them.
 *
 * @param page.before A royalty transaction: those below it.
 */
export async function royaltiesOf(
  deps: Pick<Deps, 'db'>,
  vendor: Id,
  mode: Mode,
  page: { readonly before: Id | undefined; readonly limit: number },
): Promise<RoyaltyRow[]> {
  const before =
    page.before === undefined
      ? sql`true`
      : sql`p.id <= ${bytesOf(whole(page.before))} AND c.id < ${bytesOf(page.before)}`
  const { rows } = await sql<Omit<RoyaltyRow, 'id' | 'purchase'> & { id: Buffer; purchase: Buffer }>`
    SELECT c.id, c.purchase, c.micros, c.asset, c.fee_micros AS "feeMicros", c.vendor_micros AS "vendorMicros", c.shares, c.at
      FROM purchases p
      CROSS JOIN LATERAL (
        SELECT * FROM captures
         WHERE id BETWEEN overlay(p.id PLACING '\\x0101'::bytea FROM 15) AND overlay(p.id PLACING '\\x01ff'::bytea FROM 15)
      ) c
     WHERE p.vendor = ${bytesOf(vendor)} AND p.mode = ${mode} AND ${before}
     ORDER BY p.id DESC, c.id DESC LIMIT ${page.limit}`.execute(deps.db)
  return rows.map((row) => ({ ...row, id: hexOf(row.id), purchase: hexOf(row.purchase) }))
}
