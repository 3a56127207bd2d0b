// Fills the approval page: what is known of purchase and payer now, by the rules that will decide.
import type { Id, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import { endsAt, entitlementId, entitlements, overAtOnce, viewsLeft } from '../access/index.ts'
import type { Limit, PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { itemVersions, licenceWords } from '../catalog/index.ts'
import { assetCurrency, boughtBucket } from '../chart/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { grants } from '../incentive/index.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import { randomText } from '../platform/random.ts'
import { withQuery } from '../platform/urls.ts'
import { underSite, vendors } from '../vendor/index.ts'
import { bucketsOf, budgetOf, isSpendable, renewsAt, spentMicros } from '../wallet/index.ts'
import type { PurchaseRow } from './answer.ts'
import type { Approval } from './approval.ts'
import { approvalKeys, approve, mayApprove } from './approval.ts'
import type { Vendor } from './capture-shares.ts'
import type { ItemVersion } from './lines.ts'
import { lineOf } from './lines.ts'
import type { ApprovalView, Buyer, LimitView, Notice, Offer, VoucherRefusal } from './pages/index.ts'
import { endedUnpaid, statusAt } from './rules.ts'
import { purchases } from './tables.ts'

/** What the page is made from, read without a lock. */
type Scene = {
  readonly id: Id
  readonly order: PurchaseRow
  readonly version: ItemVersion
  readonly offer: Offer
  readonly seen: Seen
}

export type Feedback = {
  readonly notice?: Notice
  /** The attempt that must be sent again, where its outcome is not known. */
  readonly attempt?: string
  readonly voucher?: { readonly code: string; readonly refusal: VoucherRefusal | null }
}

/** The approval page's view for whoever looks; `undefined` where there is no such purchase. */
export async function approvalView(
  deps: Deps,
  id: Id,
  who: SignedIn | undefined,
  feedback: Feedback = {},
): Promise<ApprovalView | undefined> {
  const scene = await readScene(deps, id, who)
  if (scene === undefined) return undefined
  const { order, offer, seen } = scene
  const state = who === undefined ? undefined : seen.row(payers, who.account)?.state
  const buyer = who === undefined ? undefined : { name: who.name, timeZone: state?.timeZone ?? 'UTC' }
  const ended = endedView(scene, who, buyer)
  if (ended !== undefined) return ended
  if (offer.vendor.site === null || offer.backUrl === null)
    return { ...offer, kind: 'url_not_registered', buyer: buyer ?? null }
  if (who === undefined || buyer === undefined) return { ...offer, ...signedOut, approved: false }
  if (deps.clock.now() >= who.windowEndsAt)
    return { ...offer, ...signedOut, kind: 'window_closed', email: who.email, approved: false }
  const now = deps.clock.now()
  const approval =
    order.decline === 'licence_held'
      ? heldAlready
      : (mayApprove(order, who.account, now) ?? approve(order, who.account, who.user, seen, now))
  if (approval.kind === 'more') throw new Error(`the approval page of ${id} lacks what it must read`)
  if (approval.kind === 'ready') return readyView(deps, scene, who.account, buyer, approval, feedback)
  return refusedView(deps, scene, who, buyer, approval, feedback)
}

const signedOut = { kind: 'signed_out', email: '', refusal: null } as const

const heldAlready: Approval = { kind: 'refused', refusal: { code: 'licence_held' }, ends: true }

async function readScene(deps: Deps, id: Id, who: SignedIn | undefined): Promise<Scene | undefined> {
  const order = (await deps.ledger.look({ accounts: [], rows: [[purchases, id]] })).row(purchases, id)
  if (order === undefined) return undefined
  const line = lineOf(order)
  const payer = who?.account ?? order.vendor
  const first = await deps.ledger.look({
    accounts: [],
    rows: [
      [payers, payer],
      [itemVersions, line.version],
      [entitlements, entitlementId(payer, line.item)],
    ],
  })
  const version = first.row(itemVersions, line.version)
  if (version === undefined) throw new Error(`purchase ${id} lost its item`)
  const state = first.row(payers, payer)?.state
  const held = first.row(entitlements, entitlementId(payer, line.item))
  const keys = approvalKeys(order, payer, state, [version], deps.clock.now())
  const seen = await deps.ledger.look({
    accounts: keys.accounts,
    rows: [
      ...keys.rows,
      ...(held === undefined ? [] : [[itemVersions, held.version] as const]),
      ...(state?.grants ?? []).map((grant) => [grants, grant.id] as const),
    ],
  })
  const vendor = seen.row(vendors, order.vendor)
  if (vendor === undefined) throw new Error(`purchase ${id} lost its vendor`)
  return { id, order, version, offer: offerOf(deps, id, order, version, vendor, state?.timeZone ?? 'UTC'), seen }
}

function offerOf(
  deps: Deps,
  id: Id,
  order: PurchaseRow,
  version: ItemVersion,
  vendor: Vendor,
  timeZone: string,
): Offer {
  const now = deps.clock.now()
  const purchase = toPublic('txn', id)
  const isContent = version.kind === 'content'
  const cancelUrl = underSite(order.facts.cancelUrl, vendor.sites)
  return {
    provider: { name: deps.config.providerName, url: deps.config.publicUrl },
    mode: order.mode,
    now,
    purchase,
    vendor: { name: vendor.name, site: underSite(order.facts.returnUrl, vendor.sites) ?? null },
    item: { title: version.title, description: version.description, kind: version.kind },
    licence: isContent ? licenceWords(version.terms, now, { timeZone }) : '',
    over: isContent && overAtOnce(version.terms, now),
    priceMicros: order.priceMicros,
    currency: assetCurrency(order.asset),
    expiresAt: order.expiresAt,
    backUrl: cancelUrl === undefined ? null : withQuery(cancelUrl, { farthing_purchase: purchase }),
  }
}

function endedView(
  { id, order, offer, version }: Scene,
  who: SignedIn | undefined,
  buyer: Buyer | undefined,
): ApprovalView | undefined {
  const status = statusAt(order, offer.now)
  if (status === 'requested') return undefined
  if (status === 'authorized' && endedUnpaid(order, offer.now))
    return { ...offer, kind: 'hold_expired', buyer: buyer ?? null }
  if (status === 'authorized' || status === 'captured') {
    if (buyer === undefined) return { ...offer, ...signedOut, approved: true }
    if (order.payer !== who?.account) return { ...offer, kind: 'elsewhere', buyer }
    const at = order.authorizedAt ?? order.requestedAt
    const held = status === 'authorized'
    const refunded = order.captures > 0n && order.refundedMicros === order.capturedMicros
    return { ...offer, kind: 'bought', buyer, at, held, refunded, receiptUrl: receiptUrl(id) }
  }
  if (status === 'declined' && order.decline === 'licence_held' && buyer !== undefined && order.payer === who?.account)
    return undefined
  if (status === 'declined' && order.decline === 'terms_ended') return termsEnded(offer, version, buyer)
  return { ...offer, kind: endedKind(order, status), buyer: buyer ?? null }
}

function endedKind(order: PurchaseRow, status: 'voided' | 'expired' | 'declined') {
  if (status === 'expired' && order.authorizedAt !== null) return 'hold_expired'
  const { decline } = order
  return decline === 'vendor_suspended' || decline === 'url_not_registered' ? decline : status
}

const termsEnded = (offer: Offer, { terms }: ItemVersion, buyer: Buyer | undefined): ApprovalView => ({
  ...offer,
  kind: 'terms_ended',
  buyer: buyer ?? null,
  endedAt: terms.expiresAt === undefined ? null : BigInt(terms.expiresAt),
})

const receiptUrl = (purchase: Id): string => `/wallet/purchases/${toPublic('txn', purchase)}`

function readyView(
  deps: Deps,
  { order, offer, seen }: Scene,
  payer: Id,
  buyer: Buyer,
  approval: Extract<Approval, { kind: 'ready' }>,
  feedback: Feedback,
): ApprovalView {
  const bucket = seen.account(boughtBucket(payer, order.asset))
  const bought = approval.funding.find((part) => part.kind === 'bought')
  const paidFrom = approval.funding.map((part) => {
    const micros = BigInt(part.micros)
    if (part.kind !== 'granted') return { kind: 'wallet', micros } as const
    const grant = seen.row(grants, part.grant)
    return { kind: 'grant', title: grant?.title ?? '', expiresAt: grant?.expiresAt ?? 0n, micros } as const
  })
  const before = bucket === undefined ? approval.testFundsMicros : available(bucket)
  return {
    ...offer,
    kind: 'ready',
    buyer,
    paidFrom,
    walletAfterMicros: before - BigInt(bought?.micros ?? 0),
    giftsAfterMicros: giftsAfter(order, payer, approval, seen, offer.now),
    limits:
      order.mode === 'live'
        ? approval.payer.limits.flatMap((limit) => limitView(approval.payer, limit, order, seen, offer.now))
        : [],
    attempt: feedback.attempt ?? randomText(deps.random, 26),
    quote: approval.quote,
    heldFirst: order.capture === 'manual',
    notice: feedback.notice ?? null,
  }
}

/** Incentive tokens that could be spent at this vendor after the purchase. */
function giftsAfter(
  order: PurchaseRow,
  payer: Id,
  approval: Extract<Approval, { kind: 'ready' }>,
  seen: Seen,
  at: bigint,
): bigint {
  const gifts = bucketsOf(payer, approval.payer, order.asset, seen).filter(
    (bucket) => bucket.kind === 'granted' && isSpendable(bucket, order.vendor, at),
  )
  const granted = approval.funding.filter((part) => part.kind === 'granted')
  return (
    gifts.reduce((sum, bucket) => sum + bucket.freeMicros, 0n) -
    granted.reduce((sum, part) => sum + BigInt(part.micros), 0n)
  )
}

/** A limit of the purchase's currency as it stands; none of another currency. */
function limitView(state: PayerState, limit: Limit, order: PurchaseRow, seen: Seen, at: bigint): LimitView[] {
  if (limit.currency !== assetCurrency(order.asset)) return []
  const budget = budgetOf(state, limit, at)
  const spent = budget === undefined ? 0n : spentMicros(seen.account(budget))
  const renews = renewsAt(state, limit, at) ?? null
  return [{ period: limit.period, spentMicros: spent, maxMicros: BigInt(limit.maxMicros), renewsAt: renews }]
}

function refusedView(
  deps: Deps,
  { order, offer, version, seen }: Scene,
  { account: payer, user }: Pick<SignedIn, 'account' | 'user'>,
  buyer: Buyer,
  { refusal }: Extract<Approval, { kind: 'refused' }>,
  feedback: Feedback,
): ApprovalView {
  const state = seen.row(payers, payer)?.state
  switch (refusal.code) {
    case 'insufficient_funds': {
      const buckets = state === undefined ? [] : bucketsOf(payer, state, order.asset, seen)
      const usable = buckets.filter((bucket) => isSpendable(bucket, order.vendor, offer.now))
      return {
        ...offer,
        kind: 'insufficient_funds',
        buyer,
        payer: toPublic('usr', user),
        availableMicros: usable.reduce((sum, bucket) => sum + bucket.freeMicros, 0n),
        attempt: feedback.attempt ?? randomText(deps.random, 26),
        voucher: feedback.voucher?.code ?? '',
        refusal: feedback.voucher?.refusal ?? null,
        notice: feedback.notice ?? null,
        fundsUrl: '/wallet/funds',
      }
    }
    case 'limit_exceeded': {
      const limit = state?.limits.find((each) => each.id === refusal.limit)
      const [view] = state === undefined || limit === undefined ? [] : limitView(state, limit, order, seen, offer.now)
      if (view === undefined) throw new Error('a limit was passed that is not there')
      return { ...offer, kind: 'limit_exceeded', buyer, limit: view, limitsUrl: '/wallet/limits' }
    }
    case 'licence_held': {
      const held = seen.row(entitlements, entitlementId(payer, lineOf(order).item))
      const bought = held === undefined ? undefined : seen.row(itemVersions, held.version)
      if (held === undefined || bought === undefined) throw new Error('a licence is held that is not there')
      return {
        ...offer,
        kind: 'licence_held',
        buyer,
        boughtAt: held.grantedAt,
        endsAt: endsAt(held, bought.terms),
        viewsLeft: viewsLeft(held, bought.terms),
        receiptUrl: receiptUrl(held.purchase),
      }
    }
    case 'payer_mismatch':
    case 'not_a_member':
      return { ...offer, kind: refusal.code, buyer }
    case 'purchase_expired':
      return { ...offer, kind: 'expired', buyer }
    case 'vendor_suspended':
    case 'url_not_registered':
      return { ...offer, kind: refusal.code, buyer }
    case 'terms_ended':
      return termsEnded(offer, version, buyer)
    default:
      return { ...offer, kind: 'declined', buyer }
  }
}
