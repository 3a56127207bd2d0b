// Parts of rules that are undone, in any nesting: what stays is what a rule without those parts would have left.
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { available, balanceOf, checkBooks, done, heldOn, memoryLedger, postgresLedger, refused } from './index.ts'
import type { Account, Draft, Id, Instant, Json, Ledger } from './index.ts'
import { by, moved, noted, notes, openAccounts, rule, StandingClock, tables } from './testing/bank.ts'
import { emptied, printedSeed, testDatabase } from './testing/database.ts'
import type { TestDatabase } from './testing/database.ts'

const id = (kind: number, n: number): Id => (kind * 0x1_0000 + n).toString(16).padStart(32, '0')
const accounts = [0, 1, 2].map((n) => id(1, n))
const openable = [3, 4].map((n) => id(1, n))
const noteKeys = [0, 1, 2].map((n) => id(2, n))
const holdKeys = [0, 1, 2].map((n) => id(3, n))
const world = accounts[0] as Id

type Step =
  | { kind: 'post'; from: Id; to: Id; micros: bigint }
  | { kind: 'pend' | 'capture' | 'void'; hold: Id; from: Id; micros: bigint; final: boolean }
  | { kind: 'open'; account: Id }
  | { kind: 'bound'; account: Id; floor: bigint }
  | { kind: 'insert' | 'put'; key: Id; words: string }
  | { kind: 'look'; account: Id; key: Id; hold: Id }
  | { kind: 'part'; steps: Step[]; end: 'done' | 'refused' | 'thrown' }

const account = fc.constantFrom(...accounts, ...openable)
const micros = fc.bigInt(1n, 30n)
const { steps } = fc.letrec<{ step: Step; steps: Step[] }>((tie) => ({
  steps: fc.array(tie('step'), { maxLength: 6 }),
  step: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant('post' as const), from: account, to: account, micros }),
    fc.record({
      kind: fc.constantFrom('pend' as const, 'capture' as const, 'void' as const),
      hold: fc.constantFrom(...holdKeys),
      from: account,
      micros,
      final: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('open' as const), account: fc.constantFrom(...openable) }),
    fc.record({ kind: fc.constant('bound' as const), account, floor: fc.bigInt(-50n, 10n) }),
    fc.record({
      kind: fc.constantFrom('insert' as const, 'put' as const),
      key: fc.constantFrom(...noteKeys),
      words: fc.constantFrom('a', 'b', 'c'),
    }),
    fc.record({
      kind: fc.constant('look' as const),
      account,
      key: fc.constantFrom(...noteKeys),
      hold: fc.constantFrom(...holdKeys),
    }),
    fc.record({
      kind: fc.constant('part' as const),
      steps: tie('steps'),
      end: fc.constantFrom('done' as const, 'refused' as const, 'refused' as const, 'thrown' as const),
    }),
  ),
})) as { steps: fc.Arbitrary<Step[]> }

/** What a rule was shown must not change under it. Its entries are counted once the rule has ended. */
type Shown = { object: Account; then: string }
const wordsOf = (each: Account): string =>
  JSON.stringify([available(each), balanceOf(each), heldOn(each), each.floor].map(String))

class Aborted extends Error {}

/** Does the steps; those that would be faults are left out, by what the draft shows. */
class Walk {
  readonly seen: Json[] = []
  readonly shown: Shown[] = []
  private readonly draft: Draft
  private readonly at: Instant
  /** Whether parts that are undone are done at all. */
  private readonly whole: boolean

  constructor(draft: Draft, at: Instant, whole: boolean) {
    this.draft = draft
    this.at = at
    this.whole = whole
  }

  private account(key: Id): Account | undefined {
    const object = this.draft.account(key)
    if (object) this.shown.push({ object, then: wordsOf(object) })
    return object
  }

  do(all: readonly Step[]): void {
    for (const step of all) this.step(step)
  }

  private step(step: Step): void {
    const { draft } = this
    switch (step.kind) {
      case 'post':
        if (step.from === step.to || !this.account(step.from) || !this.account(step.to)) return
        return draft.record(moved.of(null)).post(step.from, step.to, step.micros)
      case 'pend':
      case 'capture':
      case 'void':
        return this.hold(step)
      case 'open':
        if (this.account(step.account) === undefined) draft.open({ id: step.account, asset: 'USD', floor: null })
        return
      case 'bound':
        if (this.account(step.account)) draft.bound({ account: step.account, floor: step.floor })
        return
      case 'insert':
      case 'put': {
        const old = draft.row(notes, step.key)
        if (step.kind === 'insert' && old) return
        const row = {
          owner: id(9, 1),
          words: step.words,
          count: (old?.count ?? 0n) + 1n,
          detail: { tags: [step.words] },
        }
        return step.kind === 'insert' ? draft.insert(notes, step.key, row) : draft.put(notes, step.key, row)
      }
      case 'look': {
        const [found, row, hold] = [this.account(step.account), draft.row(notes, step.key), draft.hold(step.hold)]
        this.seen.push([found ? wordsOf(found) : null, row ? `${row.words}${row.count}` : null, hold?.state ?? null])
        return
      }
      case 'part':
        return this.part(step)
    }
  }

  private hold({ kind, hold, from, micros: amount, final }: Extract<Step, { hold: Id; micros: bigint }>): void {
    const { draft, at } = this
    const known = draft.hold(hold)
    if (kind === 'pend') {
      if (known || from === world || !this.account(from)) return
      const wanted = { hold, holdKind: 'bank', debit: from, credit: world, micros: amount, expiresAt: at + 10n }
      return draft.record(moved.of(null)).pend(wanted)
    }
    if (known?.state !== 'open') return
    const moves = draft.record(moved.of(null))
    if (kind === 'void') moves.void(hold)
    else moves.capture(hold, known.micros - known.captured < amount ? 1n : amount, final)
  }

  private part({ steps: inner, end }: Extract<Step, { kind: 'part' }>): void {
    if (end !== 'done' && !this.whole) return
    const seen = this.seen.length
    const work = () => {
      this.draft.record(noted.of({ words: 'part' }))
      this.do(inner)
      if (end === 'thrown') throw new Aborted()
      return end === 'done' ? done(null) : refused('no')
    }
    try {
      this.draft.attempt(work)
    } catch (error) {
      if (!(error instanceof Aborted)) throw error
    }
    if (end !== 'done') this.seen.length = seen
  }
}

const walk = (whole: boolean, shown: Shown[]) =>
  rule<Json>('walk', (draft, input, at) => {
    const walked = new Walk(draft, at, whole)
    walked.do(input as Step[])
    shown.push(...walked.shown)
    return done(walked.seen)
  })

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase(tables)
})
afterAll(() => database.drop())

const fund = (ledger: Ledger) =>
  ledger.submit(
    openAccounts,
    id(5, 1),
    {
      accounts: accounts.map((each) => ({ id: each, asset: 'USD', floor: each === world ? null : 0n })),
      grants: accounts.slice(1).map((to) => ({ from: world, to, micros: 100n })),
    },
    by,
  )

it('leaves what a rule without the undone parts would leave, known or not, on both adapters', async () => {
  const property = fc.asyncProperty(
    fc.array(fc.array(steps, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
    fc.constantFrom(1, 1_000),
    async (batches, remembered) => {
      await emptied(database)
      const clock = new StandingClock()
      const resident = { accounts: remembered, rows: remembered }
      const ledgers = [
        { ledger: memoryLedger({ tables, clock }), whole: false },
        { ledger: memoryLedger({ tables, clock }), whole: true },
        { ledger: postgresLedger({ connect: database.url, tables, clock, resident }), whole: true },
      ]
      const found = []
      for (const { ledger, whole } of ledgers) {
        await fund(ledger)
        const shown: Shown[] = []
        const told = []
        let n = 0
        for (const batch of batches) {
          const settled = await Promise.allSettled(
            batch.map((each) => ledger.submit(walk(whole, shown), id(4, n++), each as never, by)),
          )
          told.push(settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message)))
        }
        expect(shown.map(({ object }) => wordsOf(object))).toEqual(shown.map(({ then }) => then))
        expect((await checkBooks(ledger)).problems).toEqual([])
        const entries = await Promise.all(
          [...accounts, ...openable].map((each) => ledger.entries(each, { limit: 1_000 })),
        )
        const keys = { rows: noteKeys.map((key) => [notes, key] as const) }
        const seen = await ledger.look(keys, { fresh: true })
        const rows = noteKeys.map((key) => seen.row(notes, key))
        found.push({ told, log: await ledger.log({ after: 0n, limit: 1_000 }), entries, rows })
        await ledger.close()
      }
      expect(found[1]).toEqual(found[0])
      expect(found[2]).toEqual(found[0])
    },
  )
  const numRuns = Number(process.env['FARTHING_TEST_RUNS'] ?? 40)
  await fc.assert(property, { seed: printedSeed('undoing'), numRuns, endOnFailure: true })
}, 120_000)
