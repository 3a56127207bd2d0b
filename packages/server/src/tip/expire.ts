import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { assetCurrency } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import { returnToLimits } from '../wallet/index.ts'
import { factsOf, tipExpired } from './events.ts'
import type { TipAnswer } from './give.ts'
import { holdKind } from './give.ts'
import { tips } from './tables.ts'

/** Gives back what nobody accepted in time. Refusals: not_found; tip_ended; conflict (it still waits). */
const expireTip: Decider<{ readonly tip: Id }, TipAnswer | Refusal> = {
  name: 'tip.expire',
  prefetch: ({ tip }) => ({ rows: [[tips, tip]] }),
  decide({ tip }, draft, at) {
    const row = draft.row(tips, tip)
    if (row === undefined) return refused({ code: 'not_found' })
    if (row.state !== 'given') return refused({ code: 'tip_ended', tip_state: row.state })
    if (at < row.expiresAt) return refused({ code: 'conflict' })
    const moves = draft.record(tipExpired.of(factsOf(tip, row)))
    moves.expire(tip)
    returnToLimits(draft, moves, row.counted, assetCurrency(row.asset), [{ itemKind: 'tip', micros: row.micros }])
    draft.put(tips, tip, { ...row, state: 'expired', endedAt: at })
    return done({ tip })
  },
}

const maxPerRound = 100

/** Ends tips that nobody accepted in time, oldest first, within a minute. */
export const expireTips = schedule({
  name: 'expire tips',
  when: every(60),
  catchUp: 'latest',
  async run(deps) {
    const due = await deps.ledger.dueHolds(holdKind, await deps.ledger.now(), maxPerRound)
    for (const { id, hold } of due)
      await submitDue(deps, expireTip, { parts: [id, hold.expiresAt], input: { tip: id }, by: 'expire tips' })
    return due.length === maxPerRound ? 'more' : undefined
  },
})
