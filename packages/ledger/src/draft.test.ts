// What rules do on a draft: later looks see it, parts of it can be undone, and a refusal leaves nothing but what it names.
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { available, balanceOf, checkBooks, done, put, refused } from './index.ts'
import type { Draft, Id, Ledger } from './index.ts'
import { adapters } from './testing/adapters.ts'
import type { Opened } from './testing/adapters.ts'
import { act, by, countersOf, moved, newId, noted, notes, openBank, rule, StandingClock } from './testing/bank.ts'
import { printedSeed } from './testing/database.ts'

const words = (text: string, owner: Id) => ({ owner, words: text, count: 1n, detail: null })

describe.each(adapters)('a draft on $name', (adapter) => {
  let opened: Opened
  let ledger: Ledger
  const clock = new StandingClock()
  beforeAll(async () => {
    opened = await adapter.open({ clock })
    ledger = opened.ledger
  })
  afterEach(async () => {
    expect((await checkBooks(ledger)).problems).toEqual([])
  })
  afterAll(() => opened.close())

  const fresh = (account: Id) => ledger.look({ accounts: [account] }, { fresh: true })

  it('lets two lines of a basket, which know nothing of each other, spend one balance', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const line = (draft: Draft, micros: bigint): 'paid' | 'short' => {
      const account = draft.account(payer)
      if (!account || available(account) < micros) return 'short'
      draft.record(moved.of(null)).post(payer, world, micros)
      return 'paid'
    }
    const basket = rule('basket', (draft) => done([60n, 50n, 40n].map((micros) => line(draft, micros))))
    expect(await ledger.submit(basket, newId(), null, by)).toMatchObject({ answer: ['paid', 'short', 'paid'] })
    const account = (await fresh(payer)).account(payer)
    expect(account && [balanceOf(account), account.entries]).toEqual([0n, 2n])
  })

  it('opens an account once, whoever of its lines comes first', async () => {
    const { world } = await openBank(ledger)
    const shared = newId()
    const give = (draft: Draft, micros: bigint) => {
      draft.openIfAbsent({ id: shared, asset: 'USD' })
      draft.record(moved.of(null)).post(world, shared, micros)
    }
    const twice = act('twice', (draft) => {
      give(draft, 3n)
      give(draft, 4n)
    })
    const id = newId()
    await ledger.submit(twice, id, null, by)
    const account = (await fresh(shared)).account(shared)
    expect(account && [balanceOf(account), account.entries]).toEqual([7n, 1n])
    expect((await ledger.operation(id))?.opens).toHaveLength(1)
  })

  it('shows what was written, held and moved to later looks, and leaves what it has shown before as it was', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const [key, hold] = [newId(), newId()]
    const looks = rule('looks', (draft, _input, at) => {
      const before = draft.account(payer)
      const moves = draft.record(moved.of(null))
      moves.pend({ hold, holdKind: 'bank', debit: payer, credit: world, micros: 30n, expiresAt: at + 1n })
      const between = draft.account(payer)
      moves.post(payer, world, 5n)
      draft.insert(notes, key, words('one', payer))
      draft.put(notes, key, { ...words('two', payer), count: 2n })
      const after = draft.account(payer)
      return done([
        ...[before, between, after].map((each) => (each ? available(each).toString() : null)),
        draft.hold(hold)?.state ?? null,
        draft.row(notes, key)?.words ?? null,
      ])
    })
    const id = newId()
    expect(await ledger.submit(looks, id, null, by)).toMatchObject({ answer: ['100', '70', '65', 'open', 'two'] })
    // Each row is named once, however often it was written.
    expect((await ledger.operation(id))?.rows.filter((each) => each.key === key)).toHaveLength(1)
  })

  it('undoes a part that is refused, and keeps what came before and after it', async () => {
    const { world, payers } = await openBank(ledger, 100n, 100n)
    const [one, two] = payers as [Id, Id]
    const [kept, dropped, made] = [newId(), newId(), newId()]
    const parts = rule('parts', (draft) => {
      draft.record(moved.of(null)).post(one, world, 10n)
      draft.insert(notes, kept, words('before', one))
      const refusal = draft.attempt(() => {
        draft.record(noted.of({ words: 'dropped' }))
        draft.open({ id: made, asset: 'USD' })
        const moves = draft.record(moved.of(null))
        moves.post(one, made, 20n)
        moves.post(two, made, 20n)
        draft.bound({ account: one, floor: -5n })
        draft.put(notes, kept, { ...words('changed', one), count: 2n })
        draft.insert(notes, dropped, words('dropped', one))
        return refused('no')
      })
      const taken = draft.attempt(() => {
        draft.record(moved.of(null)).post(one, world, 1n)
        return done('yes')
      })
      return done([
        refusal.kind,
        taken.kind,
        draft.row(notes, kept)?.words ?? null,
        draft.account(made) ? 'there' : null,
      ])
    })
    const id = newId()
    expect(await ledger.submit(parts, id, null, by)).toMatchObject({ answer: ['refused', 'done', 'before', null] })
    const seen = await ledger.look({ accounts: [one, two, made], rows: [[notes, dropped]] }, { fresh: true })
    expect([
      countersOf(seen.account(one))?.debitsPosted,
      seen.account(one)?.floor,
      countersOf(seen.account(two))?.debitsPosted,
    ]).toEqual([11n, 0n, 0n])
    expect([seen.account(made), seen.row(notes, dropped)]).toEqual([undefined, undefined])
    const operation = await ledger.operation(id)
    expect(operation?.opens).toEqual([])
    expect(operation?.bounds).toEqual([])
    expect(operation?.events.map((each) => each.type)).toEqual(['bank.moved', 'bank.moved'])
    expect(operation?.legs).toHaveLength(2)
    expect(operation?.rows).toEqual([{ table: 'notes', key: kept }])
  })

  it('drops everything with a refusal, but for the rows and events that it names itself (P9)', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const [kept, dropped] = [newId(), newId()]
    const declines = rule('declines', (draft) => {
      draft.record(moved.of(null)).post(payer, world, 10n)
      draft.insert(notes, dropped, words('dropped', payer))
      const rows = [put(notes, kept, words('kept', payer))]
      return refused({ code: 'no' }, { rows, events: [noted.of({ words: 'declined' })] })
    })
    const id = newId()
    expect(await ledger.submit(declines, id, null, by)).toMatchObject({ kind: 'refused' })
    const seen = await ledger.look(
      {
        accounts: [payer],
        rows: [
          [notes, kept],
          [notes, dropped],
        ],
      },
      { fresh: true },
    )
    expect([
      countersOf(seen.account(payer))?.debitsPosted,
      seen.row(notes, kept)?.words,
      seen.row(notes, dropped),
    ]).toEqual([0n, 'kept', undefined])
    expect(await ledger.operation(id)).toMatchObject({
      legs: [],
      events: [{ type: 'bank.noted', facts: { words: 'declined' } }],
    })
  })

  it('checks floors and ceilings at the end: what is short between may be filled', async () => {
    const { world, payers } = await openBank(ledger, 10n)
    const payer = payers[0] as Id
    const round = act('round', (draft) => {
      const moves = draft.record(moved.of(null))
      moves.post(payer, world, 25n)
      moves.post(world, payer, 15n)
    })
    expect(await ledger.submit(round, newId(), null, by)).toMatchObject({ kind: 'done' })
    const account = (await fresh(payer)).account(payer)
    expect(account && balanceOf(account)).toBe(0n)
  })

  it('P1 P2: for any moves in any parts, holds what a plain list of kept moves says', { timeout: 60_000 }, async () => {
    const move = fc.record({ from: fc.nat(3), to: fc.nat(3), micros: fc.bigInt(1n, 50n) })
    const part = fc.record({
      moves: fc.array(move, { maxLength: 4 }),
      refused: fc.boolean(),
      inner: fc.array(move, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
        const { payers } = await openBank(ledger, 1_000n, 1_000n, 1_000n, 1_000n)
        const expected = [1_000n, 1_000n, 1_000n, 1_000n]
        const post = (draft: Draft, { from, to, micros }: { from: number; to: number; micros: bigint }) => {
          if (from !== to) draft.record(moved.of(null)).post(payers[from] as Id, payers[to] as Id, micros)
        }
        const any = act('any', (draft) => {
          for (const each of parts)
            draft.attempt(() => {
              for (const one of each.moves) post(draft, one)
              draft.attempt(() => {
                for (const one of each.inner) post(draft, one)
                return refused('inner')
              })
              return each.refused ? refused('no') : done('yes')
            })
        })
        for (const each of parts) {
          if (each.refused) continue
          for (const { from, to, micros } of each.moves) {
            expected[from] = (expected[from] ?? 0n) - micros
            expected[to] = (expected[to] ?? 0n) + micros
          }
        }
        await ledger.submit(any, newId(), null, by)
        const seen = await ledger.look({ accounts: payers }, { fresh: true })
        expect(
          payers.map((each) => {
            const account = seen.account(each)
            return account && balanceOf(account)
          }),
        ).toEqual(expected)
      }),
      { seed: printedSeed('draft'), numRuns: 40, endOnFailure: true },
    )
  })
})
