import { afterAll, beforeAll, expect, test } from 'vitest'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { every } from '../platform/work/rules.ts'
import { runDue } from '../platform/work/runner.ts'
import { enqueue } from '../platform/work/store.ts'
import { GiveUp, job, schedule } from '../platform/work/work.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

let provider: TestProvider
let ines: TestStaff
let nobody: TestStaff
beforeAll(async () => {
  provider = await testProvider()
  ines = await aStaff(provider)
  nobody = await aStaff(provider, { roles: [] })
})
afterAll(() => provider.close())

const asks = (who?: TestStaff) => provider.inject({ url: '/api/desk/work', ...(who && { headers: who.headers }) })

test('staff see schedules and jobs: what is due when, how far it is, and why it failed', async () => {
  const { deps, clock } = provider
  const sweep = schedule({ name: 'sweep', when: every(60), catchUp: 'latest', run: async () => undefined })
  const bankFile = job({
    name: 'bank file',
    maxTries: 5,
    async run(_deps, _input, task) {
      await task.report({ done: 6, of: 40, words: 'lines' })
      throw new GiveUp('line 7 has no amount')
    },
  })
  const id = 'ab'.repeat(16)
  const waits = 'cd'.repeat(16)
  const now = clock.now()
  await enqueue(deps.pool, bankFile, { id, input: null, now })
  await enqueue(deps.pool, bankFile, { id: waits, input: null, now, dueAt: now + 86_400_000_000n })
  await runDue(deps, [sweep, bankFile])
  const answer = await asks(ines)
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toEqual({
    data: [
      {
        job: null,
        name: 'sweep',
        rule: 'every minute',
        status: 'waiting',
        due_at: '2026-06-01T12:01:00.000Z',
        next_try_at: '2026-06-01T12:01:00.000Z',
        started_at: null,
        ended_at: null,
        tries: 0,
        progress: null,
        last_error: null,
        last_error_at: null,
      },
      {
        job: toPublic('job', id),
        name: 'bank file',
        rule: null,
        status: 'given_up',
        due_at: '2026-06-01T12:00:00.000Z',
        next_try_at: null,
        started_at: '2026-06-01T12:00:00.000Z',
        ended_at: '2026-06-01T12:00:00.000Z',
        tries: 1,
        progress: { done: 6, of: 40, words: 'lines' },
        last_error: 'line 7 has no amount',
        last_error_at: '2026-06-01T12:00:00.000Z',
      },
      expect.objectContaining({ job: toPublic('job', waits), status: 'waiting', due_at: '2026-06-02T12:00:00.000Z' }),
    ],
  })
})

test('whoever may not, or is not signed in at the desk, sees nothing there', async () => {
  expect([(await asks(nobody)).statusCode, (await asks()).statusCode]).toEqual([403, 401])
})
