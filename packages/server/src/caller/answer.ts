import type { Decider, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { toRfc3339 } from '../platform/clock.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import { staffMay, writeLine } from '../staff/index.ts'
import { callerAnswered, callerVerified } from './events.ts'
import { verifyCallers } from './permissions.ts'
import { answerWithin, callerKey, isEnough, triesKey, triesOf, verifiedFor, wayOf } from './rules.ts'
import type { QuestionKind, Way } from './tables.ts'
import { callerQuestions, callers, callerTries } from './tables.ts'

export type Answering = {
  readonly question: Id
  readonly staff: Id
  /** Compared before, outside of the ledger: what the caller said never stands in the log. */
  readonly isRight: boolean
  readonly reason: string
}

/**
 * Counts a caller's answer. Each question has one answer; three wrong ones lock the way for a day, whoever asked, and the
 * right ones of one call add up until they are enough.
 *
 * Refusals: not_permitted, not_found (another's question too), question_ended, caller_locked.
 */
export const answerForCaller: Decider<Answering, { readonly answer: 'right' | 'wrong'; readonly payer: Id } | Refusal> =
  {
    name: 'caller.answer',
    decide({ question, staff, isRight, reason }, draft, at) {
      if (!staffMay(draft, staff, verifyCallers)) return refused({ code: 'not_permitted' })
      const row = draft.row(callerQuestions, question)
      if (row === undefined || row.staff !== staff) return refused({ code: 'not_found' })
      if (row.answer !== null || at - row.askedAt >= answerWithin) return refused({ code: 'question_ended' })
      const { payer, kind } = row
      const way = wayOf(kind)
      const { asked, wrong, lockedUntil } = triesOf(draft, payer, way, at)
      if (lockedUntil !== null) return refused({ code: 'caller_locked', locked_until: toRfc3339(lockedUntil) })
      const answer = isRight ? 'right' : 'wrong'
      draft.put(callerQuestions, question, { ...row, answer })
      if (!isRight) {
        draft.put(callerTries, triesKey(payer, way), { payer, way, asked, wrong: [...wrong, `${at}`] })
      }
      const subject = { kind: 'payer', id: payer } as const
      const facts = { question: kind, answer }
      const line = { staff, kind: 'act', name: 'caller.answer', subject, payer, reason, facts } as const
      writeLine(draft, keyOf('caller answered', question), at, line)
      draft.record(callerAnswered.of({ payer, question, kind, answer }))
      if (isRight) countRight(draft, { staff, payer, kind, way }, at)
      return done({ answer, payer })
    },
  }

type Right = { readonly staff: Id; readonly payer: Id; readonly kind: QuestionKind; readonly way: Way }

function countRight(draft: Draft, { staff, payer, kind, way }: Right, at: Instant): void {
  const key = callerKey(staff, payer)
  const row = draft.row(callers, key)
  const goesOn = row !== undefined && at - row.startedAt < verifiedFor
  const before = goesOn ? row.proven : []
  const proven = before.includes(kind) ? before : [...before, kind]
  const startedAt = goesOn ? row.startedAt : at
  if (!isEnough(proven)) {
    const { how = null, verifiedUntil = null } = row ?? {}
    draft.put(callers, key, { staff, payer, proven, startedAt, how, verifiedUntil })
    return
  }
  const until = at + verifiedFor
  draft.put(callers, key, { staff, payer, proven: [], startedAt: at, how: way, verifiedUntil: until })
  draft.record(callerVerified.of({ payer, how: way, until: toRfc3339(until) }))
}
