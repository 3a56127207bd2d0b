import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { bytesOf, firstIdAt, hexOf } from '../platform/database.ts'
import type { Days } from '../platform/calendar.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { firstLineOf, movedIn, purchasesSql } from '../purchase/index.ts'
import { longestPurchase } from './purchase-ids.ts'

/** Of which sales: one vendor's of one asset, of money that moved in a span. */
export type Window = {
  readonly vendor: Id
  readonly mode: Mode
  readonly asset: string
  readonly from: Instant
  readonly to: Instant
}

/** Of money that moved: what was captured, what was refunded, and what both left to whom. */
export type Sums = {
  readonly sales: bigint
  readonly refunds: bigint
  readonly fees: bigint
  readonly royalties: bigint
  readonly vendor: bigint
}

const sums = sql`
  coalesce(sum(micros) FILTER (WHERE type = 'capture'), 0)::bigint AS sales,
  coalesce(-sum(micros) FILTER (WHERE type = 'refund'), 0)::bigint AS refunds,
  coalesce(sum(fee_micros), 0)::bigint AS fees,
  coalesce(sum(micros - fee_micros - vendor_micros), 0)::bigint AS royalties,
  coalesce(sum(vendor_micros), 0)::bigint AS vendor`

/** What moved in each day that had any, by the day's place among `days`. */
export async function dayTotals(
  deps: Pick<Deps, 'pool'>,
  window: Window,
  { begins }: Days,
): Promise<ReadonlyMap<number, Sums>> {
  const rows = await sql<Sums & { place: number }>`
    SELECT width_bucket(at, ${begins.map(String)}::bigint[]) - 1 AS place, ${sums}
      FROM (${movedIn(window)}) moved GROUP BY 1`.rows(deps.pool)
  return new Map(rows.map(({ place, ...day }) => [place, day]))
}

export type Counts = {
  readonly purchases: bigint
  readonly rightsholders: bigint
  readonly medianPrice: bigint | null
}

/** How many purchases money was captured from, their median price, and for how many owners of rights. */
export async function countsOf(deps: Pick<Deps, 'pool'>, window: Window): Promise<Counts> {
  const rows = await sql<Counts>`
    WITH moved AS MATERIALIZED (${movedIn(window)})
    SELECT count(DISTINCT purchase) FILTER (WHERE type = 'capture') AS purchases,
           (SELECT count(DISTINCT share->>'rightsholder') FROM moved, jsonb_array_elements(shares) share) AS rightsholders,
           (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY p.price_micros)
              FROM (SELECT DISTINCT purchase FROM moved WHERE type = 'capture') sold
              JOIN ${purchasesSql} p ON p.id = sold.purchase) AS "medianPrice"
      FROM moved`.rows(deps.pool)
  const [row] = rows
  if (row === undefined) throw new Error('a count without GROUP BY has one row')
  return row
}

/** What payers have held for this vendor just now. */
export async function heldFor(
  deps: Pick<Deps, 'pool'>,
  { vendor, mode, asset }: Pick<Window, 'vendor' | 'mode' | 'asset'>,
  now: Instant,
): Promise<bigint> {
  const rows = await sql<{ held: bigint }>`
    SELECT coalesce(sum(price_micros - captured_micros), 0)::bigint AS held FROM ${purchasesSql} p
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND id >= ${firstIdAt(now - longestPurchase)}
       AND asset = ${asset} AND status = 'authorized' AND hold_expires_at > ${now}`.rows(deps.pool)
  return rows[0]?.held ?? 0n
}

export type TopItem = { readonly item: Id; readonly sold: bigint; readonly vendor: bigint }

/** What sold best: most purchases first, then most money that stayed. */
export async function topItems(deps: Pick<Deps, 'pool'>, window: Window, limit: number): Promise<TopItem[]> {
  const rows = await sql<Omit<TopItem, 'item'> & { item: Buffer }>`
    SELECT line.item, count(DISTINCT moved.purchase) FILTER (WHERE type = 'capture') AS sold,
           sum(moved.vendor_micros)::bigint AS vendor
      FROM (${movedIn(window)}) moved JOIN ${purchasesSql} p ON p.id = moved.purchase
           CROSS JOIN LATERAL ${firstLineOf} line
     GROUP BY line.item HAVING count(*) FILTER (WHERE type = 'capture') > 0
     ORDER BY 2 DESC, 3 DESC, line.item LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, item: hexOf(row.item) }))
}
