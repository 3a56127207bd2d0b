import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'

/** How a caller is verified: by what they know of the account, or by a code that is mailed to its address. */
export type Way = 'questions' | 'mail_code'
/** What is asked. */
export type QuestionKind = 'opened_month' | 'recent_vendor' | 'recent_amount' | 'email' | 'mail_code'

/** One caller of one person at the desk. Keyed by `callerKey`. */
export const callers = defineTable('callers', {
  staff: fixed(id()),
  payer: fixed(id()),
  /** What they answered right since `startedAt`. */
  proven: jsonb<readonly QuestionKind[]>(),
  startedAt: int8(),
  how: optional(text<Way>()),
  verifiedUntil: optional(int8()),
})

/** What was asked and answered wrong of one account in one way, whoever asked. Keyed by `triesKey`. */
export const callerTries = defineTable('caller_tries', {
  payer: fixed(id()),
  way: fixed(text<Way>()),
  /** Micro-seconds, decimal, oldest first; those of the last 24 hours count. */
  asked: jsonb<readonly (readonly [at: string, kind: QuestionKind])[]>(),
  wrong: jsonb<readonly string[]>(),
})

/** A question that was asked. What the answer is, stands nowhere in the ledger. */
export const callerQuestions = defineTable('caller_questions', {
  staff: fixed(id()),
  payer: fixed(id()),
  kind: fixed(text<QuestionKind>()),
  askedAt: fixed(int8()),
  answer: optional(text<'right' | 'wrong'>()),
})
