// What is remembered of unlocked looks, and that no decision is ever made on it while it is old.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoredRow } from '../cells.ts'
import { postgresLedger } from '../index.ts'
import type { Id } from '../index.ts'
import { layoutOf, layoutsOf } from '../table.ts'
import { by, newId, note, notes, tables } from '../testing/bank.ts'
import { testDatabase } from '../testing/database.ts'
import type { TestDatabase } from '../testing/database.ts'
import { Looks } from './looks.ts'
import type { Wanted } from './looks.ts'
import { Resident } from './resident.ts'
import type { Looked } from './resident.ts'

const layout = layoutOf(notes)
const stored = (words: string): StoredRow => ({ cells: ['00', words, 1n, null], row: undefined })
const found = (...rows: [Id, StoredRow | null][]): Looked => ({
  seq: 1n,
  accounts: new Map(),
  rows: new Map([[layout, new Map(rows)]]),
})
const aMemory = (seq: bigint | undefined): Resident => {
  const memory = new Resident(layoutsOf(tables), {})
  memory.seq = seq
  return memory
}
const changed = (key: Id) => ({ opens: [], bounds: [], legs: [], accounts: [], rows: [{ table: notes.name, key }] })

describe('what a look has found', () => {
  it('is remembered, absence included', () => {
    const memory = aMemory(1n)
    const [here, absent, row] = [newId(), newId(), stored('x')]
    memory.learn(memory.watch(), found([here, row], [absent, null]))
    expect([memory.row(layout, here), memory.row(layout, absent)]).toEqual([row, null])
  })

  it('is not remembered where the log has told of a change meanwhile', () => {
    const memory = aMemory(1n)
    const [old, other] = [newId(), newId()]
    const watch = memory.watch()
    memory.forget([changed(old)])
    memory.learn(watch, found([old, stored('old')], [other, stored('other')]))
    expect(memory.row(layout, old)).toBeUndefined()
    expect(memory.row(layout, other)).toBeDefined()
  })

  it('is not remembered where nothing was known when it was asked for, or all was forgotten meanwhile', () => {
    const key = newId()
    const fresh = aMemory(undefined)
    fresh.learn(fresh.watch(), found([key, stored('x')]))
    const cleared = aMemory(1n)
    const watch = cleared.watch()
    cleared.clear()
    cleared.seq = 2n
    cleared.learn(watch, found([key, stored('x')]))
    expect([fresh.row(layout, key), cleared.row(layout, key)]).toEqual([undefined, undefined])
  })
})

describe('looks', () => {
  it('that come while one is on its way are one question after it', async () => {
    const asked: Wanted[] = []
    const replies: (() => void)[] = []
    const looks = new Looks(aMemory(1n), async (wanted) => {
      asked.push(wanted)
      await new Promise<void>((resolve) => replies.push(resolve))
      return { seq: 1n, accounts: new Map([...wanted.accounts].map((id) => [id, null])), rows: new Map() }
    })
    const ids = [newId(), newId(), newId()] as const
    const first = looks.look([ids[0]], [])
    await expect.poll(() => asked.length).toBe(1)
    const later = [looks.look([ids[1]], []), looks.look([ids[2], ids[1]], [])]
    replies.shift()?.()
    expect((await first).accounts.get(ids[0])).toBeNull()
    await expect.poll(() => asked.length).toBe(2)
    replies.shift()?.()
    expect([...((await Promise.all(later))[0]?.accounts.keys() ?? [])]).toEqual([ids[1], ids[2]])
  })

  it('that fail fail those who asked, and nobody after', async () => {
    let fails = true
    const looks = new Looks(aMemory(1n), () =>
      fails ? Promise.reject(new Error('away')) : Promise.resolve({ seq: 1n, accounts: new Map(), rows: new Map() }),
    )
    await expect(looks.look([newId()], [])).rejects.toThrow('away')
    fails = false
    await expect(looks.look([newId()], [])).resolves.toBeDefined()
  })
})

describe('two processes that remember all they look at', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(tables)
  })
  afterAll(() => database.drop())

  it('decide on what is, not on what they remember (P7)', async () => {
    const open = () => postgresLedger({ connect: database.url, tables, cap: 4, freshMillis: 1e9 })
    const both = [open(), open()] as const
    const keys = [newId(), newId(), newId()] as const
    const outcomes = await Promise.all(
      Array.from({ length: 240 }, async (_, i) => {
        const ledger = both[i & 1 ? 1 : 0]
        const key = keys[i % 3] as Id
        for (let looked = 0; looked < i % 4; looked++)
          await ledger.look({ accounts: [], rows: keys.map((each) => [notes, each] as const) })
        return ledger.submit(note, newId(), { key, owner: key, words: `${i}` }, by)
      }),
    )
    const counts = outcomes.map((each) => (each.kind === 'done' ? Number(each.answer.count) : 0))
    // 80 notes of each key: 1 to 80 thrice over, whoever wrote them.
    const expected = Array.from({ length: 80 }, (_, i) => [i + 1, i + 1, i + 1]).flat()
    expect(counts.sort((a, b) => a - b)).toEqual(expected)
    await Promise.all(both.map((ledger) => ledger.close()))
  })
})
