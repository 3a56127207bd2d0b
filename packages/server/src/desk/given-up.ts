// Timed work that was given up waits for somebody: a job that nobody looks at is a bank file that was never sent.
import type { Decider, Id } from '@farthing/ledger'
import { done, facts, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { cannot, defineAct, planLine, textValue, wordValue } from '../act/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { PublicId } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { listWork } from '../platform/work/list.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import { endWorkItem, openWorkItem, queue, workItems } from '../queue/index.ts'
import { permission } from '../staff/index.ts'

export const settleWork = permission('work.settle', {
  says: 'See to timed work that was given up',
  roles: ['finance', 'administrator'],
})

type Facts = { readonly job: Id; readonly name: string }

export const workGivenUp = queue('work.given_up', facts<Facts>(), {
  says: 'Timed work that was given up',
  permission: settleWork,
  dueHours: 24,
  acts: ['work.settle'],
  tell: ({ job, name }) => ({ title: name, lines: [{ label: 'Job', value: toPublic('job', job) }] }),
})

const openGivenUp: Decider<Facts, boolean> = {
  name: 'desk.work_given_up',
  decide: ({ job, name }, draft, at) =>
    done(
      openWorkItem(draft, workGivenUp, { key: job, at, subject: { kind: 'work_item', id: job }, facts: { job, name } }),
    ),
}

const maxListed = 200

/** Puts jobs that were given up into their queue, once each. */
export const queueGivenUp = schedule({
  name: 'queue work that was given up',
  when: every(300),
  catchUp: 'latest',
  async run(deps) {
    const listed = await listWork(deps, await deps.ledger.now(), maxListed)
    const given = listed.filter(({ status }) => status === 'given_up')
    const seen = await deps.ledger.look({ rows: given.map(({ id }) => [workItems, id] as const) })
    for (const { id: job, name } of given.filter(({ id }) => seen.row(workItems, id) === undefined))
      await submitDue(deps, openGivenUp, { parts: [job], input: { job, name }, by: 'queue work that was given up' })
    return undefined
  },
})

/** Says that somebody saw to it: made the job anew, or did without. */
export const settleGivenUp = defineAct({
  name: 'work.settle',
  says: 'Say that work which was given up was seen to',
  permission: settleWork,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ item: PublicId('wit') }, { additionalProperties: false }),
  refusals: ['not_found', 'item_ended'],
  parse(_deps, { item }) {
    const id = fromPublic('wit', item)
    if (id === undefined) throw new Problem('not_found')
    return { item: id }
  },
  subject: ({ item }) => ({ kind: 'work_item', id: item }),
  plan({ item }, draft) {
    const row = draft.row(workItems, item)
    if (row?.kind !== workGivenUp.name) return cannot({ code: 'not_found' })
    if (row.endedAt !== null) return cannot({ code: 'item_ended' })
    return {
      kind: 'plan',
      lines: [
        planLine('work', null, textValue((row.facts as Facts).name)),
        planLine('status', wordValue('waiting'), wordValue('settled')),
      ],
    }
  },
  decide({ item }, draft, at, { staff }) {
    if (draft.row(workItems, item)?.kind !== workGivenUp.name) return refused({ code: 'not_found' })
    return endWorkItem(draft, item, { how: 'settled', at, by: staff }) ? done(null) : refused({ code: 'item_ended' })
  },
})
