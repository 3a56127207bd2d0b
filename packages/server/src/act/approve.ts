// What a second person does with an act that was prepared; who prepared it may withdraw it.
import type { Decider, Draft, Id, Instant, Json, RowOf } from '@farthing/ledger'
import { done, put, refused } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { keyOf } from '../platform/ids.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { submitAttempt } from '../platform/http/submit.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import { staffMay, writeLine } from '../staff/index.ts'
import type { Act } from './define.ts'
import { approveActs } from './define.ts'
import { actDone, actLapsed, actRefused, actWithdrawn } from './events.ts'
import { finishSoon } from './finish.ts'
import { planHash } from './perform.ts'
import { staffActs } from './tables.ts'

type Row = RowOf<typeof staffActs>
type Deciding = { readonly act: Id; readonly staff: Id; readonly line: Id; readonly reason: string }
export type Ended = { readonly act: Id; readonly status: Row['status']; readonly answer: Json }

/** An act that still waits. Refusals: not_found, act_ended. */
function waiting(draft: Draft, id: Id, act: Act, at: Instant): Row | Refusal {
  const row = draft.row(staffActs, id)
  if (row === undefined || row.act !== act.name) return { code: 'not_found' }
  if (row.status !== 'waiting') return { code: 'act_ended', act_status: row.status }
  return at >= (row.expiresAt ?? 0n) ? { code: 'act_ended', act_status: 'lapsed' } : row
}

const isRefusal = (found: Row | Refusal): found is Refusal => 'code' in found

/** As `waiting`, for a second person. Refusals: also own_act, not_permitted. */
function forSecond(draft: Draft, { act: id, staff }: Deciding, act: Act, at: Instant): Row | Refusal {
  // Whoever may not approve learns nothing of what waits.
  const may = [approveActs, ...(act.approve === undefined ? [] : [act.approve])].every((each) =>
    staffMay(draft, staff, each),
  )
  if (!may) return { code: 'not_permitted' }
  const row = waiting(draft, id, act, at)
  if (isRefusal(row)) return row
  // Nobody decides on what they prepared, nor on what concerns themselves.
  return row.staff === staff || (row.subjectKind === 'staff' && row.subject === staff) ? { code: 'own_act' } : row
}

function note(
  draft: Draft,
  row: Row,
  { act, staff, line, reason }: Deciding,
  kind: 'approved' | 'refused' | 'withdrawn',
  at: Instant,
) {
  const subject = row.subjectKind === null || row.subject === null ? null : { kind: row.subjectKind, id: row.subject }
  const facts = { act, prepared_by: row.staff }
  writeLine(draft, line, at, { staff, kind, name: row.act, subject, payer: row.plan.payer, reason, facts })
}

type Rules = { readonly approve: Decider<Deciding & { readonly planHash: string }, Ended | Refusal> } & Readonly<
  Record<'refuse' | 'withdraw', Decider<Deciding, Ended | Refusal>>
>
const rules = new WeakMap<Act, Rules>()

function rulesOf(act: Act): Rules {
  const known = rules.get(act)
  if (known !== undefined) return known
  const made: Rules = {
    approve: {
      name: `approve ${act.name}`,
      decide(input, draft, at) {
        const row = forSecond(draft, input, act, at)
        if (isRefusal(row)) return refused(row)
        if (input.planHash !== row.planHash) return refused({ code: 'act_changed' })
        const plan = act.plan(row.input, draft, at)
        // Who prepared it must still be allowed to: a role may have been taken away since.
        const stands = staffMay(draft, row.staff, act.permission)
        if (!stands || plan.kind === 'refused' || planHash(plan) !== row.planHash) {
          const lapsed: Row = { ...row, status: 'lapsed', endedAt: at }
          const events = [actLapsed.of({ act: input.act, name: act.name, why: 'changed' })]
          return refused({ code: 'act_changed' }, { rows: [put(staffActs, input.act, lapsed)], events })
        }
        const by = { staff: row.staff, approvedBy: input.staff, reason: row.reason, act: input.act }
        const decision = act.decide(row.input, draft, at, by)
        if (decision.kind === 'refused') return decision as { kind: 'refused'; answer: Refusal }
        const answer = decision.answer
        const status = act.after === undefined ? 'done' : 'finishing'
        const ended = { status, answer, second: input.staff, secondReason: input.reason, endedAt: at } as const
        draft.put(staffActs, input.act, { ...row, ...ended })
        draft.record(actDone.of({ act: input.act, name: act.name, approved_by: input.staff }))
        note(draft, row, input, 'approved', at)
        return done({ act: input.act, status: 'done', answer })
      },
    },
    refuse: {
      name: `refuse ${act.name}`,
      decide(input, draft, at) {
        const row = forSecond(draft, input, act, at)
        if (isRefusal(row)) return refused(row)
        return endWaiting(draft, row, input, 'refused', at)
      },
    },
    withdraw: {
      name: `withdraw ${act.name}`,
      decide(input, draft, at) {
        const row = waiting(draft, input.act, act, at)
        if (isRefusal(row)) return refused(row)
        if (row.staff !== input.staff) return refused({ code: 'not_permitted' })
        return endWaiting(draft, row, input, 'withdrawn', at)
      },
    },
  }
  rules.set(act, made)
  return made
}

function endWaiting(draft: Draft, row: Row, input: Deciding, status: 'refused' | 'withdrawn', at: Instant) {
  draft.put(staffActs, input.act, { ...row, status, second: input.staff, secondReason: input.reason, endedAt: at })
  draft.record((status === 'refused' ? actRefused : actWithdrawn).of({ act: input.act, name: row.act }))
  note(draft, row, input, status, at)
  return done<Ended>({ act: input.act, status, answer: null })
}

type Decided = { readonly attempt: string; readonly staff: Id; readonly act: Id; readonly reason: string }

/**
 * A second person approves: the act is done, once, in that operation.
 *
 * Refusals: not_permitted, own_act, not_found, act_ended, act_changed (then it has lapsed, unless another plan was
 * shown), and those of the act.
 *
 * @throws {Problem} conflict
 */
export async function approveAct(
  deps: Deps,
  act: Act,
  { attempt, planHash: shown, ...decided }: Decided & { readonly planHash: string },
): Promise<Result<Ended>> {
  const input = { ...decided, line: lineOf(decided), planHash: shown }
  const submission = { actor: staffActor(decided.staff, decided.reason) }
  const result = await submitAttempt(deps, decided.staff, attempt, rulesOf(act).approve, input, submission)
  if (result.kind === 'done') await finishSoon(deps, act, decided.act)
  return result
}

/** A second person refuses, or who prepared it withdraws. Refusals: not_permitted, own_act, not_found, act_ended. */
export async function endAct(
  deps: Deps,
  act: Act,
  how: 'refuse' | 'withdraw',
  { attempt, ...decided }: Decided,
): Promise<Result<Ended>> {
  const submission = { actor: staffActor(decided.staff, decided.reason) }
  const input = { ...decided, line: lineOf(decided) }
  return submitAttempt(deps, decided.staff, attempt, rulesOf(act)[how], input, submission)
}

/** One act has one end, so its line needs no other key. */
const lineOf = ({ act }: Pick<Decided, 'act'>): Id => keyOf('act ended', act)

const lapse: Decider<{ readonly act: Id }, null> = {
  name: 'act.lapse',
  decide({ act }, draft, at) {
    const row = draft.row(staffActs, act)
    if (row?.status !== 'waiting' || at < (row.expiresAt ?? 0n)) return done(null)
    draft.put(staffActs, act, { ...row, status: 'lapsed', endedAt: at })
    draft.record(actLapsed.of({ act, name: row.act, why: 'expired' }))
    return done(null)
  },
}

/** Ends what nobody approved in time; before it runs, approving it is refused all the same. */
export const lapseActs = schedule({
  name: 'lapse acts',
  when: every(60),
  catchUp: 'latest',
  async run(deps) {
    const limit = 100
    const rows = await sql<{ id: Buffer }>`
      SELECT id FROM staff_acts WHERE status = 'waiting' AND expires_at <= ${await deps.ledger.now()}
       ORDER BY created_at, id LIMIT ${limit}`.rows(deps.pool)
    for (const { id } of rows) {
      const act = hexOf(id)
      await submitDue(deps, lapse, { parts: [act], input: { act }, by: lapseActs.name })
    }
    return rows.length === limit ? 'more' : undefined
  },
})
