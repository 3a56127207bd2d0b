import type { Decider, Id } from '@farthing/ledger'
import { doneWith, put, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Mode } from '../chart/index.ts'
import { limitAsset, limitSink, mandateBudget, openIfAbsent } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { mandates } from './tables.ts'

export type CreateMandate = {
  readonly payer: Id
  readonly user: Id
  readonly mandate: Id
  readonly label: string
  readonly mode: Mode
  readonly currency: Currency
  readonly ceilingMicros: bigint
  readonly perPurchaseMicros: bigint | null
  readonly vendors: readonly Id[] | null
  /** SHA-256 of the secret, in hex. */
  readonly secretHash: string
  readonly expiresAt: bigint
  /** When the purchase window of the giver's login closes, in micro-seconds. */
  readonly windowEndsAt: bigint
}
export type MandateAnswer = { readonly mandate: Id }

/**
 * Gives a mandate: a budget of its own, which its purchases are counted in. It spends later without asking, so it
 * takes a fresh login.
 *
 * Refusals: not_a_member, window_closed, invalid_request (expires_at), conflict.
 */
export const createMandate: Decider<CreateMandate, MandateAnswer | Refusal> = {
  name: 'mandate.create',
  reads: ({ payer, mandate, currency }, hints) => ({
    accounts: [mandateBudget(mandate, currency), limitSink(currency), ...hints.accounts],
    rows: [[payers, payer], [mandates, mandate], ...hints.rows],
  }),
  decide(input, seen, at) {
    const { payer, user, mandate, currency } = input
    const state = seen.row(payers, payer)?.state
    if (state?.status !== 'open' || !state.members.includes(user)) return refused({ code: 'not_a_member' })
    if (at >= input.windowEndsAt) return refused({ code: 'window_closed' })
    if (input.expiresAt <= at) {
      return refused({ code: 'invalid_request', param: 'expires_at', detail: 'That instant has passed.' })
    }
    if (seen.row(mandates, mandate) !== undefined) return refused({ code: 'conflict' })
    const asset = limitAsset(currency)
    const row = {
      payer,
      mode: input.mode,
      givenBy: user,
      label: input.label,
      currency,
      ceilingMicros: input.ceilingMicros,
      perPurchaseMicros: input.perPurchaseMicros,
      vendors: input.vendors,
      secretHash: Buffer.from(input.secretHash, 'hex'),
      createdAt: at,
      expiresAt: input.expiresAt,
      revokedAt: null,
    }
    return doneWith({
      opens: [
        { id: mandateBudget(mandate, currency), asset, floor: -input.ceilingMicros, history: false },
        ...openIfAbsent(seen, limitSink(currency), asset, { history: false }),
      ],
      rows: [put(mandates, mandate, row)],
      answer: { mandate },
    })
  },
}
