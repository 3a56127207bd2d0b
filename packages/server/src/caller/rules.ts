// When somebody who calls is who they say. Pure.
import type { Id, Instant, Seen } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { keyOf } from '../platform/ids.ts'
import type { QuestionKind, Way } from './tables.ts'
import { callers, callerTries } from './tables.ts'

/** How much an answer proves: about one in so many powers of ten who guess are right. An address is known to many. */
const points: Readonly<Record<QuestionKind, number>> = {
  email: 1,
  opened_month: 2,
  recent_vendor: 2,
  recent_amount: 2,
  mail_code: 6,
}
const enough = 6

export const wayOf = (kind: QuestionKind): Way => (kind === 'mail_code' ? 'mail_code' : 'questions')

/** How long a caller is verified for the person who asked them. */
export const verifiedFor = seconds(1_200)
/** How long an answer is waited for. */
export const answerWithin = seconds(600)
export const maxWrong = 3
/** So many codes are mailed in 24 hours; a question of another kind is asked once in that time. */
export const maxCodes = 5
const dayMicros = seconds(86_400)

export const callerKey = (staff: Id, payer: Id): Id => keyOf('caller', staff, payer)
export const triesKey = (payer: Id, way: Way): Id => keyOf('caller tries', payer, way)

export const isEnough = (right: readonly QuestionKind[]): boolean =>
  right.reduce((sum, kind) => sum + points[kind], 0) >= enough

export type Tries = {
  /** Of the last 24 hours, in micro-seconds. */
  readonly asked: readonly (readonly [at: string, kind: QuestionKind])[]
  readonly wrong: readonly string[]
  /** `null`: the way is open. */
  readonly lockedUntil: Instant | null
}

/** What was tried of an account in one way within 24 hours. */
export function triesOf(seen: Pick<Seen, 'row'>, payer: Id, way: Way, at: Instant): Tries {
  const row = seen.row(callerTries, triesKey(payer, way))
  const isRecent = (when: string): boolean => at - BigInt(when) < dayMicros
  const asked = (row?.asked ?? []).filter(([when]) => isRecent(when))
  const wrong = (row?.wrong ?? []).filter(isRecent)
  const latest = wrong.at(-1)
  const lockedUntil = latest !== undefined && wrong.length >= maxWrong ? BigInt(latest) + dayMicros : null
  return { asked, wrong, lockedUntil }
}

/** Whether the caller of this person at the desk is verified for that account, and how. */
export function verifiedCaller(
  seen: Pick<Seen, 'row'>,
  staff: Id,
  payer: Id,
  at: Instant,
): { readonly how: Way; readonly until: Instant } | undefined {
  const row = seen.row(callers, callerKey(staff, payer))
  if (row === undefined || row.verifiedUntil === null || row.how === null || at >= row.verifiedUntil) return undefined
  return { how: row.how, until: row.verifiedUntil }
}
