import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { staffMay, writeLine } from '../staff/index.ts'
import { callerAsked } from './events.ts'
import { verifyCallers } from './permissions.ts'
import { maxCodes, triesKey, triesOf, wayOf } from './rules.ts'
import type { QuestionKind } from './tables.ts'
import { callerQuestions, callerTries } from './tables.ts'

export type Asking = {
  readonly question: Id
  readonly staff: Id
  readonly payer: Id
  readonly kind: QuestionKind
  readonly reason: string
}

/**
 * Asks a caller something. A kind of question is asked once in 24 hours, so that nobody asks until the one comes that
 * they know.
 *
 * Refusals: not_permitted, caller_locked, quota_exceeded.
 */
export const askCaller: Decider<Asking, { readonly question: Id } | Refusal> = {
  name: 'caller.ask',
  decide({ question, staff, payer, kind, reason }, draft, at) {
    if (!staffMay(draft, staff, verifyCallers)) return refused({ code: 'not_permitted' })
    const way = wayOf(kind)
    const { asked, wrong, lockedUntil } = triesOf(draft, payer, way, at)
    if (lockedUntil !== null) return refused({ code: 'caller_locked', locked_until: toRfc3339(lockedUntil) })
    const before = asked.filter(([, each]) => each === kind).length
    if (before >= (way === 'mail_code' ? maxCodes : 1)) return refused({ code: 'quota_exceeded' })
    draft.put(callerTries, triesKey(payer, way), { payer, way, asked: [...asked, [`${at}`, kind]], wrong })
    draft.insert(callerQuestions, question, { staff, payer, kind, askedAt: at, answer: null })
    const subject = { kind: 'payer', id: payer } as const
    const line = { staff, kind: 'act', name: 'caller.ask', subject, payer, reason, facts: { question: kind } } as const
    writeLine(draft, keyOf('caller asked', question), at, line)
    draft.record(callerAsked.of({ payer, question, kind }))
    return done({ question })
  },
}
