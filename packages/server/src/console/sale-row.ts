import { pseudonym } from '../access/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { declineJson } from '../purchase/index.ts'
import type { Id } from '@farthing/ledger'
import type { Sale } from './sales-store.ts'
import type { SaleRowJson } from './schemas.ts'

/** A sale as a line of a list. The payer is the vendor's own pseudonym of them (R17). */
export function saleRowJson(deps: Deps, vendor: Id, sale: Sale): SaleRowJson {
  const currency = assetCurrency(sale.asset)
  const money = (micros: bigint) => toMoneyAndTokens(micros, currency)
  return {
    id: toPublic('txn', sale.id),
    mode: sale.mode,
    at: toRfc3339(sale.requestedAt),
    item: toPublic('itm', sale.item),
    item_title: sale.title,
    payer: sale.payer === null ? null : pseudonym(deps, vendor, sale.payer),
    status: sale.status,
    order_reference: sale.orderReference,
    price: money(sale.priceMicros),
    captured: money(sale.capturedMicros),
    refunded: money(sale.refundedMicros),
    net: money(sale.capturedMicros - sale.refundedMicros),
    decline: declineJson(deps, sale.decline),
  }
}
