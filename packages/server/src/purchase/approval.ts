// Whether a payer may buy, and what pays for it. The same rules show the page and decide the attempt.
import type { Bounds, Id, Instant, Keys, Leg, NewAccount, RowKey, RowOf, Seen } from '@farthing/ledger'
import { post } from '@farthing/ledger'
import { entitlementId, entitlements } from '../access/index.ts'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency, boughtBucket, openIfAbsent, providerAccount } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { currencies } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { FundingPart, LimitCheck } from '../wallet/index.ts'
import { bucketKeys, bucketsOf, checkLimits, drawDown, limitKeys } from '../wallet/index.ts'
import type { PurchaseRow } from './answer.ts'
import type { Vendor } from './capture-shares.ts'
import type { ItemVersion } from './lines.ts'
import { missingOf, payeeAccounts, versionsOf } from './capture-shares.ts'
import { licenceHeld, termsEnded } from './licence.ts'
import { contentOutsideSites, outsideSites } from './request.ts'
import { quoteOf } from './rules.ts'

export type Approval =
  | { readonly kind: 'more'; readonly reads: Keys }
  /** `ends`: the payer cannot cure it, so the purchase ends. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly ends: boolean }
  | {
      readonly kind: 'ready'
      readonly funding: readonly FundingPart[]
      readonly limits: Extract<LimitCheck, { kind: 'ok' }>
      readonly opens: readonly NewAccount[]
      readonly bounds: readonly Bounds[]
      /** Legs that come before the price moves: budgets, and play money for a first test purchase. */
      readonly legs: readonly Leg[]
      readonly quote: string
      /** Play money that this purchase brings with it, part of `legs`; 0n but for a first test purchase. */
      readonly testFundsMicros: bigint
      readonly vendor: Vendor
      /** Of each line. */
      readonly versions: readonly ItemVersion[]
      readonly payer: PayerState
    }

const refuse = (refusal: Refusal, ends = false): Approval => ({ kind: 'refused', refusal, ends })

/** Play money that a payer is given at the first test purchase: 1,000 units. */
const testFundsMicros = 1_000_000_000n

/** Accounts and rows that an approval reads, by what an earlier look knows of payer and item. */
export function approvalKeys(
  order: PurchaseRow,
  payerId: Id,
  payer: PayerState | undefined,
  versions: readonly ItemVersion[],
  at: Instant,
): Keys {
  const accounts: Id[] = [providerAccount(order.capture === 'manual' ? 'capturing' : 'fee', order.asset)]
  if (payer !== undefined) accounts.push(...bucketKeys(payerId, payer, order.asset))
  if (payer !== undefined && order.mode === 'live') accounts.push(...limitKeys(payer, assetCurrency(order.asset), at))
  accounts.push(...payeeAccounts(order, versions))
  if (order.mode === 'test') accounts.push(providerAccount('testIssue', order.asset))
  return {
    accounts,
    rows: [
      [vendors, order.vendor],
      ...order.lines.flatMap(({ item, version }): RowKey[] => [
        [itemVersions, version],
        [entitlements, entitlementId(payerId, item)],
      ]),
      [payers, payerId],
    ],
  }
}

/** Refusals that need no more than the purchase's own row and who asks. */
export function mayApprove(order: PurchaseRow | undefined, payerId: Id, at: Instant): Approval | undefined {
  if (order === undefined) return refuse({ code: 'not_found' })
  if (order.status === 'authorized' || order.status === 'captured') return refuse({ code: 'already_authorized' })
  if (order.status !== 'requested') return refuse({ code: 'already_ended', purchase_status: order.status })
  if (at >= order.expiresAt) return refuse({ code: 'purchase_expired' }, true)
  if (order.meantFor !== null && order.meantFor !== payerId) return refuse({ code: 'payer_mismatch' })
  return undefined
}

/**
 * Decides whether `userId` may approve `order` for the account `payerId`, and draws the price
 * from its buckets. Nothing is written: the callers are the attempt, under the lock, and the
 * page, on an unlocked look.
 */
export function approve(order: PurchaseRow, payerId: Id, userId: Id, seen: Seen, at: Instant): Approval {
  const row: RowOf<typeof payers> | undefined = seen.knowsRow(payers, payerId) ? seen.row(payers, payerId) : undefined
  const versions = versionsOf(order, seen)
  const missing = missingOf(seen, approvalKeys(order, payerId, row?.state, versions, at))
  if (missing !== undefined) return { kind: 'more', reads: missing }
  const payer = row?.state
  if (payer === undefined || payer.status !== 'open' || !payer.members.includes(userId))
    return refuse({ code: 'not_a_member' })
  const vendor = seen.row(vendors, order.vendor)
  if (vendor === undefined) throw new Error(`vendor ${order.vendor} of a purchase is not there`)
  if (vendor.status !== 'open') return refuse({ code: 'vendor_suspended' }, true)
  const elsewhere = outsideSites(order.facts, vendor.sites)
  if (elsewhere !== undefined) return refuse(elsewhere, true)

  const held = licenceHeld({ lines: order.lines, payer: payerId }, versions, seen, at)
  if (held?.kind === 'more') return held
  if (held !== undefined) return refuse(held.refusal, true)
  for (const version of versions) {
    const unopenable = contentOutsideSites(version.contentUrl, vendor.sites)
    if (unopenable !== undefined) return refuse(unopenable, true)
  }
  if (termsEnded(versions, at)) return refuse({ code: 'terms_ended' }, true)
  return draw(order, payerId, payer, vendor, versions, seen, at)
}

function draw(
  order: PurchaseRow,
  payerId: Id,
  payer: PayerState,
  vendor: Vendor,
  versions: readonly ItemVersion[],
  seen: Seen,
  at: Instant,
): Approval {
  const currency = assetCurrency(order.asset)
  const limits: LimitCheck =
    order.mode === 'live'
      ? checkLimits(payer, currency, order.priceMicros, seen, at)
      : { kind: 'ok', legs: [], opens: [], budgets: [] }
  if (limits.kind === 'exceeded') {
    return refuse({
      code: 'limit_exceeded',
      limit: limits.limit.id,
      period: limits.limit.period,
      left: limits.leftMicros.toString(),
    })
  }
  const test = testFunds(order, payerId, seen)
  const buckets = bucketsOf(payerId, payer, order.asset, seen).map((bucket) =>
    bucket.kind === 'bought' ? { ...bucket, freeMicros: bucket.freeMicros + test.micros } : bucket,
  )
  const funding = drawDown({ priceMicros: order.priceMicros, buckets, vendor: order.vendor, at })
  if ('shortMicros' in funding)
    return refuse({ code: 'insufficient_funds', short: funding.shortMicros.toString(), currency })
  return {
    kind: 'ready',
    funding,
    limits,
    opens: [...limits.opens, ...test.opens],
    bounds: [],
    legs: [...limits.legs, ...test.legs],
    quote: quoteOf(order, funding),
    testFundsMicros: test.micros,
    vendor,
    versions,
    payer,
  }
}

/** A payer's first test purchase finds play money; it never meets an account of real money. */
function testFunds(order: PurchaseRow, payerId: Id, seen: Seen): { micros: bigint; opens: NewAccount[]; legs: Leg[] } {
  const bucket = boughtBucket(payerId, order.asset)
  if (order.mode === 'live' || seen.account(bucket) !== undefined) return { micros: 0n, opens: [], legs: [] }
  const issue = providerAccount('testIssue', order.asset)
  const micros = (testFundsMicros * currencies[assetCurrency(order.asset)].tokenMicros) / 10_000n
  return {
    micros,
    opens: [
      ...openIfAbsent(seen, issue, order.asset, { floor: null, history: false }),
      ...openIfAbsent(seen, bucket, order.asset),
    ],
    legs: [post(issue, bucket, micros)],
  }
}
