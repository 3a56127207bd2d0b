import type { Deps } from '../platform/deps.ts'
import { csvLine } from './csv.ts'
import { saleRowJson } from './sale-row.ts'
import type { SalesQuery } from './sales-store.ts'
import { findSales, placeOfSale } from './sales-store.ts'

const header = [
  'id',
  'requested_at',
  'status',
  'item',
  'title',
  'order_reference',
  'payer',
  'currency',
  'price',
  'captured',
  'refunded',
  'decline',
]
const rowsAtOnce = 500

/** A list of sales as CSV, a page after the other, so that memory stays flat however long it is. */
export async function* salesCsv(deps: Deps, query: Omit<SalesQuery, 'after' | 'limit'>): AsyncGenerator<string> {
  yield csvLine(header)
  let after: SalesQuery['after']
  for (;;) {
    const sales = await findSales(deps, { ...query, after, limit: rowsAtOnce })
    if (sales.length > 0) yield sales.map((sale) => csvLine(fieldsOf(saleRowJson(deps, query.vendor, sale)))).join('')
    const last = sales.at(-1)
    if (last === undefined || sales.length < rowsAtOnce) return
    after = placeOfSale(query.sort, last)
  }
}

const fieldsOf = (row: ReturnType<typeof saleRowJson>): string[] => [
  row.id,
  row.at,
  row.status,
  row.item,
  row.item_title,
  row.order_reference,
  row.payer ?? '',
  row.price.currency,
  row.price.amount,
  row.captured.amount,
  row.refunded.amount,
  row.decline?.code ?? '',
]
