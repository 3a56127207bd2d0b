import { defineRoom, fewRows } from '../platform/room.ts'
import { forgetAnswers } from './answers.ts'
import { claims } from './claims.ts'
import { callerAnswered, callerAsked, callerVerified } from './events.ts'
import { verifyCallers } from './permissions.ts'
import { callerQuestions, callers, callerTries } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'caller',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [callers, callerTries, callerQuestions],
  rowsKept: { callers: fewRows, caller_tries: fewRows, caller_questions: fewRows },
  events: [callerAsked, callerAnswered, callerVerified],
  permissions: [verifyCallers],
  work: [forgetAnswers],
})
