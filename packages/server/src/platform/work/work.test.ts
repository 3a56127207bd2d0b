import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Json } from '@farthing/ledger'
import { visitor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import type { Provider } from '../../provider.ts'
import { listWork, tryAgain } from './list.ts'
import { every } from './rules.ts'
import { runDue, startWork } from './runner.ts'
import { enqueue, serverStopped } from './store.ts'
import type { Job, Progress, Schedule } from './work.ts'
import { GiveUp, job, schedule } from './work.ts'

let provider: TestProvider
let other: Provider
let said: { level: number; msg: string }[] = []
beforeAll(async () => {
  const log = pino({ level: 'warn' }, { write: (line: string) => void said.push(JSON.parse(line) as never) })
  provider = await testProvider({}, { log })
  other = await provider.another()
})
afterAll(() => provider.close())
beforeEach(async () => {
  await provider.deps.pool.query('DELETE FROM work')
  said = []
})
afterEach(() => void vi.useRealTimers())

let count = 0
const aJob = (run: Job['run'], more: Partial<Job> = {}): Job => job({ name: 'job', maxTries: 3, run, ...more })
const anInput = { file: 'bank' }
async function enqueued(work: Job, input: Json = anInput): Promise<string> {
  const id = (++count).toString(16).padStart(32, '0')
  await enqueue(provider.deps.pool, work, { id, input, now: provider.clock.now() })
  return id
}
const list = () => listWork(provider.deps, provider.clock.now(), 50)
const only = async () => (await list())[0]
const words = () => said.map(({ level, msg }) => `${level >= 50 ? 'error' : 'warn'}: ${msg}`)

/** A server that is killed at the first thing that it would write down after it took what is due. */
function dying(deps: Deps): Deps {
  const query = (asked: { text: string; values: unknown[] }) => {
    if (/^\s*UPDATE work SET/.test(asked.text)) throw new Error('killed')
    return deps.pool.query(asked)
  }
  return { ...deps, pool: { query } as never, log: pino({ level: 'silent' }) }
}

describe('a job', () => {
  test('runs once, whatever number of servers asks at once', async () => {
    const seen: Json[] = []
    const work = aJob(async (_deps, input) => void seen.push(input))
    for (let i = 0; i < 10; i++) await enqueued(work, i)
    const runs = await Promise.all([provider, other, provider, other].map(({ deps }) => runDue(deps, [work])))
    expect(seen.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(runs.reduce((a, b) => a + b)).toBe(10)
    expect((await list()).every(({ status }) => status === 'done')).toBe(true)
  })

  test('is one, however often it is enqueued under one identifier, and not one where the transaction was undone', async () => {
    let runs = 0
    const work = aJob(async () => {
      runs++
    })
    const { pool } = provider.deps
    const wanted = { id: 'a'.repeat(32), input: null, now: provider.clock.now() }
    await Promise.all(Array.from({ length: 5 }, () => enqueue(pool, work, wanted)))
    const client = await pool.connect()
    await client.query('BEGIN')
    await enqueue(client, work, { ...wanted, id: 'b'.repeat(32) })
    await client.query('ROLLBACK')
    client.release()
    await runDue(provider.deps, [work])
    expect(runs).toBe(1)
  })

  test('waits until it is due', async () => {
    const work = aJob(async () => undefined)
    const dueAt = provider.clock.now() + 60_000_000n
    await enqueue(provider.deps.pool, work, { id: 'c'.repeat(32), input: null, now: provider.clock.now(), dueAt })
    expect(await runDue(provider.deps, [work])).toBe(0)
    provider.clock.advance(60)
    expect(await runDue(provider.deps, [work])).toBe(1)
  })

  test('that fails is tried again after 5 and 10 seconds, then given up; people read why', async () => {
    const work = aJob(() => Promise.reject(new Error('line 7 of the file has no amount\nat parse (file.ts:1)')))
    const id = await enqueued(work)
    const began = provider.clock.now()
    await runDue(provider.deps, [work])
    expect(await only()).toMatchObject({ status: 'failing', tries: 1, nextTryAt: began + 5_000_000n })
    provider.clock.advance(5)
    await runDue(other.deps, [work])
    expect(await only()).toMatchObject({ status: 'failing', tries: 2, nextTryAt: began + 15_000_000n })
    provider.clock.advance(10)
    await runDue(provider.deps, [work])
    expect(await only()).toMatchObject({
      status: 'given_up',
      tries: 3,
      nextTryAt: null,
      lastError: 'line 7 of the file has no amount',
      lastErrorAt: began + 15_000_000n,
      endedAt: began + 15_000_000n,
    })
    expect(words()).toEqual([
      expect.stringMatching(/^error: job job_\w+ was given up after 3 tries: line 7 of the file/),
    ])
    provider.clock.advance(3_600)
    expect(await runDue(provider.deps, [work])).toBe(0)
    expect(await tryAgain(provider.deps, id, provider.clock.now())).toBe(true)
    expect(await tryAgain(provider.deps, id, provider.clock.now())).toBe(false)
    expect(await runDue(provider.deps, [work])).toBe(1)
  })

  test('that says that it is of no use is not tried again', async () => {
    const work = aJob(() => Promise.reject(new GiveUp('the account is closed')))
    await enqueued(work)
    await runDue(provider.deps, [work])
    expect(await only()).toMatchObject({ status: 'given_up', tries: 1, lastError: 'the account is closed' })
  })

  test('shows how far it is, and goes on from there when its server dies', async () => {
    const lines: number[] = []
    const begins: (Progress | undefined)[] = []
    const work = aJob(async (deps, _input, task) => {
      begins.push(task.progress)
      for (let line = task.progress?.done ?? 0; line < 4; line++) {
        lines.push(line)
        await task.report({ done: line + 1, of: 4, words: 'lines of the bank file' })
        if (task.tries === 1 && line === 1) {
          expect(await only()).toMatchObject({
            status: 'running',
            progress: { done: 2, of: 4, words: 'lines of the bank file' },
          })
          deps.pool.query = () => Promise.reject(new Error('killed'))
        }
      }
    })
    await enqueued(work)
    const { pool } = provider.deps
    const killed = {
      ...provider.deps,
      pool: { query: (asked: { text: string; values: unknown[] }) => pool.query(asked) } as never,
      log: pino({ level: 'silent' }),
    }
    await expect(runDue(killed, [work])).rejects.toThrow('killed')
    expect(await runDue(other.deps, [work])).toBe(0) // Its lease still runs.
    provider.clock.advance(59)
    expect(await runDue(other.deps, [work])).toBe(0)
    provider.clock.advance(1)
    expect(await runDue(other.deps, [work])).toBe(1)
    expect(begins).toEqual([undefined, { done: 2, of: 4, words: 'lines of the bank file' }])
    expect(lines).toEqual([0, 1, 2, 2, 3]) // The third was begun when the server died: keys of its own make it once.
    expect(await only()).toMatchObject({
      status: 'done',
      tries: 2,
      lastError: serverStopped,
    })
  })

  test('that kills each server that runs it is given up', async () => {
    let runs = 0
    const work = aJob(async () => {
      runs++
    })
    await enqueued(work)
    for (let i = 0; i < 3; i++) {
      await runDue(dying(provider.deps), [work])
      provider.clock.advance(60)
    }
    await runDue(other.deps, [work])
    expect(runs).toBe(3)
    expect(await only()).toMatchObject({
      status: 'given_up',
      lastError: serverStopped,
    })
  })

  test('of a server that was thought dead ends where it reports, and writes nothing down', async () => {
    const [first, second] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    let reported: unknown
    const work = aJob(async (_deps, _input, task) => {
      if (task.tries === 2) return second.promise
      await first.promise
      reported = await task.report({ done: 1 }).catch((error: unknown) => error)
      throw reported
    })
    await enqueued(work)
    const slow = runDue(provider.deps, [work])
    await vi.waitFor(async () => expect((await only())?.status).toBe('running'))
    provider.clock.advance(60)
    const quick = runDue(other.deps, [work])
    await vi.waitFor(async () => expect((await only())?.tries).toBe(2))
    first.resolve()
    await slow
    expect(String(reported)).toContain('another server has it by now')
    expect(await only()).toMatchObject({ status: 'running', progress: null, tries: 2 })
    second.resolve()
    await quick
    expect(await only()).toMatchObject({ status: 'done' })
  })

  test('that hangs is a failure when its lease is nearly over', async () => {
    const begun = Promise.withResolvers<AbortSignal>()
    const work = aJob((_deps, _input, { signal }) => {
      begun.resolve(signal)
      return new Promise(() => undefined)
    })
    await enqueued(work)
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const running = runDue(provider.deps, [work])
    const signal = await begun.promise
    vi.advanceTimersByTime(54_000)
    vi.useRealTimers()
    await running
    expect(signal.aborted).toBe(true)
    expect(await only()).toMatchObject({ status: 'failing', lastError: 'nothing was heard of it for 60 seconds' })
  })

  test('of one kind does not wait for hundreds of another', async () => {
    const hanging = Promise.withResolvers<void>()
    const crowd = aJob(() => hanging.promise, { name: 'crowd' })
    const alone = aJob(async () => undefined, { name: 'alone' })
    for (let i = 0; i < 200; i++) await enqueued(crowd)
    await enqueued(alone)
    const running = runDue(provider.deps, [crowd, alone])
    const { pool } = provider.deps
    const begun = async () =>
      (await pool.query<{ name: string }>('SELECT name FROM work WHERE tries > 0 ORDER BY name')).rows.map(
        ({ name }) => name,
      )
    const ended = async () =>
      (await pool.query<{ name: string }>('SELECT name FROM work WHERE ended_at IS NOT NULL')).rows
    await vi.waitFor(async () => expect(await ended()).toEqual([{ name: 'alone' }]))
    expect(await begun()).toEqual(['alone', 'crowd', 'crowd', 'crowd', 'crowd'])
    await pool.query(`DELETE FROM work WHERE tries = 0`)
    hanging.resolve()
    await running
  })

  test('that no server knows stays, and is shown', async () => {
    await enqueued(aJob(async () => undefined, { name: 'of a newer version' }))
    provider.clock.advance(61)
    expect(await runDue(provider.deps, [aJob(async () => undefined)])).toBe(0)
    expect(await only()).toMatchObject({ name: 'of a newer version', status: 'late' })
  })

  test('is enqueued by a follower of the log, once for each operation', async () => {
    const seen: Json[] = []
    const work = aJob(async (_deps, input) => void seen.push(input))
    const { ledger } = provider.deps
    const note = {
      name: 'test.note',
      decide: () => ({ kind: 'done' as const, answer: 1 }),
    }
    const ids = [1, 2, 3].map((n) => `d${n}`.padEnd(32, '0'))
    for (const id of ids) await ledger.submit(note, id, null, { actor: visitor })
    const stop = ledger.follow({
      name: 'test',
      handle: async (operations, client) => {
        for (const { id } of operations) await enqueue(client, work, { id, input: id, now: provider.clock.now() })
      },
    })
    await vi.waitFor(async () => expect(await list()).toHaveLength(3), { timeout: 10_000 })
    await stop()
    await runDue(provider.deps, [work])
    expect(seen.toSorted()).toEqual(ids)
  })
})

describe('a schedule', () => {
  const minutes = (run: Schedule['run'], more: Partial<Schedule> = {}) =>
    schedule({ name: 'minutes', when: every(60), catchUp: 'latest', run, ...more })

  test('that fails is tried again, for the same instant, and said at the third time', async () => {
    const dues: bigint[] = []
    const work = minutes(
      async (_deps, dueAt) => {
        dues.push(dueAt)
        if (dues.length < 4) throw new Error('the bank does not answer')
      },
      { catchUp: 'each' },
    )
    await runDue(provider.deps, [work])
    const due = (await only())?.dueAt ?? 0n
    provider.clock.set(due)
    for (const pause of [5, 10, 20]) {
      await runDue(provider.deps, [work])
      provider.clock.advance(pause)
    }
    expect(await only()).toMatchObject({ status: 'failing', tries: 3, lastError: 'the bank does not answer' })
    expect(words()).toEqual([
      expect.stringMatching(
        /^warn: minutes has failed 3 times in a row: the bank does not answer. It is tried again at /,
      ),
    ])
    await runDue(provider.deps, [work])
    expect(dues).toEqual([due, due, due, due])
    expect(await only()).toMatchObject({ status: 'waiting', tries: 0, dueAt: due + 60_000_000n })
  })

  test('that nobody ran for more than its pace is said to be late', async () => {
    const work = minutes(async () => undefined)
    await runDue(provider.deps, [work])
    const due = (await only())?.dueAt ?? 0n
    provider.clock.set(due + 60_000_000n)
    await runDue(provider.deps, [work])
    expect(words()).toEqual([])
    provider.clock.advance(3_600)
    expect(await only()).toMatchObject({ status: 'late' })
    await runDue(provider.deps, [work])
    expect(words()).toEqual([expect.stringMatching(/^warn: minutes was due at \S+ and no server ran it: it runs now$/)])
  })

  test('is called again at once while it says that there is more', async () => {
    let left = 3
    const work = minutes(async () => (--left > 0 ? 'more' : undefined))
    await runDue(provider.deps, [work])
    provider.clock.advance(60)
    expect(await runDue(provider.deps, [work])).toBe(1)
    expect(left).toBe(0)
  })

  test('whose rule is another in a new version goes by the new one, but what is due already stays due', async () => {
    const run = async () => undefined
    await runDue(provider.deps, [minutes(run, { when: every(86_400) })])
    await runDue(provider.deps, [minutes(run)])
    const due = (await only())?.dueAt ?? 0n
    expect(due - provider.clock.now() <= 60_000_000n).toBe(true)
    provider.clock.set(due)
    await runDue(provider.deps, [minutes(run, { when: every(86_400) })])
    expect(await only()).toMatchObject({ rule: 'every 24 hours', endedAt: due })
  })
})

describe('a server that stops', () => {
  test('gives back what reports, without a try lost, and lets the rest come to its end', async () => {
    const [begun, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const long = aJob(
      async (_deps, _input, task) => {
        for (let done = (task.progress?.done ?? 0) + 1; done <= 1_000_000; done++) {
          await task.report({ done, of: 1_000_000 })
          begun.resolve()
          if (task.tries === 1 && done > 2 && task.progress !== undefined) return
        }
      },
      { name: 'long' },
    )
    const short = aJob(
      async () => {
        await begun.promise
        await ended.promise
      },
      { name: 'short' },
    )
    await enqueued(long)
    await enqueued(short)
    const stop = startWork(provider.deps, [long, short])
    await begun.promise
    await vi.waitFor(async () => expect((await list()).map(({ status }) => status)).toEqual(['running', 'running']))
    const stopping = stop()
    ended.resolve()
    await stopping
    const [back, done] = (await list()).toSorted((a, b) => (a.name < b.name ? -1 : 1))
    expect(back).toMatchObject({ name: 'long', status: 'waiting', tries: 0 })
    expect(done).toMatchObject({ name: 'short', status: 'done', tries: 1 })
    expect(await runDue(other.deps, [long])).toBe(1)
    expect((await list()).map(({ status }) => status)).toEqual(['done', 'done'])
  })

  test('does not wait for what neither reports nor ends: that is given back', async () => {
    const begun = Promise.withResolvers<void>()
    const work = aJob(() => {
      begun.resolve()
      return new Promise(() => undefined)
    })
    await enqueued(work)
    const stop = startWork({ ...provider.deps, bounds: { ...provider.deps.bounds, work: 0 } }, [work])
    await begun.promise
    await stop()
    expect(await only()).toMatchObject({ status: 'waiting', tries: 0 })
  })
})
