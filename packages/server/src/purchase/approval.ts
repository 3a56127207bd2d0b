// Whether a payer may buy, and what pays for it. The same rules show the page and decide the attempt.
import type { Bounds, Id, Instant, Keys, Leg, NewAccount, RowOf, Seen } from '@farthing/ledger'
import { post } from '@farthing/ledger'
import { entitlementId, entitlements, overAtOnce } from '../access/index.ts'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency, boughtBucket, openIfAbsent, providerAccount } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { currencies } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { LimitCheck } from '../wallet/index.ts'
import { bucketKeys, bucketsOf, checkLimits, drawDown, limitKeys } from '../wallet/index.ts'
import type { PurchaseRow } from './answer.ts'
import type { ItemVersion, Vendor } from './capture-shares.ts'
import { missingOf, payeeAccounts } from './capture-shares.ts'
import { liveLicence } from './licence.ts'
import { contentOutsideSites, outsideSites } from './request.ts'
import { quoteOf } from './rules.ts'
import type { Draw } from './tables.ts'

export type Approval =
  | { readonly kind: 'more'; readonly reads: Keys }
  /** `ends`: the payer cannot cure it, so the purchase ends. */
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly ends: boolean }
  | {
      readonly kind: 'ready'
      readonly draws: readonly Draw[]
      readonly limits: Extract<LimitCheck, { kind: 'ok' }>
      readonly opens: readonly NewAccount[]
      readonly bounds: readonly Bounds[]
      /** Legs that come before the price moves: budgets, and play money for a first test purchase. */
      readonly legs: readonly Leg[]
      readonly quote: string
      /** Play money that this purchase brings with it, part of `legs`; 0n but for a first test purchase. */
      readonly testFundsMicros: bigint
      readonly vendor: Vendor
      readonly version: ItemVersion
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
  version: ItemVersion | undefined,
  at: Instant,
): Keys {
  const accounts: Id[] = [providerAccount(order.capture === 'manual' ? 'capturing' : 'fee', order.asset)]
  if (payer !== undefined) accounts.push(...bucketKeys(payerId, payer, order.asset))
  if (payer !== undefined && order.mode === 'live') accounts.push(...limitKeys(payer, assetCurrency(order.asset), at))
  if (version !== undefined) accounts.push(...payeeAccounts(order, version))
  if (order.mode === 'test') accounts.push(providerAccount('testIssue', order.asset))
  return {
    accounts,
    rows: [
      [vendors, order.vendor],
      [itemVersions, order.version],
      [entitlements, entitlementId(payerId, order.item)],
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
  const version = seen.knowsRow(itemVersions, order.version) ? seen.row(itemVersions, order.version) : undefined
  const missing = missingOf(seen, approvalKeys(order, payerId, row?.state, version, at))
  if (missing !== undefined) return { kind: 'more', reads: missing }
  const payer = row?.state
  if (payer === undefined || payer.status !== 'open' || !payer.members.includes(userId))
    return refuse({ code: 'not_a_member' })
  const vendor = seen.row(vendors, order.vendor)
  if (vendor === undefined || version === undefined) throw new Error(`purchase of vendor ${order.vendor} lost its item`)
  if (vendor.status !== 'open') return refuse({ code: 'vendor_suspended' }, true)
  const elsewhere = outsideSites(order.facts, vendor.sites)
  if (elsewhere !== undefined) return refuse(elsewhere, true)

  const held = version.kind === 'content' ? liveLicence(order, payerId, seen, at) : undefined
  if (held?.kind === 'more') return held
  if (held?.kind === 'live') {
    return refuse({ code: 'licence_held', entitlement: toPublic('ent', entitlementId(payerId, order.item)) }, true)
  }
  const unopenable = contentOutsideSites(version.contentUrl, vendor.sites)
  if (unopenable !== undefined) return refuse(unopenable, true)
  if (version.kind === 'content' && overAtOnce(version.terms, at)) return refuse({ code: 'terms_ended' }, true)
  return draw(order, payerId, payer, vendor, version, seen, at)
}

function draw(
  order: PurchaseRow,
  payerId: Id,
  payer: PayerState,
  vendor: Vendor,
  version: ItemVersion,
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
    bucket.grant === null ? { ...bucket, freeMicros: bucket.freeMicros + test.micros } : bucket,
  )
  const drawn = drawDown({ priceMicros: order.priceMicros, buckets, vendor: order.vendor, at })
  if ('shortMicros' in drawn)
    return refuse({ code: 'insufficient_funds', short: drawn.shortMicros.toString(), currency })
  const draws = drawn.map((draw) => ({ ...draw, micros: draw.micros.toString() }))
  return {
    kind: 'ready',
    draws,
    limits,
    opens: [...limits.opens, ...test.opens],
    bounds: [],
    legs: [...limits.legs, ...test.legs],
    quote: quoteOf(order, draws),
    testFundsMicros: test.micros,
    vendor,
    version,
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
