// Rules that look at what nobody has declared: suspended, read for, and run again in their place.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceOf, checkBooks, done, holds, memoryLedger, postgresLedger, put, refused } from './index.ts'
import type { Decider, Id, Json, Keys, Ledger, PostgresLedger } from './index.ts'
import {
  act,
  by,
  captureHold,
  hold,
  moved,
  newId,
  note,
  notes,
  openAccounts,
  pay,
  payFromBucket,
  rule,
  StandingClock,
  tables,
} from './testing/bank.ts'
import { emptied, printedSeed, testDatabase } from './testing/database.ts'
import type { TestDatabase } from './testing/database.ts'

const id = (kind: number, n: number): Id => (kind * 0x1_0000 + n).toString(16).padStart(32, '0')
const accounts = [0, 1, 2, 3].map((n) => id(1, n))
const noteKeys = [0, 1, 2].map((n) => id(2, n))
const holdKeys = [0, 1, 2].map((n) => id(3, n))
const everything: Keys = {
  accounts,
  rows: [...noteKeys.map((key) => [notes, key] as const), ...holdKeys.map((key) => [holds, key] as const)],
}

type Asked = { readonly decider: Decider<never, Json>; readonly id: Id; readonly input: unknown }
const asked = <Input>(decider: Decider<Input, never>, input: fc.Arbitrary<Input>): fc.Arbitrary<Asked> =>
  fc
    .record({ id: fc.integer({ min: 0, max: 200 }).map((n) => id(4, n)), input })
    .map((each) => ({ ...each, decider: decider }))
const account = fc.constantFrom(...accounts)
const micros = fc.bigInt(1n, 60n)
const key = fc.constantFrom(...noteKeys)
const anyBatch = fc.array(
  fc.oneof(
    asked(pay as never, fc.record({ from: account, to: account, micros })),
    asked(note as never, fc.record({ key, owner: fc.constant(id(2, 9)), words: account })),
    // The account that it pays from stands in a row, which those before it may have written.
    asked(payFromBucket as never, fc.record({ payer: key, to: account, micros })),
    asked(
      hold as never,
      fc.record({
        hold: fc.constantFrom(...holdKeys),
        from: account,
        to: account,
        micros,
        expiresAt: fc.constant(2_000_000n),
      }),
    ),
    // A hold's accounts are known only once the hold is.
    asked(captureHold as never, fc.record({ hold: fc.constantFrom(...holdKeys), micros, final: fc.boolean() })),
  ),
  { minLength: 1, maxLength: 25 },
)

/** The same rule, which says nothing beforehand, or everything that there is. */
const undeclared = (decider: Decider<never, Json>): Decider<never, Json> => ({
  name: decider.name,
  decide: (input, draft, at) => decider.decide(input, draft, at),
})
const declared = (decider: Decider<never, Json>): Decider<never, Json> => ({
  ...undeclared(decider),
  prefetch: () => everything,
})

async function answers(
  ledger: Ledger,
  batch: readonly Asked[],
  how: (decider: Decider<never, Json>) => Decider<never, Json>,
): Promise<unknown[]> {
  const settled = await Promise.allSettled(
    batch.map(({ decider, id: operation, input }) => ledger.submit(how(decider), operation, input as never, by)),
  )
  return settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message))
}

const fund = (ledger: Ledger) =>
  ledger.submit(
    openAccounts,
    id(5, 1),
    {
      accounts: accounts.map((each, i) => ({ id: each, asset: 'USD', floor: i === 0 ? null : 0n })),
      grants: accounts.slice(1).map((to) => ({ from: accounts[0] as Id, to, micros: 100n })),
    },
    by,
  )

describe('a rule with no declared reads', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(tables)
  })
  afterAll(() => database.drop())

  it('decides as one with all of them, and in the same place (P7)', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyBatch, { minLength: 1, maxLength: 3 }),
        fc.constantFrom(1, 4, 1_000),
        async (batches, remembered) => {
          await emptied(database)
          const clock = new StandingClock()
          const resident = { accounts: remembered, rows: remembered }
          const ledgers = [
            { ledger: memoryLedger({ tables, clock }), how: declared },
            { ledger: memoryLedger({ tables, clock }), how: undeclared },
            { ledger: postgresLedger({ connect: database.url, tables, clock, resident }), how: undeclared },
          ]
          const found = []
          for (const { ledger, how } of ledgers) {
            await fund(ledger)
            const told = []
            for (const batch of batches) told.push(await answers(ledger, batch, how))
            expect((await checkBooks(ledger)).problems).toEqual([])
            found.push({ told, log: await ledger.log({ after: 0n, limit: 1_000 }) })
            await ledger.close()
          }
          expect(found[1]).toEqual(found[0])
          expect(found[2]).toEqual(found[0])
        },
      ),
      { seed: printedSeed('suspension'), numRuns: 25, endOnFailure: true },
    )
  })
})

describe('trips to the database', () => {
  let database: TestDatabase
  const opened: PostgresLedger[] = []
  const open = (): PostgresLedger => {
    const ledger = postgresLedger({ connect: database.url, tables })
    opened.push(ledger)
    return ledger
  }
  beforeAll(async () => {
    database = await testDatabase(tables)
  })
  afterAll(async () => {
    await Promise.all(opened.map((ledger) => ledger.close()))
    await database.drop()
  })

  it('are two for whoever knows his keys, and one more for many that are named at once', async () => {
    const keys = Array.from({ length: 500 }, newId)
    const all = { rows: keys.map((each) => [notes, each] as const) }
    const made = newId()
    const readAll = (prefetch: Partial<Keys>) =>
      rule(
        'readAll',
        (draft) => {
          draft.need(() => all)
          draft.insert(notes, made, { owner: made, words: '', count: 0n, detail: null })
          return done(keys.filter((each) => draft.row(notes, each) === undefined).length)
        },
        prefetch,
      )
    const blind = act('blind', (draft) =>
      draft.insert(notes, newId(), { owner: newId(), words: '', count: 0n, detail: null }),
    )
    const [knows, names, none] = [open(), open(), open()]
    await none.submit(blind, newId(), null, by)
    expect(none.counters).toMatchObject({ trips: 2, suspensions: 0 })
    await knows.submit(
      act('known', (draft) => draft.need(() => all), all),
      newId(),
      null,
      by,
    )
    expect(knows.counters).toMatchObject({ trips: 2, suspensions: 0 })
    expect(await names.submit(readAll({}), newId(), null, by)).toMatchObject({ answer: 500 })
    expect(names.counters).toMatchObject({ trips: 3, suspensions: 1 })
  })

  it('are no more for a full batch of rules that find their keys in two steps than for one of them', async () => {
    const first = open()
    const world = newId()
    const chains = Array.from({ length: 200 }, () => ({ payer: newId(), bucket: newId() }))
    const grants = chains.map(({ bucket }) => ({ from: world, to: bucket, micros: 10n }))
    const opens = [
      { id: world, asset: 'USD', floor: null },
      ...chains.map(({ bucket }) => ({ id: bucket, asset: 'USD' })),
    ]
    await first.submit(openAccounts, newId(), { accounts: opens, grants }, by)
    await Promise.all(
      chains.map(({ payer, bucket }) => first.submit(note, newId(), { key: payer, owner: payer, words: bucket }, by)),
    )
    const cold = open()
    const outcomes = await Promise.all(
      chains.map(({ payer }) =>
        cold.submit(undeclared(payFromBucket as never), newId(), { payer, to: world, micros: 3n } as never, by),
      ),
    )
    expect(new Set(outcomes.map((each) => each.kind === 'done' && JSON.stringify(each.answer)))).toEqual(
      new Set(['{"left":"7"}']),
    )
    // The head; the notes; the buckets and the world; the writing.
    expect(cold.counters.trips).toBeLessThanOrEqual(5)
  })

  it('are one a step for a full batch whose chains have three steps, and nobody has declared one', async () => {
    const first = open()
    const world = newId()
    const chains = Array.from({ length: 512 }, () => [newId(), newId(), newId()] as const)
    const accounts = [{ id: world, asset: 'USD', floor: null }, ...chains.map(([, , to]) => ({ id: to, asset: 'USD' }))]
    await first.submit(openAccounts, newId(), { accounts, grants: [] }, by)
    const pairs = chains.flatMap(([a, b, c]) => [
      { key: a, words: b },
      { key: b, words: c },
    ])
    await Promise.all(pairs.map((each) => first.submit(note, newId(), { ...each, owner: world }, by)))
    const follows = rule('follows', (draft, input) => {
      const second = draft.row(notes, input as Id)?.words ?? ''
      const to = draft.row(notes, second)?.words ?? ''
      draft.record(moved.of(null)).post(world, to, 1n)
      return done(null)
    })
    const cold = open()
    await Promise.all(chains.map(([start]) => cold.submit(follows, newId(), start, by)))
    // The head; three steps; the writing.
    expect(cold.counters).toMatchObject({ batches: 1, trips: 5, suspensions: 3 })
  })

  it('are as many for a batch of refusals that each write a row as for one', async () => {
    const ledger = open()
    const refuses = rule('refuses', (_, input) => {
      const row = { owner: input as Id, words: 'no', count: 1n, detail: null }
      return refused('no', { rows: [put(notes, input as Id, row)] })
    })
    await Promise.all(Array.from({ length: 100 }, () => ledger.submit(refuses, newId(), newId(), by)))
    expect(ledger.counters).toMatchObject({ batches: 1, trips: 3 })
  })

  it('are few where one of a batch writes what leads all behind it to keys of their own', async () => {
    const world = newId()
    const buckets = Array.from({ length: 200 }, newId)
    const payer = newId()
    const first = open()
    const accounts = [{ id: world, asset: 'USD', floor: null }, ...buckets.map((each) => ({ id: each, asset: 'USD' }))]
    await first.submit(openAccounts, newId(), { accounts, grants: [] }, by)
    const opens = act('opens', (draft) => {
      draft.row(notes, world) // Suspends it, while all behind it find the door shut and lack nothing.
      draft.put(notes, payer, { owner: payer, words: 'open', count: 1n, detail: null })
    })
    const gives = rule(
      'gives',
      (draft, input) => {
        if (!draft.row(notes, payer)) return refused('shut')
        draft.record(moved.of(null)).post(world, input as Id, 1n)
        return done('open')
      },
      { rows: [[notes, payer]] },
    )
    const cold = open()
    const outcomes = await Promise.all([
      cold.submit(opens, newId(), null, by),
      ...buckets.map((bucket) => cold.submit(gives, newId(), bucket, by)),
    ])
    expect(outcomes.slice(1).every((each) => each.kind === 'done')).toBe(true)
    // The head with the note; what the first looks at; the accounts; the writing.
    expect(cold.counters).toMatchObject({ batches: 1, trips: 4 })
  })

  it('take the runs of a batch in proportion to what they find, even where each waits for the one before it', async () => {
    const world = newId()
    const buckets = Array.from({ length: 300 }, newId)
    const first = open()
    const accounts = [{ id: world, asset: 'USD', floor: null }, ...buckets.map((each) => ({ id: each, asset: 'USD' }))]
    const grants = buckets.map((to) => ({ from: world, to, micros: 1n }))
    await first.submit(openAccounts, newId(), { accounts, grants }, by)
    let runs = 0
    // Each takes what is in the first bucket that is not empty, and asks one after the other.
    const takes = rule('takes', (draft) => {
      runs++
      const from = buckets.find((each) => {
        const account = draft.account(each)
        return account !== undefined && balanceOf(account) > 0n
      })
      if (from === undefined) return refused('empty')
      draft.record(moved.of(null)).post(from, world, 1n)
      return done(from)
    })
    const cold = open()
    const outcomes = await Promise.all(buckets.map(() => cold.submit(takes, newId(), null, by)))
    expect(outcomes.map((each) => each.kind !== 'conflict' && each.answer)).toEqual(buckets)
    expect(cold.counters.batches).toBe(1)
    expect(runs).toBeLessThan(10_000) // A survey of all by each would take 45,000.
  })
})
