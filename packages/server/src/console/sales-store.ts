import type { Id, Instant } from '@farthing/ledger'
import { itemVersionsSql } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { bytesOf, firstIdAt, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { fromPublic } from '../platform/ids.ts'
import { allOf, sql } from '../platform/sql.ts'
import { firstLineOf, oldestRefundedIn, purchaseMovedIn, purchasesSql, statusIn } from '../purchase/index.ts'
import { clocksDiffer, longestPurchase } from './purchase-ids.ts'

export type Sort = '-at' | 'at' | '-price' | 'price'
export type StatusFilter = 'requested' | 'authorized' | 'captured' | 'voided' | 'expired' | 'declined' | 'refunded'

/** Which of a vendor's purchases to list. */
export type SalesQuery = {
  readonly vendor: Id
  readonly mode: Mode
  readonly status?: StatusFilter | undefined
  /** A purchase's identifier, or a piece of an order reference or a title. */
  readonly q?: string | undefined
  /** Its money moved at this instant or after; of a purchase that moved no money, it was asked for then. */
  readonly from?: Instant | undefined
  /** The same, before. */
  readonly to?: Instant | undefined
  /** These alone. */
  readonly among?: readonly Id[] | undefined
  readonly sort: Sort
  /** `at` is the price where the list is sorted by it. */
  readonly after?: Position | undefined
  readonly limit: number
  readonly now: Instant
}

export type Sale = {
  readonly id: Id
  readonly mode: Mode
  readonly requestedAt: Instant
  readonly item: Id
  readonly title: string
  readonly payer: Id | null
  readonly status: Exclude<StatusFilter, 'refunded'>
  readonly orderReference: string
  readonly priceMicros: bigint
  readonly asset: string
  readonly capturedMicros: bigint
  readonly refundedMicros: bigint
  readonly decline: ProblemCode | null
}

/** A vendor's purchases by a filter, a page at a time. */
export async function findSales(deps: Pick<Deps, 'pool'>, query: SalesQuery): Promise<Sale[]> {
  const conditions = [
    sql`p.vendor = ${bytesOf(query.vendor)} AND p.mode = ${query.mode}`,
    ...(query.status === undefined ? [] : [statusIs(query.status, query.now)]),
    ...(query.q === undefined || query.q === '' ? [] : [matches(query.q)]),
    ...(query.from === undefined && query.to === undefined ? [] : [isIn(query)]),
    ...(query.among === undefined ? [] : [sql`p.id = ANY(${query.among.map(bytesOf)}::bytea[])`]),
    ...(query.after === undefined ? [] : [comesAfter(query.sort, query.after)]),
  ]
  const rows = await sql<Omit<Sale, 'id' | 'item' | 'payer'> & { id: Buffer; item: Buffer; payer: Buffer | null }>`
    SELECT p.id, p.mode, p.requested_at AS "requestedAt", line.item, v.title, p.payer,
           ${statusIn(query.now)} AS status, p.order_reference AS "orderReference",
           p.price_micros AS "priceMicros", p.asset, p.captured_micros AS "capturedMicros",
           p.refunded_micros AS "refundedMicros", p.decline
      FROM ${purchasesSql} p CROSS JOIN LATERAL ${firstLineOf} line JOIN ${itemVersionsSql} v ON v.id = line.version
     WHERE ${allOf(conditions)}
     ORDER BY ${orders[query.sort]} LIMIT ${query.limit}`.rows(deps.pool)
  return rows.map((row) => ({
    ...row,
    id: hexOf(row.id),
    item: hexOf(row.item),
    payer: row.payer === null ? null : hexOf(row.payer),
  }))
}

/** Where a list goes on after a sale. */
export const positionOfSale = (sort: Sort, sale: Sale): Position => ({
  at: sort === 'price' || sort === '-price' ? sale.priceMicros : sale.requestedAt,
  id: sale.id,
})

const statusIs = (status: StatusFilter, now: Instant) =>
  status === 'refunded' ? sql`p.refunded_micros > 0` : sql`${statusIn(now)} = ${status}`

/**
 * By the one definition of a day's sales, money counts when it moved; a purchase that moved none counts when it was asked
 * for. The bounds on the key keep the search short: money moves within a purchase's life, or in a refund.
 */
function isIn(query: SalesQuery) {
  const { from = 0n, to } = query
  const until = to === undefined ? sql`true` : sql`p.requested_at < ${to} AND p.id < ${firstIdAt(to + clocksDiffer)}`
  return sql`${until} AND p.id >= LEAST(${firstIdAt(from - longestPurchase)}::bytea, ${oldestRefundedIn(query)})
    AND CASE WHEN p.captures = 0 THEN p.requested_at >= ${from} ELSE ${purchaseMovedIn(query.from, query.to)} END`
}

function matches(q: string) {
  const id = fromPublic('txn', q)
  if (id !== undefined) return sql`p.id = ${bytesOf(id)}`
  const piece = `%${q.replace(/[\\%_]/g, '\\$&')}%`
  return sql`(p.order_reference ILIKE ${piece} OR v.title ILIKE ${piece})`
}

// Identifiers are in the order of time: no sort is needed for the usual list.
const orders = {
  '-at': sql`p.id DESC`,
  at: sql`p.id`,
  '-price': sql`p.price_micros DESC, p.id DESC`,
  price: sql`p.price_micros, p.id`,
} as const satisfies Record<Sort, unknown>

function comesAfter(sort: Sort, { at, id }: Position) {
  switch (sort) {
    case '-at':
      return sql`p.id < ${bytesOf(id)}`
    case 'at':
      return sql`p.id > ${bytesOf(id)}`
    case '-price':
      return sql`(p.price_micros, p.id) < (${at}, ${bytesOf(id)})`
    case 'price':
      return sql`(p.price_micros, p.id) > (${at}, ${bytesOf(id)})`
  }
}
