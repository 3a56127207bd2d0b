// A rule without the lock: what it would decide, on one committed state, and nothing of it stays.
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceOf, done, postgresLedger } from './index.ts'
import type { Draft, Id, Ledger } from './index.ts'
import { adapters } from './testing/adapters.ts'
import type { Opened } from './testing/adapters.ts'
import { by, countersOf, hold, moved, newId, note, notes, openBank, pay, rule, tables } from './testing/bank.ts'
import { testDatabase } from './testing/database.ts'
import type { TestDatabase } from './testing/database.ts'

describe.each(adapters)('a preview on $name', (adapter) => {
  let opened: Opened
  let ledger: Ledger
  beforeAll(async () => {
    opened = await adapter.open({})
    ledger = opened.ledger
  })
  afterAll(() => opened.close())

  it('finds what it looks at, gives what the rule gives, and drops what the rule did', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const [bucket, made] = [newId(), newId()]
    await ledger.submit(note, newId(), { key: bucket, owner: payer, words: payer }, by)
    const before = (await ledger.log({ after: 0n, limit: 10_000 })).length
    const left = await ledger.preview((draft) => {
      const from = draft.row(notes, bucket)?.words as Id
      draft.open({ id: made, asset: 'USD' })
      draft.record(moved.of(null)).post(from, made, 40n)
      draft.record(moved.of(null)).post(from, world, 1n)
      const account = draft.account(from)
      return account && balanceOf(account)
    })
    expect(left).toBe(59n)
    const seen = await ledger.look({ accounts: [payer, made] }, { fresh: true })
    expect([countersOf(seen.account(payer))?.debitsPosted, seen.account(made)]).toEqual([0n, undefined])
    expect(await ledger.log({ after: 0n, limit: 10_000 })).toHaveLength(before)
  })

  it('judges the expiry of holds by the instant that it is given', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const [from, held] = [payers[0] as Id, newId()]
    const expiresAt = (await ledger.now()) + 1_000_000_000n
    await ledger.submit(hold, newId(), { hold: held, from, to: world, micros: 5n, expiresAt }, by)
    const expires = (draft: Draft) => {
      draft.record(moved.of(null)).expire(held)
      return draft.hold(held)?.state
    }
    expect(await ledger.preview(expires, expiresAt)).toBe('expired')
    await expect(ledger.preview(expires, expiresAt - 1n)).rejects.toThrow('before its time')
  })

  it('throws what the rule throws', async () => {
    const wrong = () => {
      throw new Error('a bug')
    }
    await expect(ledger.preview(wrong)).rejects.toThrow('a bug')
  })
})

describe('a preview beside writers', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase(tables)
  })
  afterAll(() => database.drop())

  it.each([20, 1e9])(
    'sees one committed state, or begins again (memory is taken for current during %d ms)',
    async (freshMillis) => {
      const open = () => postgresLedger({ connect: database.url, tables, freshMillis })
      const [one, two] = [open(), open()]
      const { payers } = await openBank(one, 1_000n, 1_000n, 1_000n)
      const [a, b, c] = payers as [Id, Id, Id]
      let writing = true
      const writers = [one, two].map(async (ledger) => {
        for (let i = 0; i < 60; i++)
          await Promise.all([
            ledger.submit(pay, newId(), { from: a, to: b, micros: 1n }, by),
            ledger.submit(pay, newId(), { from: b, to: c, micros: 1n }, by),
          ])
      })
      const sums = new Set<bigint>()
      const balance = (draft: Draft, id: Id): bigint => {
        const account = draft.account(id)
        return account === undefined ? 0n : balanceOf(account)
      }
      // One key after the other, so that each is read by a trip of its own where memory does not have it.
      const reader = async (ledger: Ledger) => {
        while (writing) {
          sums.add(await ledger.preview((draft) => balance(draft, a) + balance(draft, b) + balance(draft, c)))
          await setImmediate() // A preview out of memory waits for nothing: others would never have their turn.
        }
      }
      const readers = [one, two].map(reader)
      await Promise.all(writers)
      writing = false
      await Promise.all(readers)
      expect([...sums]).toEqual([3_000n])
      await Promise.all([one.close(), two.close()])
    },
  )

  it.each([1, 2, 10_000])(
    'sees one committed state where %d accounts and rows are remembered, and only looks at them',
    async (remembered) => {
      const resident = { accounts: remembered, rows: remembered }
      const open = () => postgresLedger({ connect: database.url, tables, freshMillis: 1e9, resident })
      const [one, two] = [open(), open()]
      const { payers } = await openBank(one, 500n, 500n)
      const [a, b] = payers as [Id, Id]
      const key = newId()
      // The note names the account that has all the money; each rule moves it and says so in one operation.
      const gives = rule('gives', (draft) => {
        const rich = draft.row(notes, key)?.words ?? a
        const [from, to] = rich === a ? [a, b] : [b, a]
        draft.record(moved.of(null)).post(from, to, 1n)
        const balances = [from, to].map((each) => balance(draft, each))
        draft.put(notes, key, { owner: key, words: to, count: balances[0] as bigint, detail: null })
        return done(null)
      })
      const balance = (draft: Draft, id: Id): bigint => {
        const account = draft.account(id)
        return account === undefined ? 0n : balanceOf(account)
      }
      await one.submit(gives, newId(), null, by)
      let writing = true
      const writers = [one, two].map(async (ledger) => {
        for (let i = 0; i < 40; i++) await ledger.submit(gives, newId(), null, by)
      })
      const wrong: string[] = []
      const readers = [one, two].map(async (ledger) => {
        while (writing) {
          const found = await ledger.preview((draft) => {
            const row = draft.row(notes, key)
            const from = row?.words === a ? b : a
            return [row?.count, balance(draft, from), balance(draft, a) + balance(draft, b)]
          })
          if (found[0] !== found[1] || found[2] !== 1_000n) wrong.push(found.join())
          await setImmediate()
        }
      })
      await Promise.all(writers)
      writing = false
      await Promise.all(readers)
      expect(wrong).toEqual([])
      await Promise.all([one.close(), two.close()])
    },
  )

  it('leaves no transaction open behind a look that failed, and answers the next one', async () => {
    const ledger = postgresLedger({ connect: database.url, tables })
    const key = newId()
    await database.eyes.query('ALTER TABLE notes RENAME TO mislaid')
    await expect(ledger.preview((draft) => draft.row(notes, key))).rejects.toThrow()
    await database.eyes.query('ALTER TABLE mislaid RENAME TO notes')
    expect(await ledger.preview((draft) => draft.row(notes, key))).toBeUndefined()
    const { rows } = await database.eyes.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
    )
    expect(rows).toEqual([])
    await ledger.close()
  })
})
