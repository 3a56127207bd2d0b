// Purchases of all vendors: by their identifiers, and as a table.
import type { Id, Instant } from '@farthing/ledger'
import { itemVersionsSql } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { assetCurrency, assetOf } from '../chart/index.ts'
import { bytesOf, firstIdAt, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Currency } from '../platform/money.ts'
import type { Sql } from '../platform/sql.ts'
import { allOf, sql } from '../platform/sql.ts'
import type { Window } from '../platform/windows.ts'
import { inWindows, maxCounted, windowRows } from '../platform/windows.ts'
import type { Status } from '../purchase/index.ts'
import { firstLineOf, purchasesSql, statusIn } from '../purchase/index.ts'
import { vendorsSql } from '../vendor/index.ts'

export type PurchaseFound = {
  readonly id: Id
  readonly vendor: Id
  readonly vendorName: string
  readonly mode: Mode
  readonly title: string
  readonly payer: Id | null
  readonly status: Status
  readonly orderReference: string
  readonly priceMicros: bigint
  readonly asset: string
  readonly capturedMicros: bigint
  readonly refundedMicros: bigint
  readonly requestedAt: Instant
}
type Row = Omit<PurchaseFound, 'id' | 'vendor' | 'payer'> & { id: Buffer; vendor: Buffer; payer: Buffer | null }

/** What is shown of the purchases `p` of a piece of a query. */
const rowsOf = (purchases: Sql, now: Instant): Sql<Row> => sql<Row>`
  SELECT p.id, p.vendor, w.name AS "vendorName", p.mode, v.title, p.payer, ${statusIn(now)} AS status,
         p.order_reference AS "orderReference", p.price_micros AS "priceMicros", p.asset,
         p.captured_micros AS "capturedMicros", p.refunded_micros AS "refundedMicros", p.requested_at AS "requestedAt"
    FROM (${purchases}) p CROSS JOIN LATERAL ${firstLineOf} line
    JOIN ${itemVersionsSql} v ON v.id = line.version JOIN ${vendorsSql} w ON w.id = p.vendor`

const found = (row: Row): PurchaseFound => ({
  ...row,
  id: hexOf(row.id),
  vendor: hexOf(row.vendor),
  payer: row.payer === null ? null : hexOf(row.payer),
})

/** Purchases by their identifiers, in their order. What is not there is left out. */
export async function purchasesById(deps: Pick<Deps, 'pool' | 'clock'>, ids: readonly Id[]): Promise<PurchaseFound[]> {
  if (ids.length === 0) return []
  const wanted = sql`SELECT * FROM ${purchasesSql} p WHERE id = ANY(${ids.map(bytesOf)}::bytea[])`
  const rows = (await rowsOf(wanted, deps.clock.now()).rows(deps.pool)).map(found)
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Which purchases to list. */
export type PurchasesFilter = {
  /** One vendor's. Then of one mode, live unless said: the index of each vendor's purchases is by mode. */
  readonly vendor?: Id | undefined
  readonly mode?: Mode | undefined
  readonly payer?: Id | undefined
  readonly status?: Status | 'refunded' | undefined
  readonly currency?: Currency | undefined
  /** What it costs, at least and at most. */
  readonly minMicros?: bigint | undefined
  readonly maxMicros?: bigint | undefined
  /** Asked for at that instant or after; before. */
  readonly from?: Instant | undefined
  readonly to?: Instant | undefined
}
export type PurchasesPage = { readonly sort: '-at' | 'at'; readonly after?: Id | undefined; readonly limit: number }

/** All purchases by a filter, in the order in which they were asked for: the transaction database as a table (R5). */
export function listPurchases(
  deps: Pick<Deps, 'pool' | 'clock'>,
  filter: PurchasesFilter,
  page: PurchasesPage,
): Promise<Window<PurchaseFound>> {
  const now = deps.clock.now()
  const isNewestFirst = page.sort === '-at'
  const order = isNewestFirst ? sql`p.id DESC` : sql`p.id`
  const windowAfter = (after: Id | undefined): Sql => {
    const goesOn =
      after === undefined ? [] : [isNewestFirst ? sql`p.id < ${bytesOf(after)}` : sql`p.id > ${bytesOf(after)}`]
    return sql`FROM ${purchasesSql} p WHERE ${allOf([...rangeOf(filter), ...goesOn])} ORDER BY ${order}`
  }
  return inWindows(
    page,
    async (after, limit) => {
      const wanted = sql`
        SELECT p.* FROM (SELECT p.* ${windowAfter(after)} LIMIT ${windowRows}) p
         WHERE ${conditionsOf(filter, now)} ORDER BY ${order} LIMIT ${limit}`
      return (await sql<Row>`${rowsOf(wanted, now)} ORDER BY ${order}`.rows(deps.pool)).map(found)
    },
    async (after) => {
      const rows = await sql<{ id: Buffer }>`
        SELECT p.id ${windowAfter(after)} LIMIT 1 OFFSET ${windowRows - 1}`.rows(deps.pool)
      return rows[0] && hexOf(rows[0].id)
    },
  )
}

export type PurchaseSums = {
  readonly asset: string
  readonly priceMicros: bigint
  readonly capturedMicros: bigint
  readonly refundedMicros: bigint
}

/** How many purchases a filter finds, and what they sum to. @returns `isExact`: there are no more than that. */
export async function sumPurchases(
  deps: Pick<Deps, 'pool' | 'clock'>,
  filter: PurchasesFilter,
): Promise<{ readonly count: number; readonly isExact: boolean; readonly sums: PurchaseSums[] }> {
  const now = deps.clock.now()
  const rows = await sql<PurchaseSums & { looked: bigint; count: bigint }>`
    WITH looked AS MATERIALIZED (
      SELECT p.* FROM ${purchasesSql} p WHERE ${allOf(rangeOf(filter))} ORDER BY p.id DESC LIMIT ${windowRows + 1}
    ), found AS (SELECT p.* FROM looked p WHERE ${conditionsOf(filter, now)} LIMIT ${maxCounted + 1})
    SELECT (SELECT count(*) FROM looked) AS looked, asset, count(*) AS count, sum(price_micros)::bigint AS "priceMicros",
           sum(captured_micros)::bigint AS "capturedMicros", sum(refunded_micros)::bigint AS "refundedMicros"
      FROM found GROUP BY asset ORDER BY count(*) DESC, asset`.rows(deps.pool)
  const count = rows.reduce((sum, row) => sum + Number(row.count), 0)
  const isExact = (rows[0]?.looked ?? 0n) <= BigInt(windowRows) && count <= maxCounted
  return { count: Math.min(count, maxCounted), isExact, sums: rows }
}

/** What an index finds: a span of time, and a vendor with a mode. */
const rangeOf = ({ vendor, mode = 'live', from, to }: PurchasesFilter): Sql[] => [
  ...(vendor === undefined ? [] : [sql`p.vendor = ${bytesOf(vendor)} AND p.mode = ${mode}`]),
  ...(from === undefined ? [] : [sql`p.id >= ${firstIdAt(from)}`]),
  ...(to === undefined ? [] : [sql`p.id < ${firstIdAt(to)}`]),
]

function conditionsOf(filter: PurchasesFilter, now: Instant): Sql {
  const { mode, payer, status, currency, minMicros, maxMicros } = filter
  const assets = currency === undefined ? [] : [assetOf(currency, 'live'), assetOf(currency, 'test')]
  return allOf([
    ...(mode === undefined ? [] : [sql`p.mode = ${mode}`]),
    ...(payer === undefined ? [] : [sql`p.payer = ${bytesOf(payer)}`]),
    ...(status === undefined ? [] : [status === 'refunded' ? sql`p.refunds > 0` : sql`${statusIn(now)} = ${status}`]),
    ...(currency === undefined ? [] : [sql`p.asset = ANY(${assets}::text[])`]),
    ...(minMicros === undefined ? [] : [sql`p.price_micros >= ${minMicros}`]),
    ...(maxMicros === undefined ? [] : [sql`p.price_micros <= ${maxMicros}`]),
  ])
}

/** The currency of a sum; play money is a line of its own. */
export const currencyOfSum = ({ asset }: PurchaseSums): { currency: Currency; mode: Mode } => ({
  currency: assetCurrency(asset),
  mode: asset.startsWith('test:') ? 'test' : 'live',
})
