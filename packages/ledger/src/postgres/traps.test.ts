// Each trap of the engine's notes by name, on a real server.
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  bytea,
  checkBooks,
  defineTable,
  done,
  FinalFault,
  int8,
  postgresLedger,
  RetryableFault,
  text,
  UnknownOutcome,
} from '../index.ts'
import type { Id, PostgresLedger, PostgresLedgerOptions } from '../index.ts'
import {
  act,
  balanceOf,
  by,
  moved,
  newId,
  note,
  notes,
  openBank,
  pay,
  rule,
  StandingClock,
  tables,
} from '../testing/bank.ts'
import { meddledWith, testDatabase } from '../testing/database.ts'
import type { Meddler, TestDatabase } from '../testing/database.ts'
import { classify } from './session.ts'

let database: TestDatabase
const opened: PostgresLedger[] = []
beforeAll(async () => {
  database = await testDatabase(tables)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close()))
  const auditor = postgresLedger({ connect: database.url, tables })
  expect((await checkBooks(auditor)).problems).toEqual([])
  await auditor.close()
})
afterAll(() => database.drop())

function open(options: Partial<PostgresLedgerOptions> = {}): PostgresLedger {
  const ledger = postgresLedger({ connect: database.url, tables, backoffMillis: 1, pollMillis: 20, ...options })
  opened.push(ledger)
  return ledger
}

const meddling = (meddler: Meddler) => () => meddledWith(database.url, meddler)
const gone = (): Error => new Error('Connection terminated unexpectedly')

/** Waits until some backend waits for a lock: no time is guessed. */
async function someoneWaits(): Promise<void> {
  for (;;) {
    const { rows } = await database.eyes.query(
      `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
    )
    if (rows.length > 0) return
  }
}

describe('a failure', () => {
  it('tells lost connections, conflicts and broken statements apart', () => {
    const withCode = (code: string) => Object.assign(new Error(code), { code })
    expect(['57P01', '08006', '25P03', 'ECONNRESET', 'EPIPE'].map(withCode).map(classify)).toEqual(
      Array(5).fill('lost'),
    )
    expect(['40001', '40P01'].map(withCode).map(classify)).toEqual(['conflict', 'conflict'])
    expect(['23505', '22012', '25P02', '42P01'].map(withCode).map(classify)).toEqual(Array(4).fill('broken'))
    expect(classify(new Error('Connection terminated unexpectedly'))).toBe('lost')
  })
})

describe('writing', () => {
  it('fails inside the statement when a count does not match, and writes nothing', async () => {
    const ledger = open()
    const { world, payers } = await openBank(ledger, 100n)
    const from = payers[0] as Id
    const bytes = Buffer.from(from, 'hex')
    await database.eyes.query('UPDATE ledger_accounts SET credits_posted = credits_posted + 1 WHERE id = $1', [bytes])
    const id = newId()
    await expect(ledger.submit(pay, id, { from, to: world, micros: 1n }, by)).rejects.toMatchObject({
      name: 'FinalFault',
      cause: { code: '22012' },
    })
    expect(await ledger.operation(id)).toBeUndefined()
    await database.eyes.query('UPDATE ledger_accounts SET credits_posted = credits_posted - 1 WHERE id = $1', [bytes])
    expect(await ledger.submit(pay, id, { from, to: world, micros: 1n }, by)).toMatchObject({ kind: 'done' })
  })

  it('bisects a batch on an unexpected error: one poisoned request fails alone', async () => {
    await database.eyes.query(`ALTER TABLE notes ADD CONSTRAINT no_poison CHECK (words <> 'poison')`)
    const ledger = open()
    const owner = newId()
    const words = Array.from({ length: 100 }, (_, i) => (i === 37 || i === 80 ? 'poison' : `${i}`))
    const results = await Promise.allSettled(
      words.map((each) => ledger.submit(note, newId(), { key: newId(), owner, words: each }, by)),
    )
    const failed = results.flatMap((each, i) => (each.status === 'rejected' ? [i] : []))
    expect(failed).toEqual([37, 80])
    expect(results[37]).toMatchObject({ reason: { name: 'FinalFault', cause: { code: '23514' } } })
    await database.eyes.query('ALTER TABLE notes DROP CONSTRAINT no_poison')
  })

  it('runs a batch again after a deadlock or a failed serialization', async () => {
    const codes = ['40P01', '40001']
    const connect = meddling({
      before(statement) {
        const code = statement === 'ledger_head' ? codes.shift() : undefined
        if (code !== undefined) throw Object.assign(new Error(code), { code })
      },
    })
    const ledger = open({ connect })
    const key = newId()
    const outcomes = await Promise.all(
      [1, 2].map(() => ledger.submit(note, newId(), { key, owner: key, words: 'x' }, by)),
    )
    expect(outcomes).toMatchObject([{ answer: { count: '1' } }, { answer: { count: '2' } }])
    expect([codes, ledger.counters.reruns]).toEqual([[], 2])
  })

  it('answers only once COMMIT has', async () => {
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const connect = meddling({
      before(statement) {
        if (statement !== 'ledger_commit') return
        reached.resolve()
        return gate.promise
      },
    })
    const ledger = open({ connect })
    let answered = false
    const id = newId()
    const answer = ledger
      .submit(note, id, { key: newId(), owner: newId(), words: '' }, by)
      .then(() => (answered = true))
    const stored = async () => {
      const bytes = Buffer.from(id, 'hex')
      return (await database.eyes.query('SELECT 1 FROM ledger_operations WHERE id = $1', [bytes])).rows.length
    }
    await reached.promise
    await new Promise((resolve) => setImmediate(resolve))
    const before = [answered, await stored()]
    gate.resolve()
    await answer
    expect(before).toEqual([false, 0])
    expect(await stored()).toBe(1)
  })
})

describe('a reply of COMMIT that is lost', () => {
  it('is read back by identifier: every request has its one effect (P8)', async () => {
    let lost = 0
    const connect = meddling({
      after(statement, client) {
        if (statement !== 'ledger_commit' || ++lost % 3 !== 0) return
        void client.end()
        throw gone()
      },
    })
    const ledger = open({ connect, cap: 10 })
    const { world, payers } = await openBank(ledger, 1_000n)
    const from = payers[0] as Id
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, () => ledger.submit(pay, newId(), { from, to: world, micros: 3n }, by)),
    )
    expect(outcomes.every((each) => each.kind === 'done')).toBe(true)
    expect(new Set(outcomes.map((each) => each.kind === 'done' && each.seq)).size).toBe(100)
    expect(await balanceOf(ledger, from)).toBe(700n)
    expect(lost).toBeGreaterThan(3)
  })

  it('is an unknown outcome when the database cannot be asked in time, and the same call tells later', async () => {
    let away = false
    const meddled = meddling({
      after(statement, client) {
        if (statement !== 'ledger_commit' || away) return
        away = true
        void client.end()
        throw gone()
      },
    })
    const connect = () => (away ? Promise.reject(new Error('connect ECONNREFUSED')) : meddled())
    const ledger = open({ connect, patienceMillis: 1 })
    const [id, input] = [newId(), { key: newId(), owner: newId(), words: 'perhaps' }]
    await expect(ledger.submit(note, id, input, by)).rejects.toBeInstanceOf(UnknownOutcome)
    expect(await open().submit(note, id, input, by)).toMatchObject({ kind: 'done', answer: { count: '1' } })
    await expect(ledger.submit(note, newId(), input, by)).rejects.toBeInstanceOf(RetryableFault)
  })

  it('stays an unknown outcome when what was read back never reaches the caller', async () => {
    const faults: ('lost' | 'broken')[] = ['lost', 'broken']
    const connect = meddling({
      after(statement, client) {
        if (statement !== 'ledger_commit' || faults[0] !== 'lost') return
        faults.shift()
        void client.end()
        throw gone()
      },
      // The batch that finds it stored has nothing to write, and ends like this.
      before(statement) {
        if (statement !== 'ledger_rollback' || faults[0] !== 'broken') return
        faults.shift()
        throw Object.assign(new Error('no such relation'), { code: '42P01' })
      },
    })
    const ledger = open({ connect })
    const [id, input] = [newId(), { key: newId(), owner: newId(), words: 'perhaps' }]
    await expect(ledger.submit(note, id, input, by)).rejects.toBeInstanceOf(UnknownOutcome)
    expect(faults).toEqual([])
    expect(await ledger.submit(note, id, input, by)).toMatchObject({ kind: 'done', answer: { count: '1' } })
  })

  it('that was not a commit leaves the batch behind it undeceived', async () => {
    let cut = 1
    const connect = meddling({
      before(statement, client) {
        if (statement !== 'ledger_commit' || cut-- !== 0) return
        void client.end() // Before COMMIT is sent: nothing was written.
        throw gone()
      },
    })
    const ledger = open({ connect, cap: 1 })
    const { world, payers } = await openBank(ledger, 100n)
    const from = payers[0] as Id
    const outcomes = await Promise.all(
      [1, 2].map(() => ledger.submit(pay, newId(), { from, to: world, micros: 60n }, by)),
    )
    expect(outcomes.map((each) => each.kind).sort()).toEqual(['done', 'refused'])
    expect(await balanceOf(ledger, from)).toBe(40n)
  })
})

describe('time', () => {
  it('is asked once the head is held: never older than the wait', async () => {
    const ledger = open()
    await ledger.ready()
    await database.eyes.query('BEGIN; SELECT 1 FROM ledger_head FOR UPDATE')
    const outcome = ledger.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, by)
    const watching = new pg.Client({ connectionString: database.url })
    await watching.connect()
    for (;;) {
      const { rows } = await watching.query(
        `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`,
      )
      if (rows.length > 0) break
    }
    await watching.end()
    const { rows } = await database.eyes.query(
      'SELECT (extract(epoch FROM clock_timestamp()) * 1000000)::bigint AS micros',
    )
    await database.eyes.query('ROLLBACK')
    const decided = await outcome
    expect(decided.kind === 'done' && decided.at >= BigInt((rows[0] as { micros: string }).micros)).toBe(true)
  })

  it('does not stand still behind a process that stalls while it holds the head', async () => {
    const stall = Promise.withResolvers<bigint>()
    const asked = Promise.withResolvers<void>()
    const clock = { now: () => (asked.resolve(), stall.promise) }
    const stalled = open({ clock, stalledMillis: 100 })
    const [id, key] = [newId(), newId()]
    const late = stalled.submit(note, id, { key, owner: key, words: 'late' }, by)
    await asked.promise
    expect(await open().submit(note, newId(), { key, owner: key, words: 'first' }, by)).toMatchObject({
      answer: { count: '1' },
    })
    stall.resolve(1n)
    expect(await late).toMatchObject({ answer: { count: '2', before: 'first' } })
  })
})

describe('two processes on one database', () => {
  it('let exactly one of twenty purchases of a whole balance through (P2)', async () => {
    const both = [open(), open()] as const
    const { world, payers } = await openBank(both[0], 100n)
    const from = payers[0] as Id
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        both[i & 1 ? 1 : 0].submit(pay, newId(), { from, to: world, micros: 100n }, by),
      ),
    )
    expect(outcomes.filter((each) => each.kind === 'done')).toHaveLength(1)
  })

  it('give one answer to one identifier (P4)', async () => {
    const both = [open(), open()]
    const { world, payers } = await openBank(both[0] as PostgresLedger, 1_000n)
    const from = payers[0] as Id
    const ids = Array.from({ length: 100 }, newId)
    const [one, two] = await Promise.all(
      both.map((ledger, i) =>
        Promise.all(
          (i === 0 ? ids : ids.toReversed()).map((id) => ledger.submit(pay, id, { from, to: world, micros: 1n }, by)),
        ),
      ),
    )
    expect(two?.toReversed()).toEqual(one)
    expect(await balanceOf(both[0] as PostgresLedger, from)).toBe(900n)
  })

  it('make one purchase of one HTTP key', async () => {
    const keys = defineTable('http_keys', { operation: text(), tries: int8() })
    await database.eyes.query(
      'CREATE TABLE http_keys (id bytea PRIMARY KEY, operation text NOT NULL, tries bigint NOT NULL)',
    )
    const both = [open({ tables: [...tables, keys] }), open({ tables: [...tables, keys] })]
    const buy = (key: Id, operation: Id) =>
      rule('buy', (draft) => {
        const row = draft.row(keys, key) ?? { operation, tries: 0n }
        draft.put(keys, key, { ...row, tries: row.tries + 1n })
        return done({ made: row.operation })
      })
    const httpKeys = Array.from({ length: 50 }, newId)
    const answers = await Promise.all(
      both.map((ledger, i) =>
        Promise.all(
          (i === 0 ? httpKeys : httpKeys.toReversed()).map(async (key) => {
            const operation = newId()
            const outcome = await ledger.submit(buy(key, operation), operation, { key }, by)
            return [key, outcome.kind === 'done' && outcome.answer.made] as const
          }),
        ),
      ),
    )
    expect(new Map(answers[0])).toEqual(new Map(answers[1]))
  })

  it('remember the same after the other has written', async () => {
    const [one, two] = [open(), open()]
    const { world, payers } = await openBank(one, 100n)
    const from = payers[0] as Id
    const key = newId()
    const lefts: unknown[] = []
    for (const ledger of [one, two, one, two, one]) {
      const outcome = await ledger.submit(pay, newId(), { from, to: world, micros: 10n }, by)
      const noted = await ledger.submit(note, newId(), { key, owner: key, words: '' }, by)
      lefts.push([outcome.kind === 'done' && outcome.answer, noted.kind === 'done' && noted.answer.count])
    }
    expect(lefts).toEqual([90, 80, 70, 60, 50].map((left, i) => [{ left: `${left}` }, `${i + 1}`]))
    expect(one.counters.caughtUp).toBeGreaterThanOrEqual(4)
  })

  it('meet no deadlock in opposite traffic', async () => {
    const both = [open({ cap: 7 }), open({ cap: 7 })] as const
    const { payers } = await openBank(both[0], 1_000n, 1_000n)
    const [a, b] = payers as [Id, Id]
    const move = (i: number) => ({ from: i % 2 ? a : b, to: i % 2 ? b : a, micros: 1n })
    await Promise.all(Array.from({ length: 300 }, (_, i) => both[i & 1 ? 1 : 0].submit(pay, newId(), move(i >> 1), by)))
    expect((await balanceOf(both[0], a)) + (await balanceOf(both[0], b))).toBe(2_000n)
    expect(both.map((ledger) => ledger.counters.reruns)).toEqual([0, 0])
  })
})

describe('memory', () => {
  it('that may hold next to nothing changes no answer', async () => {
    const ledger = open({ resident: { accounts: 2, rows: 2 }, cap: 5 })
    const { world, payers } = await openBank(ledger, 50n, 50n, 50n, 50n)
    const outcomes = await Promise.all(
      Array.from({ length: 80 }, (_, i) =>
        ledger.submit(pay, newId(), { from: payers[i % 4] as Id, to: world, micros: 5n }, by),
      ),
    )
    expect(outcomes.filter((each) => each.kind === 'done')).toHaveLength(40)
  })

  it('knows what is absent, too, and learns when another process makes it', async () => {
    const [one, two] = [open(), open()]
    const { world } = await openBank(one)
    const to = newId()
    const answer = async (ledger: PostgresLedger) =>
      (await ledger.submit(pay, newId(), { from: world, to, micros: 1n }, by)).kind
    expect(await answer(one)).toBe('refused')
    await two.submit(
      act('open', (draft) => draft.open({ id: to, asset: 'USD' })),
      newId(),
      null,
      by,
    )
    expect(await answer(one)).toBe('done')
  })

  it('does not take a row to be absent because a rule that failed would have made it', async () => {
    const [one, two] = [open(), open()]
    const [kept, made] = [newId(), newId()]
    for (const key of [kept, made]) await two.submit(note, newId(), { key, owner: key, words: 'here' }, by)
    const row = { owner: newId(), words: '', count: 1n, detail: null }
    const fails = act(
      'fails',
      (draft) => {
        draft.insert(notes, made, row)
        draft.put(notes, kept, row)
      },
      { rows: [[notes, kept]] },
    )
    const asks = rule('asks', (draft) => done(draft.row(notes, made)?.words ?? 'absent'))
    const [failed, asked] = await Promise.allSettled([
      one.submit(fails, newId(), null, by),
      one.submit(asks, newId(), null, by),
    ])
    expect(String(failed.status === 'rejected' && failed.reason)).toContain('is fixed')
    expect(asked).toMatchObject({ status: 'fulfilled', value: { kind: 'done', answer: 'here' } })
  })

  it('keeps the bytes of a row, and not what they came in', async () => {
    const stamps = defineTable('stamps', { image: bytea() })
    await database.eyes.query('CREATE TABLE stamps (id bytea PRIMARY KEY, image bytea NOT NULL)')
    const key = newId()
    const write = act('stamp', (draft) => draft.put(stamps, key, { image: Buffer.alloc(100, 7) }))
    await open({ tables: [...tables, stamps] }).submit(write, newId(), null, by)
    const found = await open({ tables: [...tables, stamps] }).look({ accounts: [], rows: [[stamps, key]] })
    const image = found.row(stamps, key)?.image
    expect([image?.length, image?.buffer.byteLength, image?.[99]]).toEqual([100, 100, 7])
  })

  it('is looked at only while it is fresh', async () => {
    const clock = new StandingClock()
    const [one, two] = [open({ clock, freshMillis: 0 }), open({ clock })]
    const key = newId()
    await one.submit(note, newId(), { key, owner: key, words: 'one' }, by)
    await two.submit(note, newId(), { key, owner: key, words: 'two' }, by)
    expect((await one.look({ accounts: [], rows: [[notes, key]] })).row(notes, key)?.words).toBe('two')
  })
})

describe('a wrong schema', () => {
  it('does not start: every table and column that is not as registered is named', async () => {
    await database.eyes.query('CREATE TABLE crooked (id bytea PRIMARY KEY, words bigint NOT NULL, extra text NOT NULL)')
    const wrong = [defineTable('crooked', { words: text(), count: int8() }), defineTable('absent', { words: text() })]
    const ledger = open({ tables: wrong })
    const message =
      'The database is not as registered. crooked.words is bigint, not text. crooked.count is missing. ' +
      'crooked.extra is not registered and must be written. The table absent is missing.'
    await expect(ledger.ready()).rejects.toThrow(message)
    await expect(
      ledger.submit(
        rule('any', () => done(null)),
        newId(),
        null,
        by,
      ),
    ).rejects.toBeInstanceOf(FinalFault)
  })

  it('without any table of the ledger says what to do', async () => {
    const url = new URL(database.url)
    url.searchParams.set('options', '-c search_path=nowhere')
    await expect(open({ connect: url.href }).ready()).rejects.toThrow(/call migrate/)
  })
})

describe('followers', () => {
  it('miss no operation whose commit comes late', async () => {
    const gate = Promise.withResolvers<void>()
    const reached = Promise.withResolvers<void>()
    const slow = open({
      connect: meddling({
        before(statement) {
          if (statement !== 'ledger_commit') return
          reached.resolve()
          return gate.promise
        },
      }),
    })
    const quick = open()
    const [first, second] = [newId(), newId()]
    const seen: Id[] = []
    const both = Promise.withResolvers<void>()
    const stop = quick.follow({
      name: 'late',
      async handle(operations) {
        seen.push(...operations.map((each) => each.id).filter((each) => each === first || each === second))
        if (seen.includes(second)) both.resolve()
      },
    })
    const one = slow.submit(note, first, { key: newId(), owner: newId(), words: '' }, by)
    await reached.promise
    const two = quick.submit(note, second, { key: newId(), owner: newId(), words: '' }, by)
    await someoneWaits()
    expect(seen).toEqual([])
    gate.resolve()
    await Promise.all([one, two, both.promise])
    await stop()
    expect(seen).toEqual([first, second])
  })

  it('write in the transaction that moves their cursor: with a throw nothing stays', async () => {
    await database.eyes.query('CREATE TABLE projected (seq bigint PRIMARY KEY)')
    const ledger = open()
    const last = newId()
    const reached = Promise.withResolvers<void>()
    let throws = 2
    const stop = ledger.follow({
      name: 'projection',
      limit: 4,
      async handle(operations, transaction) {
        for (const { seq } of operations) await transaction.query('INSERT INTO projected VALUES ($1)', [seq])
        if (throws-- > 0) throw new Error('after writing')
        if (operations.some((each) => each.id === last)) reached.resolve()
      },
    })
    await ledger.submit(note, last, { key: newId(), owner: newId(), words: '' }, by)
    await reached.promise
    await stop()
    const { rows } = await database.eyes.query(
      'SELECT (SELECT count(*) FROM projected) = (SELECT seq FROM ledger_head) AS equal',
    )
    expect(rows).toEqual([{ equal: true }])
  })

  it('of one name in two processes share the work', async () => {
    await database.eyes.query('CREATE TABLE shared (seq bigint PRIMARY KEY)')
    const both = [open(), open()]
    const last = newId()
    const reached = Promise.withResolvers<void>()
    const stops = both.map((ledger) =>
      ledger.follow({
        name: 'shared',
        limit: 5,
        async handle(operations, transaction) {
          for (const { seq } of operations) await transaction.query('INSERT INTO shared VALUES ($1)', [seq])
          if (operations.some((each) => each.id === last)) reached.resolve()
        },
      }),
    )
    const key = newId()
    for (let i = 0; i < 20; i++) await both[i % 2]?.submit(note, newId(), { key, owner: key, words: '' }, by)
    await both[0]?.submit(note, last, { key, owner: key, words: '' }, by)
    await reached.promise
    await Promise.all(stops.map((stop) => stop()))
    const { rows } = await database.eyes.query(
      'SELECT (SELECT count(*) FROM shared) = (SELECT seq FROM ledger_head) AS equal',
    )
    expect(rows).toEqual([{ equal: true }])
  })
})

describe('killed backends', () => {
  it('lose no acknowledged operation, and none happens twice (P8, P12)', async () => {
    const both = [open(), open()]
    const { world, payers } = await openBank(both[0] as PostgresLedger, ...Array.from({ length: 20 }, () => 1_000n))
    const acknowledged: Id[] = []
    let failed = 0
    let stopped = false
    const buyer = async (n: number): Promise<void> => {
      while (!stopped) {
        const id = newId()
        const from = payers[n % payers.length] as Id
        await both[n % 2]?.submit(pay, id, { from, to: world, micros: 1n }, by).then(
          () => acknowledged.push(id),
          () => failed++,
        )
      }
    }
    const buyers = Array.from({ length: 40 }, (_, n) => buyer(n))
    let kills = 0
    for (let target = 200; kills < 8; target += 200) {
      while (acknowledged.length < target) await new Promise((resolve) => setImmediate(resolve))
      const { rows } = await database.eyes.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle' LIMIT 2`,
      )
      kills += rows.length > 0 ? 1 : 0
    }
    stopped = true
    await Promise.all(buyers)
    const { rows } = await database.eyes.query<{ id: string }>(`SELECT encode(id, 'hex') AS id FROM ledger_operations`)
    const stored = new Set(rows.map((row) => row.id))
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([])
    expect(failed).toBe(0)
    expect(both.reduce((sum, ledger) => sum + ledger.counters.reruns, 0)).toBeGreaterThan(0)
    expect(
      await both[0]?.submit(
        act('after', (draft) => draft.record(moved.of(null)).post(world, payers[0] as Id, 1n)),
        newId(),
        null,
        by,
      ),
    ).toMatchObject({ kind: 'done' })
  })
})
