// A rule without the lock: what it would decide, on one committed state, and nothing of it stays.
import { setImmediate } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { balanceOf, postgresLedger } from './index.ts'
import type { Draft, Id, Ledger } from './index.ts'
import { adapters } from './testing/adapters.ts'
import type { Opened } from './testing/adapters.ts'
import { by, countersOf, hold, moved, newId, note, notes, openBank, pay, tables } from './testing/bank.ts'
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
})
