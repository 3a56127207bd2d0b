// Money that arrived outside these books: recorded for a payer by the provider's people, and taken back where it did not
// come after all.
import type { Decision, Draft, Id, Instant, RowOf } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { boughtBucket, Pool, takeFromPayer } from '../chart/index.ts'
import { dayOf } from '../platform/calendar.ts'
import { seconds } from '../platform/clock.ts'
import { keyOf, toPublic, whole } from '../platform/ids.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { outsideMoney } from './accounts.ts'
import { paymentRecorded, paymentReversed } from './events.ts'
import { giveTokens } from './give-tokens.ts'
import type { PaymentKind, ReversalReason } from './tables.ts'
import { payments, tokenIssues } from './tables.ts'

/** `micros`: decimal. `receivedOn`: a day, `2026-11-28`. */
export type RecordPayment = {
  readonly payer: Id
  readonly kind: PaymentKind
  /** What tells it from every other of its kind: a check's number and bank. */
  readonly reference: string
  readonly micros: string
  readonly asset: Asset
  readonly receivedOn: string
}
export type PaymentAnswer = { readonly payment: Id; readonly micros: string; readonly asset: Asset }

/** A reference as it is compared: letters and digits alone, however they are grouped and written. */
export const referenceKey = (reference: string): string =>
  reference
    .normalize('NFKD')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** The first zone to have a day is so far ahead. A payment of a day to come would never be old: see `outsideByAge`. */
const aheadOfUtc = seconds(14 * 3_600)

/** How often one reference may be recorded and taken back: each is looked at. */
const maxTimes = 20

/** The identifier that a payment of this reference gets, or the payment that has it now. */
function paymentOf(
  seen: Pick<Draft, 'row'>,
  { kind, reference }: Pick<RecordPayment, 'kind' | 'reference'>,
): { readonly id: Id; readonly row: RowOf<typeof payments> | undefined } {
  for (let time = 0; ; time++) {
    const id = whole(keyOf('payment', kind, referenceKey(reference), `${time}`))
    const row = seen.row(payments, id)
    if (row === undefined || row.reversedAt === null || time === maxTimes) return { id, row }
  }
}

/**
 * Records a payment: its payer has the tokens from now on, against the clearing account of its kind. What the payer owes is
 * repaid first. A reference that was taken back can be recorded again.
 *
 * Refusals: not_found, invalid_request (reference, received_on), payment_recorded (payment).
 */
export function recordPayment(draft: Draft, input: RecordPayment, at: Instant): Decision<PaymentAnswer | Refusal> {
  const { payer, kind, reference, micros, asset, receivedOn } = input
  const row = draft.row(payers, payer)
  if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
  const key = referenceKey(reference)
  if (key === '')
    return refused({ code: 'invalid_request', param: 'reference', detail: 'Letters or digits, one at least.' })
  if (receivedOn > dayOf(at + aheadOfUtc, 'UTC'))
    return refused({ code: 'invalid_request', param: 'received_on', detail: 'That day has not come anywhere yet.' })
  const found = paymentOf(draft, input)
  if (found.row !== undefined) return refused({ code: 'payment_recorded', payment: toPublic('pay', found.id) })
  const payment = found.id
  const clearing = outsideMoney(kind, asset)
  draft.openIfAbsent({ id: clearing, asset, floor: null })
  const issue = whole(keyOf('token issue', payment))
  const moves = draft.record(paymentRecorded.of({ payer, payment, kind, issue, micros, asset }))
  const given = { payer, row, micros: BigInt(micros), asset, method: kind, reference: payment, issue }
  giveTokens(draft, moves, clearing, given, at)
  draft.insert(payments, payment, {
    payer,
    kind,
    reference,
    referenceKey: key,
    asset,
    micros: BigInt(micros),
    receivedOn,
    recordedAt: at,
    issue,
    reversedAt: null,
    reversedWhy: null,
  })
  return done({ payment, micros, asset })
}

export type ReversePayment = { readonly payment: Id; readonly why: ReversalReason }

/**
 * Takes a payment back that did not come after all, such as a check that bounced: what is free of the payer's bought tokens,
 * and what they have spent they owe. No vendor loses by it.
 *
 * Refusals: not_found, payment_reversed (already).
 */
export function reversePayment(
  draft: Draft,
  { payment, why }: ReversePayment,
  at: Instant,
): Decision<PaymentAnswer | Refusal> {
  const row = draft.row(payments, payment)
  if (row === undefined) return refused({ code: 'not_found' })
  if (row.reversedAt !== null) return refused({ code: 'payment_reversed' })
  const { payer, asset, kind } = row
  const account = draft.row(payers, payer)
  const issue = draft.row(tokenIssues, row.issue)
  if (account === undefined || issue === undefined) throw new Error(`payment ${payment} lost its payer or its issue`)
  const moves = draft.record(
    paymentReversed.of({ payer, payment, kind, why, issue: row.issue, micros: row.micros.toString(), asset }),
  )
  const pool = new Pool(moves)
  const owed = takeFromPayer({ draft, pool, asset }, payer, boughtBucket(payer, asset), row.micros)
  pool.give(outsideMoney(kind, asset), row.micros)
  pool.end()
  const { state } = account
  if (owed > 0n && state.owing?.includes(asset) !== true)
    draft.put(payers, payer, { ...account, state: { ...state, owing: [...(state.owing ?? []), asset] } })
  draft.put(payments, payment, { ...row, reversedAt: at, reversedWhy: why })
  draft.put(tokenIssues, row.issue, { ...issue, reversedAt: at })
  return done({ payment, micros: row.micros.toString(), asset })
}
