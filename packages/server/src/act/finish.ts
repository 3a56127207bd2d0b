// What an act does outside the books: made at once, and made again until it came to its end.
import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { seconds } from '../platform/clock.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import type { Act } from './define.ts'
import { actNamed } from './define.ts'
import { actFinished } from './events.ts'
import { staffActs } from './tables.ts'

const markFinished: Decider<{ readonly act: Id }, null> = {
  name: 'act.finish',
  decide({ act }, draft) {
    const row = draft.row(staffActs, act)
    if (row?.status !== 'finishing') return done(null)
    draft.put(staffActs, act, { ...row, status: 'done' })
    draft.record(actFinished.of({ act, name: row.act }))
    return done(null)
  },
}

/** Does what is outside the books of an act that was done; nothing where it came to its end before. */
async function finishAct(deps: Deps, act: Act, id: Id): Promise<void> {
  if (act.after === undefined) return
  const row = (await deps.ledger.look({ rows: [[staffActs, id]] }, { fresh: true })).row(staffActs, id)
  if (row?.status !== 'finishing') return
  await act.after(deps, row.input, row.answer, {
    staff: row.staff,
    approvedBy: row.second,
    reason: row.reason,
    act: id,
  })
  await submitDue(deps, markFinished, { parts: [id], input: { act: id }, by: finishActs.name })
}

const maxPerRound = 100

/** As `finishAct`; what fails is left to `finishActs`: the act itself is done. */
export async function finishSoon(deps: Deps, act: Act, id: Id): Promise<void> {
  await finishAct(deps, act, id).catch((error: unknown) => {
    deps.log.error({ err: error, act: id }, 'what an act does outside the books failed; it is tried again')
  })
}

/** Comes after whoever did the act, whose server may have died in between. */
export const finishActs = schedule({
  name: 'finish acts',
  when: every(10),
  catchUp: 'latest',
  async run(deps) {
    const before = (await deps.ledger.now()) - seconds(10)
    const rows = await sql<{ id: Buffer; act: string }>`
      SELECT id, act FROM staff_acts WHERE status = 'finishing' AND ended_at <= ${before}
       ORDER BY created_at, id LIMIT ${maxPerRound}`.rows(deps.pool)
    for (const { id, act } of rows) {
      // One that cannot be finished must not hold up the others; it is tried again in the next round.
      await finishSoon(deps, actNamed(deps, act), hexOf(id))
    }
  },
})
