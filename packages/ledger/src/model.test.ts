// The model in memory and PostgreSQL, held equal: the same commands, the same answers, the same books (P4 to P7, P10).
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkBooks, memoryLedger, postgresLedger } from './index.ts'
import type { Decider, Id, Json, Ledger, PostgresLedger } from './index.ts'
import {
  by,
  captureHold,
  hold,
  moveBounds,
  moved,
  note,
  openAccounts,
  pay,
  payFromBucket,
  releaseHold,
  rule,
  StandingClock,
  tables,
} from './testing/bank.ts'
import { emptied, printedSeed, testDatabase } from './testing/database.ts'
import { done } from './index.ts'

type Submission = { decider: Decider<never, Json>; id: Id; input: unknown }
type Real = {
  clock: StandingClock
  url: string
  ledgers: PostgresLedger[]
  /** Which of them the next batch goes to. */
  turn: number
  resident: { accounts: number; rows: number }
}

const id = (kind: number, n: number): Id => (kind * 0x1_0000 + n).toString(16).padStart(32, '0')
const accounts = [0, 1, 2, 3].map((n) => id(1, n))
const account = fc.constantFrom(...accounts, id(1, 99))
const micros = fc.bigInt(1n, 60n)
const key = fc.integer({ min: 0, max: 5 }).map((n) => id(2, n))
const holdKey = fc.integer({ min: 0, max: 5 }).map((n) => id(3, n))
const operationId = fc.integer({ min: 0, max: 200 }).map((n) => id(4, n))

const submission = <Input, Answer extends Json>(
  decider: Decider<Input, Answer>,
  input: fc.Arbitrary<Input>,
): fc.Arbitrary<Submission> => fc.record({ id: operationId, input }).map((each) => ({ ...each, decider: decider }))

/** A rule that breaks a floor now and then: a fault, which must harm no neighbour. */
const reckless = rule<null>('reckless', (draft, input) => {
  const [from, to] = accounts as [Id, Id]
  if (draft.account(from) && draft.account(to)) draft.record(moved.of(null)).post(from, to, input as bigint)
  return done(null)
})

const submissions = fc.oneof(
  { weight: 4, arbitrary: submission(pay, fc.record({ from: account, to: account, micros })) },
  {
    weight: 3,
    arbitrary: submission(
      hold,
      fc.record({ hold: holdKey, from: account, to: account, micros, expiresAt: fc.bigInt(1_000_000n, 1_000_040n) }),
    ),
  },
  { weight: 3, arbitrary: submission(captureHold, fc.record({ hold: holdKey, micros, final: fc.boolean() })) },
  {
    weight: 2,
    arbitrary: submission(
      releaseHold,
      fc.record({ hold: holdKey, how: fc.constantFrom('void' as const, 'expire' as const) }),
    ),
  },
  {
    weight: 2,
    arbitrary: submission(
      note,
      fc.record({
        key,
        owner: account,
        words: fc.constantFrom(...accounts),
        detail: fc.constantFrom(null, { tags: ['a'] }, { tags: ['b', 'c\u0000'] }),
      }),
    ),
  },
  { weight: 2, arbitrary: submission(payFromBucket, fc.record({ payer: key, to: account, micros })) },
  {
    weight: 1,
    arbitrary: submission(
      moveBounds,
      fc.record({
        account: fc.constantFrom(...accounts),
        floor: fc.bigInt(-20n, 20n),
        ceiling: fc.constantFrom(null, 80n, 500n),
      }),
    ),
  },
  { weight: 1, arbitrary: submission(reckless, micros as fc.Arbitrary<unknown>) },
)

const submitAll = (ledger: Ledger, all: readonly Submission[]): Promise<PromiseSettledResult<unknown>[]> =>
  Promise.allSettled(all.map((each) => ledger.submit(each.decider, each.id, each.input as never, by)))

/** Faults carry an adapter's own causes: that there was one must be equal, not its words. */
const comparable = (results: readonly PromiseSettledResult<unknown>[]): unknown[] =>
  results.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).name))

class SubmitBatch implements fc.AsyncCommand<Ledger, Real> {
  private readonly all: readonly Submission[]
  constructor(all: readonly Submission[]) {
    this.all = all
  }
  check = (): boolean => true
  async run(model: Ledger, real: Real): Promise<void> {
    const ledger = real.ledgers[real.turn % real.ledgers.length] as PostgresLedger
    const [expected, found] = [await submitAll(model, this.all), await submitAll(ledger, this.all)]
    expect(comparable(found)).toEqual(comparable(expected))
  }
  toString = (): string => `submit(${this.all.map((each) => each.decider.name).join(', ')})`
}

class PassTime implements fc.AsyncCommand<Ledger, Real> {
  private readonly micros: bigint
  constructor(passed: bigint) {
    this.micros = passed
  }
  check = (): boolean => true
  async run(_: Ledger, real: Real): Promise<void> {
    real.clock.at += this.micros
  }
  toString = (): string => `pass(${this.micros})`
}

/** The next batch goes to another process, which must learn what the others have written. */
class OtherProcess implements fc.AsyncCommand<Ledger, Real> {
  check = (): boolean => true
  async run(_: Ledger, real: Real): Promise<void> {
    real.turn++
  }
  toString = (): string => 'other process'
}

class Restart implements fc.AsyncCommand<Ledger, Real> {
  check = (): boolean => true
  async run(_: Ledger, real: Real): Promise<void> {
    const at = real.turn % real.ledgers.length
    await real.ledgers[at]?.close()
    real.ledgers[at] = openReal(real)
  }
  toString = (): string => 'restart'
}

const openReal = ({ url, clock, resident }: Pick<Real, 'url' | 'clock' | 'resident'>): PostgresLedger =>
  postgresLedger({ connect: url, tables, clock, resident })

async function equalBooks(model: Ledger, real: PostgresLedger): Promise<void> {
  expect((await checkBooks(real)).problems).toEqual([])
  expect((await checkBooks(model)).problems).toEqual([])
  const all = { after: 0n, limit: 10_000 }
  expect(await real.log(all)).toEqual(await model.log(all))
  for (const each of accounts) {
    const keys = { accounts: [each], rows: [] }
    expect((await real.look(keys, { fresh: true })).account(each)).toEqual((await model.look(keys)).account(each))
    expect(await real.entries(each, { limit: 10_000 })).toEqual(await model.entries(each, { limit: 10_000 }))
  }
}

it(
  'gives the answers and the books of the model, whatever is asked, by whichever process',
  { timeout: 120_000 },
  async () => {
    const seed = printedSeed('model test')
    const database = await testDatabase(tables)
    const commands = fc.commands(
      [
        fc.array(submissions, { minLength: 1, maxLength: 12 }).map((all) => new SubmitBatch(all)),
        fc.bigInt(1n, 15n).map((passed) => new PassTime(passed)),
        fc.constant(new OtherProcess()),
        fc.constant(new Restart()),
      ],
      { maxCommands: 30 },
    )
    const property = fc.asyncProperty(commands, fc.constantFrom(4, 10_000), async (sequence, kept) => {
      await emptied(database)
      const clock = new StandingClock()
      const model = memoryLedger({ tables, clock })
      const shared = { url: database.url, clock, resident: { accounts: kept, rows: kept } }
      const real: Real = { ...shared, turn: 0, ledgers: [openReal(shared), openReal(shared)] }
      try {
        const opening = {
          accounts: accounts.map((each, n) => ({
            id: each,
            asset: 'USD',
            floor: n === 0 ? -100n : 0n,
            history: n !== 3,
          })),
          grants: [{ from: accounts[0] as Id, to: accounts[1] as Id, micros: 90n }],
        }
        for (const ledger of [model, real.ledgers[0] as PostgresLedger])
          await ledger.submit(openAccounts, id(5, 0), opening, by)
        await fc.asyncModelRun(() => ({ model, real }), sequence)
        await equalBooks(model, real.ledgers[0] as PostgresLedger)
      } finally {
        await Promise.all(real.ledgers.map((ledger) => ledger.close()))
      }
    })
    try {
      await fc.assert(property, { seed, numRuns: Number(process.env['FARTHING_TEST_RUNS'] ?? 15), endOnFailure: true })
    } finally {
      await database.drop()
    }
  },
)
