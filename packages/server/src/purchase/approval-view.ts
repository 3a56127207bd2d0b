// Fills the approval page: what is known of purchase and payer now, by the rules that will decide.
import type { Draft, Id, RowOf } from '@farthing/ledger'
import { endsAt, entitlementId, entitlements, overAtOnce, viewsLeft } from '../access/index.ts'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { itemVersions, licenceWords } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { grants } from '../incentive/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import { randomText } from '../platform/random.ts'
import { withQuery } from '../platform/urls.ts'
import { underSite, vendors } from '../vendor/index.ts'
import type { Bucket } from '../wallet/index.ts'
import { bucketsOf, isSpendable, standingsFor, toldScope } from '../wallet/index.ts'
import type { Approved, NotApproved } from './approval.ts'
import { approvalReads, approve, mayApprove } from './approval.ts'
import { spendingOf } from './limits.ts'
import type { ItemVersion } from './lines.ts'
import { lineOf } from './lines.ts'
import type { ApprovalView, Buyer, LimitView, Notice, Offer, VoucherRefusal } from './pages/index.ts'
import { endedUnpaid, quoteOf, statusAt } from './rules.ts'
import { versionsOf } from './shares.ts'
import type { PurchaseRow } from './tables.ts'
import { purchases } from './tables.ts'

/** What the page is made from: the rows and accounts as they stand, without the lock. */
type Scene = {
  readonly deps: Deps
  readonly draft: Draft
  readonly id: Id
  readonly order: PurchaseRow
  readonly version: ItemVersion
  readonly offer: Offer
  readonly feedback: Feedback
  /** Names the attempt that the page's form makes. */
  readonly attempt: () => string
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
  t: Say,
  feedback: Feedback = {},
): Promise<ApprovalView | undefined> {
  const now = deps.clock.now()
  let attempt = feedback.attempt
  const attemptOf = (): string => (attempt ??= randomText(deps.random, 26))
  return deps.ledger.preview((draft) => {
    const order = draft.row(purchases, id)
    if (order === undefined) return undefined
    const scene = {
      deps,
      draft,
      id,
      order,
      feedback,
      attempt: attemptOf,
      ...readOffer(deps, draft, id, order, who, now, t),
    }
    return viewOf(scene, who)
  }, now)
}

function viewOf(scene: Scene, who: SignedIn | undefined): ApprovalView {
  const { draft, order, offer } = scene
  const state = who === undefined ? undefined : draft.row(payers, who.account)?.state
  const buyer = who === undefined ? undefined : { name: who.name, timeZone: state?.timeZone ?? 'UTC' }
  const ended = endedView(scene, who, buyer)
  if (ended !== undefined) return ended
  if (offer.vendor.site === null || offer.backUrl === null)
    return { ...offer, kind: 'url_not_registered', buyer: buyer ?? null }
  if (who === undefined || buyer === undefined) return { ...offer, ...signedOut, approved: false }
  if (offer.now >= who.windowEndsAt)
    return { ...offer, ...signedOut, kind: 'window_closed', email: who.login, approved: false }
  const limits = state === undefined ? [] : limitViews(scene, state, who.user)
  const approval = order.decline === 'licence_held' ? heldAlready : previewOf(scene, who)
  if (approval.kind === 'approved') return readyView(scene, who.account, buyer, approval, limits)
  return refusedView(scene, who, buyer, approval)
}

/** What pressing the button would do now; where it would be refused, nothing of it stays in the draft. */
function previewOf({ draft, id, order, offer }: Scene, { account: payer, user }: SignedIn): Approved | NotApproved {
  const approving = { draft, at: offer.now, purchase: id, order, payer, user, approvedBy: user }
  return draft.attempt(() => mayApprove(order, payer, offer.now) ?? approve(approving))
}

const signedOut = { kind: 'signed_out', email: '', refusal: null } as const

const heldAlready: NotApproved = { kind: 'refused', refusal: { code: 'licence_held' }, ends: true }

function readOffer(
  deps: Deps,
  draft: Draft,
  id: Id,
  order: PurchaseRow,
  who: SignedIn | undefined,
  now: bigint,
  t: Say,
): Pick<Scene, 'version' | 'offer'> {
  if (who !== undefined) draft.need(() => approvalReads(order, who.account))
  const [version] = versionsOf(order, draft)
  const vendor = draft.row(vendors, order.vendor)
  if (version === undefined || vendor === undefined) throw new Error(`purchase ${id} lost its item or its vendor`)
  const timeZone = who === undefined ? undefined : draft.row(payers, who.account)?.state.timeZone
  return { version, offer: offerOf(deps, { id, order, version, vendor, timeZone: timeZone ?? 'UTC', now, t }) }
}

function offerOf(
  deps: Deps,
  {
    id,
    order,
    version,
    vendor,
    timeZone,
    now,
    t,
  }: Pick<Scene, 'id' | 'order' | 'version'> & {
    readonly vendor: RowOf<typeof vendors>
    readonly timeZone: string
    readonly now: bigint
    readonly t: Say
  },
): Offer {
  const purchase = toPublic('txn', id)
  const isContent = version.kind === 'content'
  const cancelUrl = underSite(order.facts.cancelUrl, vendor.sites)
  return {
    t,
    provider: { name: deps.config.providerName, url: deps.config.publicUrl },
    mode: order.mode,
    now,
    purchase,
    vendor: { name: vendor.name, site: underSite(order.facts.returnUrl, vendor.sites) ?? null },
    item: { title: version.title, description: version.description, kind: version.kind },
    licence: isContent ? licenceWords(t, version.terms, now, { timeZone }) : '',
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
  { draft, order, offer, feedback, attempt }: Scene,
  payer: Id,
  buyer: Buyer,
  { row, funding }: Approved,
  limits: LimitView[],
): ApprovalView {
  const paidFrom = funding.map((part) => {
    const micros = BigInt(part.micros)
    if (part.kind !== 'granted') return { kind: 'wallet', micros } as const
    const grant = draft.row(grants, part.grant)
    return { kind: 'grant', title: grant?.title ?? '', expiresAt: grant?.expiresAt ?? 0n, micros } as const
  })
  // In the draft these are the amounts left after the purchase.
  const after = spendableBuckets(draft, payer, order, offer.now)
  return {
    ...offer,
    kind: 'ready',
    buyer,
    paidFrom,
    walletAfterMicros: freeOf(after.filter((bucket) => bucket.kind === 'bought')),
    giftsAfterMicros: freeOf(after.filter((bucket) => bucket.kind === 'granted')),
    limits,
    attempt: attempt(),
    quote: quoteOf(row, funding),
    heldFirst: order.capture === 'manual',
    notice: feedback.notice ?? null,
  }
}

/** The payer's buckets that may be spent at this vendor. */
function spendableBuckets(draft: Draft, payer: Id, { asset, vendor }: PurchaseRow, at: bigint): Bucket[] {
  const state = draft.row(payers, payer)?.state
  if (state === undefined) return []
  return bucketsOf(payer, state, asset, draft).filter((bucket) => isSpendable(bucket, vendor, at))
}

const freeOf = (buckets: readonly Bucket[]): bigint => buckets.reduce((sum, bucket) => sum + bucket.freeMicros, 0n)

/** The limits that the purchase falls under, as they stand before it; `only`: that one alone. */
function limitViews({ draft, order, offer }: Scene, state: PayerState, member: Id, only?: Id): LimitView[] {
  const spending = spendingOf(order, { state, member }, versionsOf(order, draft))
  if (spending === undefined) return []
  const standings = standingsFor(spending, draft, offer.now).filter(({ limit }) => (only ?? limit.id) === limit.id)
  return standings.map(({ limit, maxMicros, spentMicros, heldMicros, renewsAt }) => ({
    period: limit.period,
    ...(limit.period === 'last_days' && { days: limit.days }),
    scope: toldScope(limit.scope, () => offer.vendor.name),
    spentMicros: spentMicros + heldMicros,
    maxMicros,
    renewsAt: renewsAt ?? null,
  }))
}

function refusedView(
  scene: Scene,
  { account: payer, user }: Pick<SignedIn, 'account' | 'user'>,
  buyer: Buyer,
  { refusal }: NotApproved,
): ApprovalView {
  const { draft, order, offer, version, feedback } = scene
  switch (refusal.code) {
    case 'insufficient_funds':
      return {
        ...offer,
        kind: 'insufficient_funds',
        buyer,
        payer: toPublic('usr', user),
        availableMicros: freeOf(spendableBuckets(draft, payer, order, offer.now)),
        attempt: scene.attempt(),
        voucher: feedback.voucher?.code ?? '',
        refusal: feedback.voucher?.refusal ?? null,
        notice: feedback.notice ?? null,
        fundsUrl: '/wallet/funds',
      }
    case 'limit_exceeded': {
      const state = draft.row(payers, payer)?.state
      const only = typeof refusal.limit === 'string' ? refusal.limit : ''
      const [limit] = state === undefined ? [] : limitViews(scene, state, user, only)
      if (limit === undefined) throw new Error('a limit was passed that is not there')
      const passesAt = typeof refusal.passes_at === 'string' ? (fromRfc3339(refusal.passes_at) ?? null) : null
      return { ...offer, kind: 'limit_exceeded', buyer, limit, passesAt, limitsUrl: '/wallet/limits' }
    }
    case 'licence_held': {
      const held = draft.row(entitlements, entitlementId(payer, lineOf(order).item))
      const bought = held === undefined ? undefined : draft.row(itemVersions, held.version)
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
    case 'account_blocked':
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
