// The accountant's file: a row for each capture and refund.
import type { Id } from '@farthing/ledger'
import { pseudonym } from '../access/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import { transactionsIn } from '../purchase/index.ts'
import type { Transaction } from '../royalty/index.ts'
import { csvLine } from '../platform/csv.ts'
import type { Sale, SalesQuery } from './sales-store.ts'
import { findSales } from './sales-store.ts'

const header = [
  'type',
  'time',
  'day',
  'time_zone',
  'id',
  'purchase',
  'order_reference',
  'item',
  'title',
  'payer',
  'currency',
  'amount',
  'fee',
  'shares',
  'net',
]
const rowsAtOnce = 500

export type CsvQuery = Omit<SalesQuery, 'after' | 'limit' | 'sort' | 'among'> & {
  /** Whose days the column `day` names. */
  readonly timeZone: string
}

/**
 * Captures and refunds in the order in which money moved, a page after the other, so that memory stays flat however long
 * it is. Amounts of refunds are below zero; `amount` = `fee` + `shares` + `net`, and `net` is the vendor's.
 *
 * @param query `from` and `to`: when money moved; the rest narrows to some purchases.
 */
export async function* salesCsv(deps: Deps, query: CsvQuery): AsyncGenerator<string> {
  yield csvLine(header)
  let after: { at: bigint; id: Id } | undefined
  for (;;) {
    const moved = await transactionsIn(deps, query, { order: 'oldest first', after, limit: rowsAtOnce })
    const sales = await salesOf(deps, query, moved)
    const lines = moved.flatMap((each) => {
      const sale = sales.get(each.purchase)
      return sale === undefined ? [] : [csvLine(fieldsOf(deps, query, each, sale))]
    })
    if (lines.length > 0) yield lines.join('')
    const last = moved.at(-1)
    if (last === undefined || moved.length < rowsAtOnce) return
    after = { at: last.at, id: last.id }
  }
}

/** The purchases that money moved of, as far as they are asked for. */
async function salesOf(deps: Deps, query: CsvQuery, moved: readonly Transaction[]): Promise<Map<Id, Sale>> {
  const among = [...new Set(moved.map(({ purchase }) => purchase))]
  const { vendor, mode, status, q, now } = query
  const sales = await findSales(deps, { vendor, mode, status, q, now, among, sort: 'at', limit: among.length })
  return new Map(sales.map((sale) => [sale.id, sale]))
}

function fieldsOf(deps: Deps, query: CsvQuery, each: Transaction, sale: Sale): (string | bigint)[] {
  return [
    each.type,
    toRfc3339(each.at),
    dayOf(each.at, query.timeZone),
    query.timeZone,
    toPublic(each.type === 'capture' ? 'cap' : 'rfd', each.id),
    toPublic('txn', each.purchase),
    sale.orderReference,
    toPublic('itm', sale.item),
    sale.title,
    sale.payer === null ? '' : pseudonym(deps, query.vendor, sale.payer),
    assetCurrency(each.asset),
    each.micros,
    each.feeMicros,
    each.shares.reduce((total, share) => total + share.micros, 0n),
    each.vendorMicros,
  ]
}
