// An act is asked for: done at once, or prepared for a second person. One operation either way.
import type { Decider, Draft, Id, Instant, Json } from '@farthing/ledger'
import { done, fingerprint, refused } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { verifiedCaller } from '../caller/index.ts'
import { staffActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { staffMay, writeLine } from '../staff/index.ts'
import type { Act, Parsing, Plan } from './define.ts'
import { actDone, actPrepared } from './events.ts'
import { finishSoon } from './finish.ts'
import { countUse, givenBy, whySecond } from './second.ts'
import type { WhySecond } from './tables.ts'
import { staffActs } from './tables.ts'
import { keepText } from './texts.ts'

/** How long a second person has. */
const waitsFor = seconds(48 * 3_600)

export type Asked = {
  readonly staff: Id
  readonly act: Id
  /** Of the plan that was shown; `null`: none was. */
  readonly planHash: string | null
  readonly reason: string
  readonly input: Json
}
export type Performed =
  | { readonly status: 'done'; readonly act: Id; readonly answer: Json }
  | { readonly status: 'waiting'; readonly act: Id; readonly why: WhySecond }

/** What is compared: a plan whose hash is the same does the same. */
export const planHash = ({ lines, amount, payer }: Plan): string =>
  fingerprint('plan', {
    lines: lines.filter(({ beside }) => beside !== true),
    payer: payer ?? null,
    amount: amount === undefined ? null : { ...amount, micros: `${amount.micros}` },
  })

const rules = new WeakMap<Act, Decider<Asked, Performed | Refusal>>()

/**
 * The rule of an act: asks again whether the person may, plans, and does or prepares it.
 *
 * Refusals: not_permitted, act_changed where the plan is not the one that was shown, and those of the act.
 */
function ruleOf(act: Act): Decider<Asked, Performed | Refusal> {
  const known = rules.get(act)
  if (known !== undefined) return known
  const made: Decider<Asked, Performed | Refusal> = {
    name: `act ${act.name}`,
    decide(asked, draft, at) {
      if (!staffMay(draft, asked.staff, act.permission)) return refused({ code: 'not_permitted' })
      const plan = act.plan(asked.input, draft, at)
      if (plan.kind === 'refused') return refused(plan.refusal)
      if (asked.planHash !== null && asked.planHash !== planHash(plan)) return refused({ code: 'act_changed' })
      const given = givenBy(plan, act.subject(asked.input)?.id ?? null)
      const why = whySecond(draft, act, asked.staff, given, at)
      if (why !== null) return prepare(act, asked, { plan, why }, draft, at)
      const by = { staff: asked.staff, approvedBy: null, reason: asked.reason, act: asked.act }
      const decision = act.decide(asked.input, draft, at, by)
      if (decision.kind === 'refused') return decision as { kind: 'refused'; answer: Refusal }
      const answer = decision.answer
      countUse(draft, act, asked.staff, given, at)
      const status = act.after === undefined ? 'done' : 'finishing'
      insertAct(draft, act, asked, { plan, why: null, status, answer, at })
      draft.record(actDone.of({ act: asked.act, name: act.name, approved_by: null }))
      return done({ status: 'done', act: asked.act, answer })
    },
  }
  rules.set(act, made)
  return made
}

function prepare(act: Act, asked: Asked, { plan, why }: { plan: Plan; why: WhySecond }, draft: Draft, at: Instant) {
  insertAct(draft, act, asked, { plan, why, status: 'waiting', answer: null, at })
  draft.record(actPrepared.of({ act: asked.act, name: act.name, why }))
  return done<Performed>({ status: 'waiting', act: asked.act, why })
}

type Written = {
  readonly plan: Plan
  readonly why: WhySecond | null
  readonly status: 'waiting' | 'finishing' | 'done'
  readonly answer: Json
  readonly at: Instant
}

function insertAct(draft: Draft, act: Act, asked: Asked, { plan, why, status, answer, at }: Written): void {
  const { staff, reason, input } = asked
  const subject = act.subject(input)
  const waits = status === 'waiting'
  draft.insert(staffActs, asked.act, {
    act: act.name,
    input,
    staff,
    reason,
    subjectKind: subject?.kind ?? null,
    subject: subject?.id ?? null,
    plan: { lines: plan.lines, payer: plan.payer ?? null },
    planHash: planHash(plan),
    status,
    whySecond: why,
    answer,
    createdAt: at,
    expiresAt: waits ? at + waitsFor : null,
    second: null,
    secondReason: null,
    endedAt: waits ? null : at,
  })
  const line = {
    staff,
    name: act.name,
    subject,
    payer: plan.payer ?? null,
    reason,
    facts: { act: asked.act, ...callerOf(draft, staff, plan, at) },
  }
  writeLine(draft, asked.act, at, { ...line, kind: waits ? 'prepared' : 'act' })
}

/** Whether whoever did it had its payer on the telephone, verified, and how. */
function callerOf(draft: Draft, staff: Id, { payer }: Plan, at: Instant): { readonly caller?: string } {
  const caller = payer === undefined ? undefined : verifiedCaller(draft, staff, payer, at)
  return caller === undefined ? {} : { caller: caller.how }
}

/** What an act would do now, and whether it would wait for a second person. */
export async function previewAct(
  deps: Deps,
  act: Act,
  asked: { readonly staff: Id; readonly input: Json },
): Promise<{ readonly plan: Plan; readonly why: WhySecond | null } | Refusal> {
  const at = await deps.ledger.now()
  return deps.ledger.preview((draft) => {
    const plan = act.plan(asked.input, draft, at)
    if (plan.kind === 'refused') return plan.refusal
    const given = givenBy(plan, act.subject(asked.input)?.id ?? null)
    return { plan, why: whySecond(draft, act, asked.staff, given, at) }
  }, at)
}

/** Identifiers for what a preview would make: they stand nowhere. */
export const parsingPreview = (deps: Deps, staff: Id): Parsing => parsing(deps, staff, 'preview-only')

/** What `parse` may use for one attempt. */
export const parsing = (deps: Deps, staff: Id, attempt: string): Parsing => ({
  staff,
  id: (what) => idOfAttempt(staff, attempt, what),
  keep: (text) => keepText(deps, text),
})

/**
 * Does an act, or prepares it for a second person: once for each attempt.
 *
 * Refusals: not_permitted, act_changed, and those of the act.
 *
 * @throws {Problem} conflict
 */
export async function performAct(
  deps: Deps,
  act: Act,
  asked: { attempt: string; staff: Id; reason: string; planHash: string | null; input: Json },
): Promise<Result<Performed>> {
  const { attempt, staff, reason } = asked
  const id = idOfAttempt(staff, attempt, 'act')
  const input = { staff, act: id, planHash: asked.planHash, reason, input: asked.input }
  const result = await submitAttempt(deps, staff, attempt, ruleOf(act), input, { actor: staffActor(staff, reason) })
  if (result.kind === 'done' && result.answer.status === 'done') await finishSoon(deps, act, result.answer.act)
  return result
}
