import type { Decider, Decision, Id, Instant, Leg, NewAccount, RowWrite, Seen } from '@farthing/ledger'
import { doneWith, more, put, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { seconds } from '../platform/clock.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import type { Approval } from './approval.ts'
import { approve, mayApprove } from './approval.ts'
import { shareCapture } from './capture-shares.ts'
import { holdFunding, takeFunding } from './funding.ts'
import { licences } from './licence.ts'
import { withFee } from './lines.ts'
import { pair } from './rules.ts'
import { purchases } from './tables.ts'

export type Authorize = {
  readonly purchase: Id
  /** The account that pays. */
  readonly payer: Id
  /** The user who presses the button. */
  readonly user: Id
  /** When the purchase window that began with the user's login closes (R26), in micro-seconds. */
  readonly windowEndsAt: bigint
  /** What was shown: see `quoteOf`. */
  readonly quote: string
}

/**
 * Authorizes a purchase that a user approves, and captures it at once where the vendor wished so.
 * Decided under the ledger's lock. What the payer can cure leaves the purchase as it was; what
 * they cannot ends it. One attempt at most succeeds.
 *
 * Refusals: not_found, already_authorized, already_ended, purchase_expired, payer_mismatch,
 * window_closed, not_a_member, vendor_suspended, url_not_registered (param), licence_held, terms_ended,
 * limit_exceeded, insufficient_funds, quote_changed.
 */
export const authorizePurchase: Decider<Authorize, PurchaseAnswer | Refusal> = {
  name: 'purchase.authorize',
  reads: ({ purchase }, hints) => ({ accounts: hints.accounts, rows: [[purchases, purchase], ...hints.rows] }),
  decide({ purchase, payer, user, windowEndsAt, quote }, seen, at) {
    const order = seen.row(purchases, purchase)
    const early = mayApprove(order, payer, at)
    if (early?.kind === 'refused' || order === undefined) return refuseApproval(purchase, order, payer, early)
    if (at >= windowEndsAt) return refused({ code: 'window_closed' })
    const approval = approve(order, payer, user, seen, at)
    if (approval.kind === 'more') return more(approval.reads)
    if (approval.kind === 'refused') return refuseApproval(purchase, order, payer, approval)
    if (approval.quote !== quote) return refused({ code: 'quote_changed' })
    return authorized(purchase, order, payer, user, approval, seen, at)
  },
}

/** Ends the purchase where the payer cannot cure what stands against it. */
function refuseApproval(
  purchase: Id,
  order: PurchaseRow | undefined,
  payer: Id,
  approval: Approval | undefined,
): Decision<PurchaseAnswer | Refusal> {
  if (approval?.kind !== 'refused') throw new Error('only a refusal refuses')
  const { refusal, ends } = approval
  if (!ends || order === undefined) return refused(refusal)
  const expired = refusal.code === 'purchase_expired'
  const ended: PurchaseRow = expired
    ? { ...order, status: 'expired' }
    : { ...order, status: 'declined', decline: refusal.code, payer: refusal.code === 'licence_held' ? payer : null }
  const events = [expired ? 'purchase.expired' : 'purchase.declined'] as const
  return refused({ ...refusal, ...answerOf(purchase, ended, events) }, [put(purchases, purchase, ended)])
}

/** What an approved purchase writes: a hold, or the capture with all that it brings. */
export function authorized(
  purchase: Id,
  order: PurchaseRow,
  payer: Id,
  approvedBy: Id,
  approval: Extract<Approval, { kind: 'ready' }>,
  seen: Seen,
  at: Instant,
): Decision<PurchaseAnswer> {
  const row: PurchaseRow = {
    ...order,
    status: 'authorized',
    payer,
    approvedBy,
    authorizedAt: at,
    lines: withFee(order, approval.vendor),
    funding: approval.funding,
    budgets: approval.limits.budgets,
  }
  const effects =
    order.capture === 'manual' ? held(purchase, row, seen, at) : captured(purchase, row, approval, seen, at)
  return doneWith({
    opens: [...approval.opens, ...effects.opens],
    bounds: approval.bounds,
    legs: [...approval.legs, ...effects.legs],
    rows: [put(purchases, purchase, effects.row), ...effects.rows],
    answer: answerOf(purchase, effects.row, [order.capture === 'manual' ? 'purchase.authorized' : 'purchase.captured']),
  })
}

type Effects = {
  readonly opens: readonly NewAccount[]
  readonly legs: readonly Leg[]
  readonly row: PurchaseRow
  readonly rows: readonly RowWrite[]
}

function held(purchase: Id, row: PurchaseRow, seen: Seen, at: Instant): Effects {
  const expiresAt = at + seconds(row.holdSeconds)
  return { ...holdFunding(purchase, row, expiresAt, seen), row: { ...row, holdExpiresAt: expiresAt }, rows: [] }
}

function captured(
  purchase: Id,
  row: PurchaseRow,
  approval: Extract<Approval, { kind: 'ready' }>,
  seen: Seen,
  at: Instant,
): Effects {
  const { versions } = approval
  const shares = shareCapture(purchase, row, versions, row.priceMicros, seen, at)
  const taken = takeFunding(row, seen)
  return {
    opens: [...taken.opens, ...shares.opens],
    legs: [...taken.legs, ...pair(taken.from, shares.parts)],
    row: { ...row, status: 'captured', capturedMicros: row.priceMicros, captures: 1n },
    rows: [shares.row, ...licences(purchase, row, versions, at)],
  }
}
