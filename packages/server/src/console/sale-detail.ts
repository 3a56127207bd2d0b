import type { Id, RowOf } from '@farthing/ledger'
import { pseudonym } from '../access/index.ts'
import { itemVersions, licenceWords } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { PurchaseRow } from '../purchase/index.ts'
import {
  givenOf,
  lineOf,
  purchases,
  refundable,
  refundKey,
  refunds,
  royaltiesOf,
  royaltyKeys,
  statusAt,
} from '../purchase/index.ts'
import { rightsholderNames, royaltyBody, splitJson } from '../royalty/index.ts'
import { vendors } from '../vendor/index.ts'
import { declineJson } from './sale-row.ts'
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
export async function saleDetail(deps: Deps, vendor: Id, txn: string): Promise<SaleDetailJson> {
  const { id, row } = await findSale(deps, vendor, txn)
  const { version, vendorName, royalties, given, nameOf } = await partsOf(deps, id, row)
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
    licence_words: licenceWords(version.terms, now),
    payer: row.payer === null ? null : pseudonym(deps, vendor, row.payer),
    status,
    order_reference: row.orderReference,
    price: money(row.priceMicros),
    captured: money(row.capturedMicros),
    refunded: money(row.refundedMicros),
    net: money(row.capturedMicros - row.refundedMicros),
    decline: declineJson(deps, row.decline),
    requested_at: toRfc3339(row.requestedAt),
    expires_at: toRfc3339(row.expiresAt),
    authorized_at: instantJson(row.authorizedAt),
    hold_expires_at: instantJson(row.holdExpiresAt),
    can_refund: refundable(row, now).micros > 0n,
    can_capture: holds,
    can_void: holds || status === 'requested',
    split: splitJson(royalties, { vendor: vendorName, provider: deps.config.providerName, rightsholder: nameOf }),
    royalty_transactions: royalties.map((each) =>
      royaltyBody(each, toMoneyAndTokens, (owner) => ({ name: nameOf(owner) })),
    ),
    refunds: given.map(({ key, ...refund }) => ({
      id: toPublic('rfd', key),
      at: toRfc3339(refund.at),
      amount: money(refund.micros),
      reason: refund.reason,
    })),
    return_url: row.facts.returnUrl,
    cancel_url: row.facts.cancelUrl,
    ...givenOf(row.facts),
    vendor_login: row.facts.vendorLogin ?? null,
    timeline: timelineOf(
      row,
      status,
      royalties.filter(({ type }) => type === 'capture'),
      given,
    ),
  }
}

type Keyed<Row> = Row & { readonly key: Id }

/** Everything that belongs to a purchase. */
async function partsOf(deps: Deps, id: Id, row: PurchaseRow) {
  const seen = await deps.ledger.look({
    accounts: [],
    rows: [[itemVersions, lineOf(row).version], [vendors, row.vendor], ...royaltyKeys(id, row)],
  })
  const version = seen.row(itemVersions, lineOf(row).version)
  const vendor = seen.row(vendors, row.vendor)
  if (version === undefined || vendor === undefined) throw new Error(`purchase ${id} lost its item or its vendor`)
  const given = Array.from({ length: Number(row.refunds) }, (_, i) => refundKey(id, BigInt(i + 1))).flatMap(
    (key): Keyed<RowOf<typeof refunds>>[] => {
      const refund = seen.row(refunds, key)
      return refund === undefined ? [] : [{ ...refund, key }]
    },
  )
  const owners = version.shares.map(({ rightsholder }) => rightsholder)
  return {
    version,
    vendorName: vendor.name,
    royalties: royaltiesOf(seen, id, row, version.shares),
    given,
    nameOf: await rightsholderNames(deps, owners),
  }
}

const instantJson = (at: bigint | null): string | null => (at === null ? null : toRfc3339(at))
