import type { Id, Instant } from '@farthing/ledger'
import { sql } from 'kysely'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'

/** Of which sales: one vendor's of one asset that were captured at `from` or later. */
export type Window = {
  readonly vendor: Id
  readonly mode: Mode
  readonly asset: string
  readonly from: Instant
  /** IANA name: days begin at its midnight. */
  readonly timeZone: string
}

const day = 86_400_000_000n
/** A purchase waits a day for its approval at most, and is held 30 days at most. */
const longestPurchase = 31n * day

/** The lowest identifier that can have been minted at `at`. */
const firstIdAt = (at: Instant): Buffer => {
  const millis = at > 0n ? at / 1_000n : 0n
  return bytesOf(millis.toString(16).padStart(12, '0') + '0'.repeat(20))
}

/** Captures have no index of their own: the purchases' index bounds the search, and their keys are parts of it. */
const captured = ({ vendor, mode, asset, from }: Window) => sql`
  SELECT p.id AS purchase, p.item, p.price_micros, c.micros, c.fee_micros, c.vendor_micros, c.shares, c.at
    FROM purchases p
    CROSS JOIN LATERAL (
      SELECT * FROM captures
       WHERE id BETWEEN overlay(p.id PLACING '\\x0101'::bytea FROM 15) AND overlay(p.id PLACING '\\x01ff'::bytea FROM 15)
    ) c
   WHERE p.vendor = ${bytesOf(vendor)} AND p.mode = ${mode} AND p.id >= ${firstIdAt(from - longestPurchase)}
     AND p.asset = ${asset} AND p.captures > 0 AND c.at >= ${from}`

export type DayTotals = {
  readonly day: string
  readonly vendor: bigint
  readonly royalties: bigint
  readonly fees: bigint
}

/** What was captured each day that had sales. */
export async function dayTotals(deps: Pick<Deps, 'db'>, window: Window): Promise<DayTotals[]> {
  const { rows } = await sql<DayTotals>`
    SELECT to_char(to_timestamp(at / 1000000) AT TIME ZONE ${window.timeZone}, 'YYYY-MM-DD') AS day,
           sum(vendor_micros)::bigint AS vendor,
           sum(micros - fee_micros - vendor_micros)::bigint AS royalties,
           sum(fee_micros)::bigint AS fees
      FROM (${captured(window)}) sold GROUP BY 1 ORDER BY 1`.execute(deps.db)
  return rows
}

export type Totals = {
  readonly sales: bigint
  readonly purchases: bigint
  readonly royalties: bigint
  readonly fees: bigint
  readonly rightsholders: bigint
  readonly medianPrice: bigint | null
}

/** All that was captured, and from how many purchases of which price in the middle. */
export async function totalsOf(deps: Pick<Deps, 'db'>, window: Window): Promise<Totals> {
  const { rows } = await sql<Totals>`
    WITH sold AS MATERIALIZED (${captured(window)})
    SELECT coalesce(sum(micros), 0)::bigint AS sales,
           coalesce(sum(micros - fee_micros - vendor_micros), 0)::bigint AS royalties,
           coalesce(sum(fee_micros), 0)::bigint AS fees,
           count(DISTINCT purchase) AS purchases,
           (SELECT count(DISTINCT share->>'rightsholder') FROM sold, jsonb_array_elements(shares) share) AS rightsholders,
           (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY price_micros)
              FROM (SELECT DISTINCT purchase, price_micros FROM sold) each) AS "medianPrice"
      FROM sold`.execute(deps.db)
  const [row] = rows
  if (row === undefined) throw new Error('a sum without GROUP BY has one row')
  return row
}

export type GivenBack = { readonly refunds: bigint; readonly royalties: bigint; readonly fees: bigint }

/** What refunds gave back in the window, and who gave it: the account's kind stands in its third last byte but one. */
export async function givenBack(deps: Pick<Deps, 'db'>, { vendor, asset, from }: Window): Promise<GivenBack> {
  const { rows } = await sql<GivenBack>`
    SELECT coalesce(sum((party->>'micros')::bigint), 0)::bigint AS refunds,
           coalesce(sum((party->>'micros')::bigint) FILTER (WHERE substr(party->>'account', 29, 2) = '20'), 0)::bigint AS royalties,
           coalesce(sum((party->>'micros')::bigint) FILTER (WHERE substr(party->>'account', 29, 2) = '30'), 0)::bigint AS fees
      FROM refunds, jsonb_array_elements(parties) party
     WHERE vendor = ${bytesOf(vendor)} AND at >= ${from} AND asset = ${asset}`.execute(deps.db)
  return rows[0] ?? { refunds: 0n, royalties: 0n, fees: 0n }
}

/** What payers have held for this vendor just now. */
export async function heldFor(deps: Pick<Deps, 'db'>, { vendor, mode, asset }: Window, now: Instant): Promise<bigint> {
  const { rows } = await sql<{ held: bigint }>`
    SELECT coalesce(sum(price_micros - captured_micros), 0)::bigint AS held FROM purchases
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND id >= ${firstIdAt(now - longestPurchase - day)}
       AND asset = ${asset} AND status = 'authorized' AND hold_expires_at > ${now}`.execute(deps.db)
  return rows[0]?.held ?? 0n
}

export type TopItem = { readonly item: Id; readonly sold: bigint; readonly vendor: bigint }

/** What sold best: most purchases first, then most money. */
export async function topItems(deps: Pick<Deps, 'db'>, window: Window, limit: number): Promise<TopItem[]> {
  const { rows } = await sql<Omit<TopItem, 'item'> & { item: Buffer }>`
    SELECT item, count(DISTINCT purchase) AS sold, sum(vendor_micros)::bigint AS vendor
      FROM (${captured(window)}) sold GROUP BY item ORDER BY 2 DESC, 3 DESC, item LIMIT ${limit}`.execute(deps.db)
  return rows.map((row) => ({ ...row, item: hexOf(row.item) }))
}
