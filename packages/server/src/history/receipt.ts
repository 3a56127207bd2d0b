// One purchase as the payer sees it: what, from whom, paid how, and who got what of it.
import type { Id, RowKey, Seen } from '@farthing/ledger'
import { canOpen, entitlementId, entitlements } from '../access/index.ts'
import { licenceWords } from '../catalog/index.ts'
import { payers } from '../account/index.ts'
import { assetCurrency, walletLabel } from '../chart/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { grants } from '../incentive/index.ts'
import { mandates } from '../mandate/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { PurchaseRow } from '../purchase/index.ts'
import { lineOf, purchases, readPurchase, refundJson, statusAt } from '../purchase/index.ts'
import { splitJson } from '../royalty/index.ts'
import { takenOf } from '../wallet/index.ts'
import type { ReceiptBody } from './schemas.ts'

/** @returns `undefined` where this account has no such purchase. */
export async function receiptOf(deps: Deps, who: SignedIn, id: Id, t: Say): Promise<ReceiptBody | undefined> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[purchases, id]] })).row(purchases, id)
  if (row === undefined || row.payer !== who.account) return undefined
  const line = lineOf(row)
  const beside = keysOf(row, who.account)
  const { version, vendor, royalties, refunds, nameOf, seen } = await readPurchase(deps, id, row, beside)
  const money = (micros: bigint) => toMoneyAndTokens(micros, assetCurrency(row.asset))
  const now = deps.clock.now()
  const licence = seen.row(entitlements, entitlementId(who.account, line.item))
  const isOwn = licence?.purchase === id
  const timeZone = seen.row(payers, who.account)?.state.timeZone ?? 'UTC'
  return {
    id: toPublic('txn', id),
    mode: row.mode,
    vendor: { id: toPublic('ven', row.vendor), name: vendor.name },
    site: new URL(row.facts.returnUrl).origin,
    item: {
      id: toPublic('itm', line.item),
      title: version.title,
      description: version.description,
      kind: version.kind,
    },
    status: statusAt(row, now),
    price: money(row.priceMicros),
    paid_from: paidFrom(t, row, seen),
    approved_by: approvedBy(t, row, who, seen),
    approved_at: row.authorizedAt === null ? null : toRfc3339(row.authorizedAt),
    licence_words: version.kind === 'content' ? licenceWords(t, version.terms, now, { timeZone }) : '',
    split: splitJson(royalties, { vendor: vendor.name, provider: deps.config.providerName, rightsholder: nameOf }),
    refunded: money(row.refundedMicros),
    refunds: refunds.map((refund) => refundJson(refund, money)),
    can_open: isOwn && canOpen(licence, version.terms, version.contentUrl, vendor.sites, now),
    entitlement: isOwn ? toPublic('ent', entitlementId(who.account, line.item)) : null,
  }
}

const keysOf = (row: PurchaseRow, payer: Id): RowKey[] => [
  [payers, payer],
  ...row.lines.map((line) => [entitlements, entitlementId(payer, line.item)] as const),
  ...(row.funding ?? []).flatMap((part) => (part.kind === 'granted' ? [[grants, part.grant] as const] : [])),
  ...(row.approvedBy === null ? [] : [[mandates, row.approvedBy] as const]),
]

/** What each part paid, in its own currency; of a hold, what it would. In the order of spending. */
function paidFrom(t: Say, row: PurchaseRow, seen: Seen): ReceiptBody['paid_from'] {
  if (row.funding === null) return []
  const worth = row.capturedMicros > 0n ? row.capturedMicros : row.priceMicros
  return takenOf(row.funding, worth).flatMap(({ part, micros }) => {
    if (micros === 0n) return []
    const currency = assetCurrency(part.asset)
    const wallet = walletLabel(t, row.mode, currency)
    const label = part.kind === 'granted' ? (seen.row(grants, part.grant)?.title ?? t('server.wallet.gift')) : wallet
    return [{ label, amount: toMoneyAndTokens(micros, currency) }]
  })
}

function approvedBy(t: Say, row: PurchaseRow, who: SignedIn, seen: Seen): string | null {
  if (row.approvedBy === null) return null
  if (row.approvedBy === who.user) return who.name
  const mandate = seen.row(mandates, row.approvedBy)
  if (mandate === undefined) return t('server.approvedBy.member')
  return mandate.label === ''
    ? t('server.approvedBy.mandate')
    : t('server.approvedBy.namedMandate', { label: mandate.label })
}
