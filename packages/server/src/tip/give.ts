import type { Decider, Id } from '@farthing/ledger'
import { available, done, refused } from '@farthing/ledger'
import { actingFor, payers } from '../account/index.ts'
import { assetOf, boughtBucket, debtAccount, owedMicros } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import { countAgainstLimits, limitRefusal } from '../wallet/index.ts'
import { waitingTips } from './accounts.ts'
import { factsOf, tipGiven } from './events.ts'
import { tips } from './tables.ts'

export type GiveTip = {
  readonly tip: Id
  readonly payer: Id
  /** The member who gives it. */
  readonly user: Id
  readonly vendor: Id
  readonly currency: Currency
  readonly micros: bigint
  readonly thanks: string
}
export type TipAnswer = { readonly tip: Id }

/** What the ledger calls the holds of this room. */
export const holdKind = 'tip'
/** For how long a vendor may accept a tip: a week. */
const waits = seconds(7n * 86_400n)

/**
 * Gives a tip: what was bought pays it, and it counts in the payer's limits. It is held until the vendor accepts it.
 *
 * Refusals: not_a_member, account_blocked, not_found (vendor), insufficient_funds, limit_exceeded.
 */
export const giveTip: Decider<GiveTip, TipAnswer | Refusal> = {
  name: 'tip.give',
  prefetch: ({ payer, vendor, currency }) => ({
    accounts: [boughtBucket(payer, assetOf(currency, 'live'))],
    rows: [
      [payers, payer],
      [vendors, vendor],
    ],
  }),
  decide({ tip, payer, user, vendor, currency, micros, thanks }, draft, at) {
    const acting = actingFor(draft, payer, user)
    if ('refusal' in acting) return refused(acting.refusal)
    if (draft.row(vendors, vendor)?.status !== 'open') return refused({ code: 'not_found', param: 'vendor' })
    const { state } = acting.row
    const asset = assetOf(currency, 'live')
    const bucket = draft.account(boughtBucket(payer, asset))
    const free = bucket === undefined ? 0n : available(bucket) - owedMicros(draft, debtAccount(payer, asset))
    if (bucket === undefined || free < micros)
      return refused({ code: 'insufficient_funds', short: `${micros - free}`, currency })

    const row = { payer, vendor, asset, micros, thanks, givenAt: at, expiresAt: at + waits, endedAt: null }
    const moves = draft.record(tipGiven.of(factsOf(tip, { ...row, state: 'given' })))
    const lines = [{ itemKind: 'tip', micros }]
    const counted = countAgainstLimits(draft, moves, { state, member: user, vendor, currency, lines, held: true }, at)
    if (counted.kind === 'exceeded') return refused(limitRefusal(counted.exceeded))
    draft.openIfAbsent({ id: waitingTips(vendor, asset), asset, history: false })
    const [debit, credit] = [bucket.id, waitingTips(vendor, asset)]
    moves.pend({ hold: tip, holdKind, debit, credit, micros, expiresAt: row.expiresAt })
    draft.insert(tips, tip, { ...row, counted: counted.counted, state: 'given' })
    return done({ tip })
  },
}
