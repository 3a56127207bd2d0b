// The provider's timed work, for its staff: what is due when, how far it is, and what went wrong. It names no person,
// so no reason is asked for and no search is recorded.
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Routes } from '../platform/http/app.ts'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { WorkListed } from '../platform/work/list.ts'
import { listWork } from '../platform/work/list.ts'
import { staffCaller } from './caller.ts'
import { readWork } from './permissions.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const maxListed = 200

const Progress = Type.Object(
  {
    done: Type.Integer(),
    of: Nullable(Type.Integer({ description: '`null`: nobody knows yet.' })),
    words: Nullable(Type.String()),
  },
  { ...closed, description: 'How far it is; `null`: it does not say.' },
)
const Work = Type.Object(
  {
    job: Nullable(PublicId('job')),
    name: Type.String({ description: 'Of the schedule, or of the kind of job.' }),
    rule: Nullable(Type.String({ description: 'When a schedule is due; `null`: it is a job.' })),
    status: Type.Union(
      [
        Type.Literal('waiting'),
        Type.Literal('running'),
        Type.Literal('failing'),
        Type.Literal('late'),
        Type.Literal('done'),
        Type.Literal('given_up'),
      ],
      {
        description:
          '`failing`: its last run failed, and it is tried again. `late`: it is due for more than a minute, and no server has taken it. `done`, `given_up`: a job that ended.',
      },
    ),
    due_at: Timestamp,
    next_try_at: Nullable(Timestamp),
    started_at: Nullable(Timestamp),
    ended_at: Nullable({ ...Timestamp, description: 'When it last came to its end.' }),
    tries: Type.Integer({ description: 'Runs since it last came to its end, the one under way included.' }),
    progress: Nullable(Progress),
    last_error: Nullable(Type.String({ description: 'What its last failure said, also where it was done since.' })),
    last_error_at: Nullable(Timestamp),
  },
  { ...closed, title: 'StaffWork' },
)

export const workRoutes: Routes = (app, deps) => {
  const operation = {
    operationId: 'deskWork',
    summary: 'See schedules and jobs',
    description: 'Schedules by name; then jobs, those that were given up first, then those that wait, then the latest.',
  }
  const body = Type.Object({ data: Type.Array(Work) }, closed)
  app.get('/api/desk/work', { schema: deskSchema(readWork, operation, body) }, async (request) => {
    await staffCaller(deps, request, readWork)
    const listed = await listWork(deps, await deps.ledger.now(), maxListed)
    return { data: listed.map(workBody) }
  })
}

const orNull = (at: bigint | null): string | null => (at === null ? null : toRfc3339(at))

const workBody = (work: WorkListed): Static<typeof Work> => ({
  job: work.rule === null ? toPublic('job', work.id) : null,
  name: work.name,
  rule: work.rule,
  status: work.status,
  due_at: toRfc3339(work.dueAt),
  next_try_at: orNull(work.nextTryAt),
  started_at: orNull(work.startedAt),
  ended_at: orNull(work.endedAt),
  tries: work.tries,
  progress:
    work.progress === null
      ? null
      : { done: work.progress.done, of: work.progress.of ?? null, words: work.progress.words ?? null },
  last_error: work.lastError,
  last_error_at: orNull(work.lastErrorAt),
})
