import type { Id } from '@farthing/ledger'
import { pseudonym } from '../access/index.ts'
import { licenceWords } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { PurchaseRow } from '../purchase/index.ts'
import {
  declineJson,
  lineOf,
  purchases,
  readPurchase,
  refundable,
  refundJson,
  requestJson,
  statusAt,
} from '../purchase/index.ts'
import { royaltyBody, splitJson } from '../royalty/index.ts'
import type { SaleDetailJson } from './schemas.ts'
import { timelineOf } from './timeline.ts'

/** A vendor's purchase. @throws {Problem} not_found, also for another vendor's (T15) */
export async function findSale(
  deps: Deps,
  vendor: Id,
  txn: string,
): Promise<{ readonly id: Id; readonly row: PurchaseRow }> {
  const id = fromPublic('txn', txn)
  if (id === undefined) throw new Problem('not_found')
  const row = (await deps.ledger.look({ accounts: [], rows: [[purchases, id]] })).row(purchases, id)
  if (row === undefined || row.vendor !== vendor) throw new Problem('not_found')
  return { id, row }
}

/** One sale with its royalty transactions (R1g, R19, R20), what may be done with it, and what happened when. */
export async function saleDetail(deps: Deps, vendor: Id, txn: string, t: Say): Promise<SaleDetailJson> {
  const { id, row } = await findSale(deps, vendor, txn)
  const { version, vendor: seller, royalties, refunds, nameOf } = await readPurchase(deps, id, row)
  const now = deps.clock.now()
  const status = statusAt(row, now)
  const money = (micros: bigint) => toMoneyAndTokens(micros, assetCurrency(row.asset))
  const holds = status === 'authorized' && now < (row.holdExpiresAt ?? 0n)
  return {
    id: toPublic('txn', id),
    mode: row.mode,
    at: toRfc3339(row.requestedAt),
    item: toPublic('itm', lineOf(row).item),
    item_title: version.title,
    item_version: Number(version.number),
    item_kind: version.kind,
    licence_words: licenceWords(t, version.terms, now),
    payer: row.payer === null ? null : pseudonym(deps, vendor, row.payer),
    status,
    order_reference: row.orderReference,
    price: money(row.priceMicros),
    captured: money(row.capturedMicros),
    refunded: money(row.refundedMicros),
    net: money(row.capturedMicros - row.refundedMicros),
    decline: declineJson(deps, row.decline),
    authorized_at: instantJson(row.authorizedAt),
    hold_expires_at: instantJson(row.holdExpiresAt),
    can_refund: refundable(row, now).micros > 0n,
    can_capture: holds,
    can_void: holds || status === 'requested',
    split: splitJson(royalties, { vendor: seller.name, provider: deps.config.providerName, rightsholder: nameOf }),
    royalty_transactions: royalties.map((each) =>
      royaltyBody(each, toMoneyAndTokens, (owner) => ({ name: nameOf(owner) })),
    ),
    refunds: refunds.map((refund) => refundJson(refund, money)),
    ...requestJson(row),
    timeline: await timelineOf(deps, id, row, royalties, t),
  }
}

const instantJson = (at: bigint | null): string | null => (at === null ? null : toRfc3339(at))
