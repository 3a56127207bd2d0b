// Whether a payer may buy, and what buying does. The same rule shows the page and decides the attempt.
import type { Draft, Id, Instant, Keys, Moves, RowKey } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import { actingFor, payers } from '../account/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency, boughtBucket } from '../chart/index.ts'
import { testIssueAccount } from './accounts.ts'
import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { currencies } from '../platform/money.ts'
import { feeAt, vendors } from '../vendor/index.ts'
import type { FundingPart } from '../wallet/index.ts'
import { bucketKeys, bucketsOf, drawDown } from '../wallet/index.ts'
import type { Deciding, Moving } from './deciding.ts'
import { purchaseAuthorized, purchaseCaptured, standingOf } from './events.ts'
import { holdFunding, takeFunding } from './funding.ts'
import { grantLicences, licenceHeld, licenceKeys, licenceVersions, termsEnded } from './licence.ts'
import { countPurchase, spendingReads } from './limits.ts'
import type { ItemVersion } from './lines.ts'
import { withFee } from './lines.ts'
import { contentOutsideSites, outsideSites } from './request.ts'
import { ownersAccounts, payShares, sellersAccounts, versionsOf } from './shares.ts'
import type { PurchaseRow } from './tables.ts'

export type Approving = Deciding & {
  /** The account that pays, and its member who says so. */
  readonly payer: Id
  readonly user: Id
  /** The same user, or the mandate that they gave. */
  readonly approvedBy: Id
}

/** `ends`: the payer cannot cure the reason, so the purchase ends. */
export type NotApproved = { readonly kind: 'refused'; readonly refusal: Refusal; readonly ends: boolean }

export type Approved = {
  readonly kind: 'approved'
  /** The purchase as it then is, not written yet, and what pays for it. */
  readonly row: PurchaseRow
  readonly funding: readonly FundingPart[]
  /** The money movement that was recorded: whatever else the approval counts against posts under it. */
  readonly moves: Moves
}

const refuse = (refusal: Refusal, ends = false): NotApproved => ({ kind: 'refused', refusal, ends })

/** Refusals that depend only on the purchase's own row and on who asks. */
export function mayApprove(order: PurchaseRow | undefined, payer: Id, at: Instant): NotApproved | undefined {
  if (order === undefined) return refuse({ code: 'not_found' })
  if (order.status === 'authorized' || order.status === 'captured') return refuse({ code: 'already_authorized' })
  if (order.status !== 'requested') return refuse({ code: 'already_ended', purchase_status: order.status })
  if (at >= order.expiresAt) return refuse({ code: 'purchase_expired' }, true)
  if (order.meantFor !== null && order.meantFor !== payer) return refuse({ code: 'payer_mismatch' })
  return undefined
}

/**
 * Approves a purchase that `mayApprove` lets through: the price counts against the limits and is drawn from the payer's
 * buckets; it is held, or captured with all that a capture brings. The row is for the caller to write.
 *
 * Refusals: not_a_member, account_blocked, vendor_suspended, url_not_registered (param), licence_held, terms_ended, limit_exceeded,
 * insufficient_funds. What was done to the draft by then is to be dropped.
 */
export function approve(approving: Approving): Approved | NotApproved {
  const { draft, at, order, payer, user } = approving
  draft.need(() => approvalReads(order, payer))
  const acting = actingFor(draft, payer, user)
  if ('refusal' in acting) return refuse(acting.refusal)
  const { state } = acting.row
  const vendor = draft.row(vendors, order.vendor)
  if (vendor === undefined) throw new Error(`vendor ${order.vendor} of a purchase is not there`)
  if (vendor.status !== 'open') return refuse({ code: 'vendor_suspended' }, true)
  const elsewhere = outsideSites(order.facts, vendor.sites)
  if (elsewhere !== undefined) return refuse(elsewhere, true)
  const versions = versionsOf(order, draft)
  readMore(approving, state, versions)
  const held = licenceHeld({ draft, at, order }, payer, versions)
  if (held !== undefined) return refuse(held, true)
  for (const version of versions) {
    const unopenable = contentOutsideSites(version.contentUrl, vendor.sites)
    if (unopenable !== undefined) return refuse(unopenable, true)
  }
  if (termsEnded(versions, at)) return refuse({ code: 'terms_ended' }, true)
  return pay(approving, state, feeAt(vendor, at), versions)
}

/** What of an approval is the payer's own: what else it looks at others have looked at lately, and memory has it. */
export async function approvalPrefetch(
  deps: Pick<Deps, 'ledger' | 'clock'>,
  order: PurchaseRow,
  payer: Id,
): Promise<Keys> {
  const seen = await deps.ledger.look({ rows: [[payers, payer]] })
  return payersKeys(order, payer, seen.row(payers, payer)?.state, deps.clock.now())
}

/** @param state Of the payer, as far as it is known. */
export function payersKeys(order: PurchaseRow, payer: Id, state: PayerState | undefined, at: Instant): Keys {
  if (state === undefined) return { accounts: [], rows: licenceKeys(order, payer) }
  // Who approves and the kinds of items are not known yet: limits on them are read a trip later.
  const counting = spendingReads(order, { state, member: '' }, [], at)
  return {
    accounts: [...bucketKeys(payer, state, order.asset), ...(counting.accounts ?? [])],
    rows: [...licenceKeys(order, payer), ...(counting.rows ?? [])],
  }
}

/** What an approval looks at, as far as purchase and payer alone determine it. It affects only the number of trips. */
export const approvalReads = (order: PurchaseRow, payer: Id): Keys => ({
  accounts: [boughtBucket(payer, order.asset), ...sellersAccounts(order)],
  rows: [
    [payers, payer],
    [vendors, order.vendor],
    ...order.lines.map((line): RowKey => [itemVersions, line.version]),
    ...licenceKeys(order, payer),
  ],
})

/** Asks for what else it looks at, once payer and items are known. */
function readMore(
  { draft, at, order, payer, user }: Approving,
  state: PayerState,
  versions: readonly ItemVersion[],
): void {
  const { asset } = order
  draft.need(() => {
    const counting = spendingReads(order, { state, member: user }, versions, at)
    return {
      accounts: [...bucketKeys(payer, state, asset), ...ownersAccounts(asset, versions), ...(counting.accounts ?? [])],
      rows: [...licenceVersions(order, payer, draft), ...(counting.rows ?? [])],
    }
  })
}

function pay(
  { draft, at, purchase, order, payer, user, approvedBy }: Approving,
  state: PayerState,
  fee: Parameters<typeof withFee>[1],
  versions: readonly ItemVersion[],
): Approved | NotApproved {
  const holds = order.capture === 'manual'
  const row: { -readonly [Column in keyof PurchaseRow]: PurchaseRow[Column] } = { ...order }
  row.payer = payer
  row.approvedBy = approvedBy
  row.authorizedAt = at
  row.lines = withFee(order, fee)
  row.status = holds ? 'authorized' : 'captured'
  if (holds) row.holdExpiresAt = at + seconds(order.holdSeconds)
  else {
    row.capturedMicros = order.priceMicros
    row.captures = 1n
  }
  const moves = draft.record((holds ? purchaseAuthorized : purchaseCaptured).of(standingOf(purchase, row)))
  const moving: Moving = { draft, at, purchase, order: row, moves }
  const counting = countPurchase(moving, { state, member: user }, versions)
  if ('code' in counting) return refuse(counting)
  row.counted = counting.counted
  giveTestFunds(moving, payer)
  const buckets = bucketsOf(payer, state, order.asset, draft)
  const funding = drawDown({ priceMicros: order.priceMicros, buckets, vendor: order.vendor, at })
  if ('shortMicros' in funding) {
    const { asset } = order
    return refuse({ code: 'insufficient_funds', short: `${funding.shortMicros}`, currency: assetCurrency(asset) })
  }
  row.funding = funding
  if (row.holdExpiresAt !== null) holdFunding(moving, funding, row.holdExpiresAt)
  else {
    const slice = { number: 1n, beforeMicros: 0n, micros: order.priceMicros }
    payShares(moving, takeFunding(moving, funding), versions, slice)
    grantLicences(moving, versions)
  }
  return { kind: 'approved', row, funding, moves }
}

/** Play money that a payer is given at the first test purchase: 1,000 units. */
const testFundsMicros = 1_000_000_000n

/** A payer's first test purchase is given play money, which never meets an account of real money. */
function giveTestFunds({ draft, moves, order }: { draft: Draft; moves: Moves; order: PurchaseRow }, payer: Id): void {
  const { asset, mode } = order
  const bucket = boughtBucket(payer, asset)
  if (mode === 'live' || draft.account(bucket) !== undefined) return
  const issue = testIssueAccount(asset)
  draft.openIfAbsent({ id: issue, asset, floor: null, history: false })
  draft.open({ id: bucket, asset })
  moves.post(issue, bucket, (testFundsMicros * currencies[assetCurrency(asset)].tokenMicros) / 10_000n)
}
