// What a day's sales are, in the one place that says it: money counts when it moved. A capture counts in the day of the
// capture, and a refund, below zero, in the day of the refund, whenever the purchase was asked for. Lists, the overview,
// the file for the accountant and the ledger's accounts agree because all of them read it here.
import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { assetOf, feeAccount, vendorPayable } from '../chart/index.ts'
import { bytesOf, hexOf, partIn } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { part } from '../platform/ids.ts'
import { currencyCodes } from '../platform/money.ts'
import type { Sql } from '../platform/sql.ts'
import { allOf, sql } from '../platform/sql.ts'
import type { CaptureFacts, RefundFacts, Share, Transaction } from '../royalty/index.ts'
import { ofCapture, ofRefund } from '../royalty/index.ts'
import { purchaseParts } from './keys.ts'

/** Whose money, and from when to when it moved. */
export type Span = {
  readonly vendor: Id
  readonly mode: Mode
  /** At or after. */
  readonly from?: Instant | undefined
  /** Before. */
  readonly to?: Instant | undefined
}

const capturesIn = ({ vendor, mode, from, to }: Span) => sql`
  c.vendor = ${bytesOf(vendor)} AND c.mode = ${mode} AND ${between(sql`c.at`, from, to)}`

/** Refunds have no mode of their own: their asset is real money or play money. */
const refundsIn = ({ vendor, mode, from, to }: Span) => sql`
  r.vendor = ${bytesOf(vendor)} AND r.asset = ANY(${assetsOf(mode)}::text[]) AND ${between(sql`r.at`, from, to)}`

const assetsOf = (mode: Mode) => currencyCodes.map((currency) => assetOf(currency, mode))

function between(at: Sql, from: Instant | undefined, to: Instant | undefined) {
  const conditions = [
    ...(from === undefined ? [] : [sql`${at} >= ${from}`]),
    ...(to === undefined ? [] : [sql`${at} < ${to}`]),
  ]
  return allOf(conditions)
}

/**
 * All money of one asset that moved, as a relation to sum: `type`, `purchase`, `at`, `micros`, `fee_micros`,
 * `vendor_micros`, and the `shares` of captures.
 */
export function movedIn(span: Span & { readonly asset: string }) {
  const { vendor, asset } = span
  const gave = (account: Id) =>
    sql`-coalesce((SELECT sum((p->>'micros')::bigint) FROM jsonb_array_elements(r.parties) p WHERE p->>'account' = ${account}), 0)::bigint`
  return sql`
    SELECT 'capture'::text AS type, c.purchase, c.at, c.micros, c.fee_micros, c.vendor_micros, c.shares
      FROM captures c WHERE ${capturesIn(span)} AND c.asset = ${asset}
    UNION ALL
    SELECT 'refund'::text, r.purchase, r.at, -r.micros, ${gave(feeAccount(asset))},
           ${gave(vendorPayable(vendor, asset))}, NULL::jsonb
      FROM refunds r WHERE ${refundsIn(span)} AND r.asset = ${asset}`
}

/** Whether money of the purchase `p` of an outer query moved from one instant to another. Its captures' keys are its parts. */
export const purchaseMovedIn = (from: Instant | undefined, to: Instant | undefined) => sql`(
  EXISTS (SELECT FROM captures c WHERE ${between(sql`c.at`, from, to)} AND c.id BETWEEN
    ${partIn(sql`p.id`, purchaseParts.capture, 0)} AND ${partIn(sql`p.id`, purchaseParts.capture, 0xffff)})
  OR p.refunds > 0 AND EXISTS (SELECT FROM refunds r WHERE ${between(sql`r.at`, from, to)} AND r.id BETWEEN
    ${partIn(sql`p.id`, purchaseParts.refund, 0)} AND ${partIn(sql`p.id`, purchaseParts.refund, 0xffff)}))`

/** The oldest purchase that was refunded in a span; `NULL` where none was. */
export const oldestRefundedIn = (span: Span) =>
  sql`(SELECT r.purchase FROM refunds r WHERE ${refundsIn(span)} ORDER BY r.purchase LIMIT 1)`

export type TransactionsPage = {
  readonly purchase?: Id | undefined
  readonly order: 'newest first' | 'oldest first'
  /** Where the page before ended. */
  readonly after?: Position | undefined
  readonly limit: number
}

type Kept = { readonly id: Buffer; readonly purchase: Buffer; readonly asset: string; readonly at: Instant } & (
  | (Omit<CaptureFacts, 'purchase'> & { readonly parties: null })
  | (Omit<RefundFacts, 'purchase' | 'vendor'> & { readonly shares: readonly Share[] })
)

/** A vendor's royalty transactions in the order in which money moved, a page at a time. */
export async function transactionsIn(
  deps: Pick<Deps, 'pool'>,
  span: Span,
  page: TransactionsPage,
): Promise<Transaction[]> {
  const { order, after, limit, purchase } = page
  const newest = order === 'newest first'
  const direction = newest ? sql`DESC` : sql`ASC`
  const narrowed = (at: Sql, id: Sql, kind: number) => sql`
    ${after === undefined ? sql`true` : sql`(${at}, ${id}) ${newest ? sql`<` : sql`>`} (${after.at}, ${bytesOf(after.id)})`}
    AND ${purchase === undefined ? sql`true` : sql`${id} BETWEEN ${bytesOf(part(purchase, kind, 0))} AND ${bytesOf(part(purchase, kind, 0xffff))}`}`
  // One statement: between two statements, something could be committed that the next page then would skip.
  const rows = await sql<Kept>`
    (SELECT c.id, c.purchase, c.at, c.asset, c.micros, c.fee_micros AS "feeMicros", c.vendor_micros AS "vendorMicros",
            c.shares, NULL::jsonb AS parties
       FROM captures c
      WHERE ${capturesIn(span)} AND ${narrowed(sql`c.at`, sql`c.id`, purchaseParts.capture)}
      ORDER BY c.at ${direction}, c.id ${direction} LIMIT ${limit})
    UNION ALL
    (SELECT r.id, r.purchase, r.at, r.asset, r.micros, NULL, NULL, c.shares, r.parties
       FROM refunds r JOIN captures c ON c.id = ${partIn(sql`r.purchase`, purchaseParts.capture, 1)}
      WHERE ${refundsIn(span)} AND ${narrowed(sql`r.at`, sql`r.id`, purchaseParts.refund)}
      ORDER BY r.at ${direction}, r.id ${direction} LIMIT ${limit})`.rows(deps.pool)
  const all = rows
    .map((row) => {
      const [id, purchase] = [hexOf(row.id), hexOf(row.purchase)]
      return row.parties === null
        ? ofCapture(id, { ...row, purchase })
        : ofRefund(id, { ...row, purchase, vendor: span.vendor }, row.shares)
    })
    .toSorted(byTime)
  return (newest ? all.reverse() : all).slice(0, limit)
}

/** The order in which money moved; within an instant, captures of a purchase before its refunds. */
export const byTime = (a: Transaction, b: Transaction): number =>
  a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1
