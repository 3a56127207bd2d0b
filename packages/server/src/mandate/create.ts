import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { actingFor, payers } from '../account/index.ts'
import type { Mode } from '../chart/index.ts'
import { limitAsset } from '../chart/index.ts'
import { mandateBudget } from './accounts.ts'
import { limitSink } from '../wallet/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { mandateCreated } from './events.ts'
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
 * Refusals: not_a_member, account_blocked, window_closed, invalid_request (expires_at), conflict.
 */
export const createMandate: Decider<CreateMandate, MandateAnswer | Refusal> = {
  name: 'mandate.create',
  prefetch: ({ payer, mandate, currency }) => ({
    accounts: [mandateBudget(mandate, currency), limitSink(currency)],
    rows: [
      [payers, payer],
      [mandates, mandate],
    ],
  }),
  decide(input, draft, at) {
    const { payer, user, mandate, currency } = input
    const acting = actingFor(draft, payer, user)
    if ('refusal' in acting) return refused(acting.refusal)
    if (at >= input.windowEndsAt) return refused({ code: 'window_closed' })
    if (input.expiresAt <= at) {
      return refused({ code: 'invalid_request', param: 'expires_at', detail: 'That instant has passed.' })
    }
    if (draft.row(mandates, mandate) !== undefined) return refused({ code: 'conflict' })
    const asset = limitAsset(currency)
    draft.open({ id: mandateBudget(mandate, currency), asset, floor: -input.ceilingMicros, history: false })
    draft.openIfAbsent({ id: limitSink(currency), asset, history: false })
    draft.insert(mandates, mandate, {
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
    })
    draft.record(mandateCreated.of(factsOf(input)))
    return done({ mandate })
  },
}

const factsOf = ({ mandate, payer, mode, currency, vendors, ...input }: CreateMandate) => ({
  mandate,
  payer,
  mode,
  currency,
  ceilingMicros: input.ceilingMicros.toString(),
  perPurchaseMicros: input.perPurchaseMicros?.toString() ?? null,
  vendors,
  expiresAt: input.expiresAt.toString(),
})
