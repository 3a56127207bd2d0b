import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { adapters } from './testing/adapters.ts'
import type { Opened } from './testing/adapters.ts'
import {
  act,
  balanceOf,
  by,
  countersOf,
  captureHold,
  hold,
  moveBounds,
  moved,
  newId,
  note,
  noted,
  notes,
  openAccounts,
  openBank,
  pay,
  payFromBucket,
  releaseHold,
  rule,
  StandingClock,
} from './testing/bank.ts'
import { checkBooks, done, FinalFault, holds, put, refused, RetryableFault } from './index.ts'
import type { Draft, Id, Ledger } from './index.ts'

describe.each(adapters)('the ledger on $name', (adapter) => {
  let opened: Opened
  let ledger: Ledger
  const clock = new StandingClock()
  beforeAll(async () => {
    opened = await adapter.open({ clock })
    ledger = opened.ledger
  })
  beforeEach(() => {
    clock.at += 1_000_000n
  })
  afterEach(async () => {
    expect((await checkBooks(ledger)).problems).toEqual([])
  })
  afterAll(() => opened.close())

  describe('identifiers (P4)', () => {
    it('gives the first answer again after limits have changed', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const id = newId()
      const first = await ledger.submit(pay, id, { from, to: world, micros: 60n }, by)
      await ledger.submit(moveBounds, newId(), { account: from, floor: 1_000n }, by)
      expect(await ledger.submit(pay, id, { from, to: world, micros: 60n }, by)).toEqual(first)
      expect(first).toMatchObject({ kind: 'done', answer: { left: '40' } })
      expect(await balanceOf(ledger, from)).toBe(40n)
    })

    it('keeps a refusal refused though it would be allowed now', async () => {
      const { world, payers } = await openBank(ledger, 10n)
      const from = payers[0] as Id
      const id = newId()
      const first = await ledger.submit(pay, id, { from, to: world, micros: 60n }, by)
      await ledger.submit(pay, newId(), { from: world, to: from, micros: 100n }, by)
      expect(await ledger.submit(pay, id, { from, to: world, micros: 60n }, by)).toEqual(first)
      expect(first).toMatchObject({ kind: 'refused', answer: { code: 'insufficient_funds' } })
      expect(await balanceOf(ledger, from)).toBe(110n)
    })

    it('calls another input under the same identifier a conflict without facts', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const id = newId()
      await ledger.submit(pay, id, { from, to: world, micros: 1n }, by)
      expect(await ledger.submit(pay, id, { from, to: world, micros: 2n }, by)).toEqual({ kind: 'conflict' })
      expect(await ledger.submit(note, id, { key: newId(), owner: from, words: '' }, by)).toEqual({ kind: 'conflict' })
    })

    it('gives whoever repeats it the first answer, and the first actor stays', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const id = newId()
      const asks = (name: string) =>
        ledger.submit(pay, id, { from, to: world, micros: 1n }, { actor: { kind: 'teller', name } })
      const first = await asks('Ada')
      expect(await asks('Mallory')).toEqual(first)
      expect((await ledger.operation(id))?.actor).toEqual({ kind: 'teller', name: 'Ada' })
    })

    it('decides nothing that nobody asks for', async () => {
      const id = newId()
      const nobody = ledger.submit(note, id, { key: newId(), owner: newId(), words: '' }, { actor: { kind: '' } })
      await expect(nobody).rejects.toThrow('nobody asks for bank.note: an actor has a kind')
      expect(await ledger.operation(id)).toBeUndefined()
    })

    it('answers twins of one batch alike, with one effect', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const id = newId()
      const twins = await Promise.all(
        Array.from({ length: 20 }, () => ledger.submit(pay, id, { from, to: world, micros: 7n }, by)),
      )
      for (const each of twins) expect(each).toEqual(twins[0])
      const other = ledger.submit(pay, id, { from, to: world, micros: 8n }, by)
      expect(await other).toEqual({ kind: 'conflict' })
      expect(await balanceOf(ledger, from)).toBe(93n)
    })
  })

  describe('one batch', () => {
    it('lets each request see what those before it wrote: two writes to one row', async () => {
      const key = newId()
      const outcomes = await Promise.all(
        ['one', 'two', 'three'].map((words) => ledger.submit(note, newId(), { key, owner: key, words }, by)),
      )
      expect(outcomes.map((each) => each.kind === 'done' && each.answer)).toEqual([
        { count: '1', before: null },
        { count: '2', before: 'one' },
        { count: '3', before: 'two' },
      ])
      const row = (await ledger.look({ accounts: [], rows: [[notes, key]] })).row(notes, key)
      expect(row).toEqual({ owner: key, words: 'three', count: 3n, detail: null })
    })

    it('lets exactly one of twenty purchases of a whole balance through (P2)', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const outcomes = await Promise.all(
        Array.from({ length: 20 }, () => ledger.submit(pay, newId(), { from, to: world, micros: 100n }, by)),
      )
      expect(outcomes.filter((each) => each.kind === 'done')).toHaveLength(1)
      expect(outcomes.filter((each) => each.kind === 'refused')).toHaveLength(19)
    })

    it('harms no neighbour when a rule throws, breaks a floor or holds NUL in its JSON (P9)', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const key = newId()
      const before = (await ledger.look({ accounts: [from], rows: [] }, { fresh: true })).account(from)
      const write = (row: { words?: string; count?: bigint; detail?: { tags: string[] } }) => (draft: Draft) =>
        draft.put(notes, key, { owner: key, words: '', count: 0n, detail: null, ...row })
      const move = (draft: Draft, ...amounts: bigint[]) => {
        for (const micros of amounts) draft.record(moved.of(null)).post(from, world, micros)
      }
      const bad = [
        act('bad.throws', () => {
          throw new Error('a bug')
        }),
        act('bad.floor', (draft) => move(draft, 101n)),
        act('bad.nul', write({ detail: { tags: ['a\u0000b'] } })),
        act('bad.nulText', write({ words: '\0' })),
        act('bad.int8', write({ count: 1n << 63n })),
        act('bad.id', (draft) => {
          move(draft, 5n)
          draft.put(notes, 'no-id', { owner: key, words: '', count: 1n, detail: null })
        }),
        act('bad.leg', (draft) => move(draft, 5n, 0n)),
      ]
      const good = () => ledger.submit(pay, newId(), { from, to: world, micros: 1n }, by)
      const results = await Promise.allSettled(
        bad.flatMap((each) => [good(), ledger.submit(each, newId(), null, by), good()]),
      )
      expect(results.filter((each) => each.status === 'fulfilled')).toHaveLength(bad.length * 2)
      for (const each of results) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(FinalFault)
      expect(await balanceOf(ledger, from)).toBe(86n)
      const after = (await ledger.look({ accounts: [from], rows: [] }, { fresh: true })).account(from)
      expect(after?.entries).toBe((before?.entries ?? 0n) + 14n)
    })

    it('takes what looks like NUL but is a backslash in its JSON', async () => {
      const key = newId()
      const detail = { tags: ['\\u0000', '\\\\u0000'] }
      await ledger.submit(note, newId(), { key, owner: key, words: '', detail }, by)
      expect(
        (await ledger.look({ accounts: [], rows: [[notes, key]] }, { fresh: true })).row(notes, key)?.detail,
      ).toEqual(detail)
    })

    it('keeps NUL in an answer: it is JSON text in bytes', async () => {
      const id = newId()
      const nul = rule('nul.answer', () => done({ words: 'a\u0000b', b: 1, a: 2 }))
      const first = await ledger.submit(nul, id, null, by)
      const again = await ledger.submit(nul, id, null, by)
      expect(again).toEqual(first)
      expect(again.kind === 'done' && JSON.stringify(again.answer)).toBe('{"words":"a\\u0000b","b":1,"a":2}')
      expect((await ledger.operation(id))?.answer).toEqual({ words: 'a\u0000b', b: 1, a: 2 })
    })

    it('keeps the rows of a refusal and moves nothing (P9)', async () => {
      const key = newId()
      const row = put(notes, key, { owner: key, words: 'declined', count: 1n, detail: null })
      const outcome = await ledger.submit(
        rule('refuse', () => refused({ code: 'no' }, { rows: [row] })),
        newId(),
        null,
        by,
      )
      expect(outcome).toMatchObject({ kind: 'refused', answer: { code: 'no' } })
      expect((await ledger.look({ accounts: [], rows: [[notes, key]] })).row(notes, key)?.words).toBe('declined')
    })

    it('loses nothing of a payer who is also the author', async () => {
      const { world, payers } = await openBank(ledger, 100n, 0n)
      const [payer, fee] = payers as [Id, Id]
      const self = act('self', (draft) => {
        const moves = draft.record(moved.of(null))
        moves.post(payer, world, 100n)
        moves.post(world, payer, 70n)
        moves.post(world, fee, 30n)
      })
      await ledger.submit(self, newId(), null, by)
      expect([await balanceOf(ledger, payer), await balanceOf(ledger, fee)]).toEqual([70n, 30n])
      const entries = await ledger.entries(payer, { limit: 10 })
      expect(entries.map(({ number, posted, balance }) => ({ number, posted, balance }))).toEqual([
        { number: 1n, posted: 100n, balance: 100n },
        { number: 2n, posted: -30n, balance: 70n },
      ])
    })

    it('carries amounts beyond 2^53 without loss (P11)', async () => {
      const big = 9_007_199_254_740_993n
      const { payers } = await openBank(ledger, big, 1n)
      const [a, b] = payers as [Id, Id]
      await ledger.submit(pay, newId(), { from: a, to: b, micros: big }, by)
      const seen = await ledger.look({ accounts: [a, b], rows: [] }, { fresh: true })
      expect(countersOf(seen.account(b))?.creditsPosted).toBe(9_007_199_254_740_994n)
      expect(countersOf(seen.account(a))?.debitsPosted).toBe(9_007_199_254_740_993n)
    })
  })

  describe('what a rule may see', () => {
    it('reads what a rule looks at and nobody declared, though a neighbour holds the key, too', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const [key, fresh] = [newId(), newId()]
      const results = await Promise.all([
        ledger.submit(pay, newId(), { from, to: world, micros: 1n }, by),
        ledger.submit(note, newId(), { key, owner: key, words: 'seen' }, by),
        ledger.submit(
          rule('peek.account', (draft) => done(countersOf(draft.account(from))?.debitsPosted.toString() ?? null)),
          newId(),
          null,
          by,
        ),
        ledger.submit(
          rule('peek.row', (draft) =>
            done([draft.row(notes, key)?.words ?? null, draft.row(notes, fresh)?.words ?? null]),
          ),
          newId(),
          null,
          by,
        ),
        ledger.submit(
          act('peek.move', (draft) => draft.record(moved.of(null)).post(world, from, 1n)),
          newId(),
          null,
          by,
        ),
      ])
      expect(results.slice(2).map((each) => each.kind === 'done' && each.answer)).toEqual(['1', ['seen', null], null])
      expect(await balanceOf(ledger, from)).toBe(100n)
    })

    it('reads a bucket that was granted between look and lock', async () => {
      const { world, payers } = await openBank(ledger, 100n, 100n)
      const [first, second] = payers as [Id, Id]
      const payer = newId()
      await ledger.submit(note, newId(), { key: payer, owner: payer, words: first }, by)
      const [, outcome] = await Promise.all([
        ledger.submit(note, newId(), { key: payer, owner: payer, words: second }, by),
        ledger.submit(
          payFromBucket,
          newId(),
          { payer, to: world, micros: 30n },
          { ...by, prefetch: { accounts: [first] } },
        ),
      ])
      expect(outcome).toMatchObject({ kind: 'done', answer: { left: '70' } })
      expect([await balanceOf(ledger, first), await balanceOf(ledger, second)]).toEqual([100n, 70n])
    })

    it('keeps the place of a suspended rule: those behind it decide on what it did', async () => {
      const key = newId()
      const chain = Array.from({ length: 30 }, newId)
      const slow = act('slow', (draft) => {
        for (const each of chain) draft.row(notes, each)
        draft.put(notes, key, { owner: key, words: 'slow', count: 1n, detail: null })
      })
      const outcomes = await Promise.all([
        ledger.submit(slow, newId(), null, by),
        ledger.submit(note, newId(), { key, owner: key, words: 'quick' }, by),
      ])
      expect(outcomes[1]).toMatchObject({ kind: 'done', answer: { count: '2', before: 'slow' } })
      const [first, second] = outcomes.map((each) => (each.kind === 'conflict' ? 0n : each.seq))
      expect(second).toBe((first ?? 0n) + 1n)
    })

    it('runs a rule again where it caught what a look has thrown', async () => {
      const key = newId()
      await ledger.submit(note, newId(), { key, owner: key, words: 'here' }, by)
      const careless = rule('careless', (draft) => {
        try {
          return done(draft.row(notes, key)?.words ?? null)
        } catch {
          return refused('caught')
        }
      })
      expect(await ledger.submit(careless, newId(), null, by)).toMatchObject({ kind: 'done', answer: 'here' })
    })

    it('gives up on a rule that looks at ever more keys, and harms no neighbour', async () => {
      const endless = rule('endless', (draft) => {
        draft.row(notes, newId())
        return done(null)
      })
      const results = await Promise.allSettled([
        ledger.submit(endless, newId(), null, by),
        ledger.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, by),
      ])
      expect(results.map((each) => each.status)).toEqual(['rejected', 'fulfilled'])
    })

    it('refuses what is no identifier and a table that is not registered', async () => {
      const bad = { from: 'ABC', to: newId(), micros: 1n }
      await expect(ledger.submit(pay, newId(), bad, by)).rejects.toBeInstanceOf(FinalFault)
      await expect(ledger.submit(pay, 'short', { ...bad, from: newId() }, by)).rejects.toBeInstanceOf(FinalFault)
      const foreign = { name: 'strangers', columns: notes.columns }
      const stranger = rule('stranger', () => done(null), { rows: [[foreign, newId()]] })
      const looks = act('stranger', (draft) => void draft.row(foreign, newId()))
      for (const each of [stranger, looks])
        await expect(ledger.submit(each, newId(), null, by)).rejects.toBeInstanceOf(FinalFault)
    })

    it('finds no decision in an input with a clock or a NaN in it', async () => {
      const free = rule('free', () => done(null))
      await expect(ledger.submit(free, newId(), { at: new Date(0) }, by)).rejects.toBeInstanceOf(FinalFault)
      await expect(ledger.submit(free, newId(), { part: NaN }, by)).rejects.toBeInstanceOf(FinalFault)
    })
  })

  describe('rows', () => {
    it('leaves fixed columns alone and calls a change of one a fault', async () => {
      const key = newId()
      await ledger.submit(note, newId(), { key, owner: key, words: 'mine' }, by)
      const steal = act('steal', (draft) =>
        draft.put(notes, key, { owner: newId(), words: 'x', count: 2n, detail: null }),
      )
      await expect(ledger.submit(steal, newId(), null, by)).rejects.toThrow(/fixed/)
    })

    it('lets a new row be written unread, and faults where it exists after all', async () => {
      const key = newId()
      const blind = act('blind', (draft) =>
        draft.insert(notes, key, { owner: key, words: 'x', count: 1n, detail: null }),
      )
      const good = () => ledger.submit(note, newId(), { key: newId(), owner: key, words: 'neighbour' }, by)
      expect(await ledger.submit(blind, newId(), null, by)).toMatchObject({ kind: 'done' })
      const results = await Promise.allSettled([good(), ledger.submit(blind, newId(), null, by), good()])
      expect(results.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    })

    it('does not share what it keeps with those who wrote it', async () => {
      const key = newId()
      const detail = { tags: ['first'] }
      await ledger.submit(note, newId(), { key, owner: key, words: '', detail }, by)
      detail.tags.push('second')
      expect((await ledger.look({ accounts: [], rows: [[notes, key]] })).row(notes, key)?.detail).toEqual({
        tags: ['first'],
      })
    })

    it('writes holds by movements alone', async () => {
      const key = newId()
      const forged = { debit: key, credit: key, micros: 1n, captured: 0n, expiresAt: 0n, state: 'open' as const }
      const forge = act('forge', (draft) => draft.put(holds, key, { kind: 'bank', ...forged }))
      await expect(ledger.submit(forge, newId(), null, by)).rejects.toThrow(/movements alone/)
    })
  })

  describe('holds (P5)', () => {
    const held = async (micros: bigint, seconds = 10n) => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const key = newId()
      const expiresAt = clock.at + seconds * 1_000_000n
      const outcome = await ledger.submit(hold, newId(), { hold: key, from, to: world, micros, expiresAt }, by)
      return { key, from, world, expiresAt, outcome }
    }

    it('keeps what is held from being spent twice', async () => {
      const { from, world } = await held(80n)
      expect(await ledger.submit(pay, newId(), { from, to: world, micros: 21n }, by)).toMatchObject({ kind: 'refused' })
      expect(await ledger.submit(pay, newId(), { from, to: world, micros: 20n }, by)).toMatchObject({ kind: 'done' })
    })

    it('captures in parts, sums them to what was held at most, and releases the rest at the end', async () => {
      const { key, from } = await held(80n)
      expect(await ledger.submit(captureHold, newId(), { hold: key, micros: 30n, final: false }, by)).toMatchObject({
        kind: 'done',
      })
      expect(await ledger.submit(captureHold, newId(), { hold: key, micros: 51n, final: false }, by)).toMatchObject({
        answer: { code: 'too_much' },
      })
      expect(await ledger.submit(captureHold, newId(), { hold: key, micros: 20n, final: true }, by)).toMatchObject({
        kind: 'done',
      })
      expect(await ledger.submit(captureHold, newId(), { hold: key, micros: 1n, final: false }, by)).toMatchObject({
        answer: { code: 'ended' },
      })
      const seen = await ledger.look({ accounts: [from], rows: [[holds, key]] }, { fresh: true })
      expect(seen.account(from)).toMatchObject({ debitsPending: 0n, debitsPosted: 50n, creditsPosted: 100n })
      expect(seen.hold(key)).toMatchObject({ state: 'captured', captured: 50n, micros: 80n })
      const entries = await ledger.entries(from, { limit: 10 })
      expect(entries.map(({ posted, held: by, balance }) => [posted, by, balance])).toEqual([
        [100n, 0n, 100n],
        [0n, 80n, 100n],
        [-30n, -30n, 70n],
        [-20n, -50n, 50n],
      ])
    })

    it('ends a hold that its last part empties', async () => {
      const { key } = await held(80n)
      await ledger.submit(captureHold, newId(), { hold: key, micros: 50n, final: false }, by)
      await ledger.submit(captureHold, newId(), { hold: key, micros: 30n, final: false }, by)
      expect(await ledger.submit(releaseHold, newId(), { hold: key, how: 'void' }, by)).toMatchObject({
        answer: { code: 'ended' },
      })
    })

    it('voids what is left after a part, once', async () => {
      const { key, from } = await held(80n)
      await ledger.submit(captureHold, newId(), { hold: key, micros: 30n, final: false }, by)
      const both = await Promise.all(
        [1, 2].map(() => ledger.submit(releaseHold, newId(), { hold: key, how: 'void' as const }, by)),
      )
      expect(both.map((each) => each.kind)).toEqual(['done', 'refused'])
      const seen = await ledger.look({ accounts: [from], rows: [[holds, key]] }, { fresh: true })
      expect(seen.account(from)).toMatchObject({ debitsPending: 0n, debitsPosted: 30n })
      expect(seen.hold(key)).toMatchObject({ state: 'voided', captured: 30n })
    })

    it('captures a microsecond before expiry, never at the instant of it, swept or not', async () => {
      const early = await held(10n)
      clock.at = early.expiresAt - 1n
      expect(
        await ledger.submit(captureHold, newId(), { hold: early.key, micros: 10n, final: true }, by),
      ).toMatchObject({
        kind: 'done',
      })
      const late = await held(10n)
      clock.at = late.expiresAt
      expect(await ledger.submit(captureHold, newId(), { hold: late.key, micros: 10n, final: true }, by)).toMatchObject(
        {
          answer: { code: 'hold_expired' },
        },
      )
      const careless = act('careless', (draft) => draft.record(moved.of(null)).capture(late.key, 10n, true))
      await expect(ledger.submit(careless, newId(), null, by)).rejects.toThrow(/expiry/)
      expect(await ledger.submit(releaseHold, newId(), { hold: late.key, how: 'expire' }, by)).toMatchObject({
        kind: 'done',
      })
      await expect(ledger.submit(careless, newId(), null, by)).rejects.toThrow(/expired/)
    })

    it('expires no hold before its time, and lists those that are due, oldest first', async () => {
      const [second, first, later] = [await held(10n, 20n), await held(10n, 10n), await held(10n, 900n)]
      expect(await ledger.submit(releaseHold, newId(), { hold: first.key, how: 'expire' }, by)).toMatchObject({
        answer: { code: 'too_early' },
      })
      clock.at += 20_000_000n
      const due = (await ledger.dueHolds('bank', clock.at, 1_000)).map((each) => each.id)
      expect(due.filter((each) => [first.key, second.key, later.key].includes(each))).toEqual([first.key, second.key])
      await ledger.submit(releaseHold, newId(), { hold: first.key, how: 'expire' }, by)
      expect((await ledger.dueHolds('bank', clock.at, 1_000)).map((each) => each.id)).not.toContain(first.key)
    })

    it('makes, captures in part and voids in one operation', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const key = newId()
      const chain = act('chain', (draft) => {
        const moves = draft.record(moved.of(null))
        const expiresAt = clock.at + 1n
        moves.pend({ hold: key, holdKind: 'bank', debit: from, credit: world, micros: 60n, expiresAt })
        expect(draft.hold(key)?.state).toBe('open')
        moves.capture(key, 25n, false)
        moves.void(key)
      })
      await ledger.submit(chain, newId(), null, by)
      const seen = await ledger.look({ accounts: [from], rows: [[holds, key]] }, { fresh: true })
      expect(seen.account(from)).toMatchObject({ debitsPending: 0n, debitsPosted: 25n, entries: 2n })
      expect(seen.hold(key)).toMatchObject({ state: 'voided', captured: 25n })
    })
  })

  describe('accounts', () => {
    it('faults on a broken ceiling, held amounts included (P2)', async () => {
      const { world } = await openBank(ledger)
      const [from, to] = [newId(), newId()]
      await ledger.submit(
        openAccounts,
        newId(),
        {
          accounts: [
            { id: from, asset: 'USD', floor: null },
            { id: to, asset: 'USD', ceiling: 50n },
          ],
          grants: [{ from: world, to, micros: 20n }],
        },
        by,
      )
      await ledger.submit(hold, newId(), { hold: newId(), from, to, micros: 25n, expiresAt: clock.at + 1n }, by)
      await expect(ledger.submit(pay, newId(), { from, to, micros: 6n }, by)).rejects.toThrow(/ceiling/)
      expect(await ledger.submit(pay, newId(), { from, to, micros: 5n }, by)).toMatchObject({ kind: 'done' })
    })

    it('lets a floor be moved above what is there: then nothing may be taken, and anything given', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      await ledger.submit(moveBounds, newId(), { account: from, floor: 500n }, by)
      const take = act('take', (draft) => draft.record(moved.of(null)).post(from, world, 1n))
      await expect(ledger.submit(take, newId(), null, by)).rejects.toThrow(/floor/)
      expect(await ledger.submit(pay, newId(), { from: world, to: from, micros: 1n }, by)).toMatchObject({
        kind: 'done',
      })
      await ledger.submit(moveBounds, newId(), { account: from, floor: null, ceiling: 200n }, by)
      const after = (await ledger.look({ accounts: [from], rows: [] }, { fresh: true })).account(from)
      expect(after).toMatchObject({ floor: null, ceiling: 200n })
    })

    it('moves no amount between assets, from an account to itself, or to one that is not there', async () => {
      const { world } = await openBank(ledger)
      const euro = newId()
      await ledger.submit(
        openAccounts,
        newId(),
        { accounts: [{ id: euro, asset: 'EUR', floor: null }], grants: [] },
        by,
      )
      for (const to of [euro, world, newId()]) {
        const bad = act('bad.pair', (draft) => draft.record(moved.of(null)).post(world, to, 1n))
        await expect(ledger.submit(bad, newId(), null, by)).rejects.toBeInstanceOf(FinalFault)
      }
    })

    it('opens an account once', async () => {
      const id = newId()
      const open = () => ledger.submit(openAccounts, newId(), { accounts: [{ id, asset: 'USD' }], grants: [] }, by)
      const results = await Promise.allSettled([open(), open()])
      expect(results.map((each) => each.status)).toEqual(['fulfilled', 'rejected'])
    })

    it('keeps no entries where it is told so', async () => {
      const { world } = await openBank(ledger)
      const quiet = newId()
      await ledger.submit(
        openAccounts,
        newId(),
        {
          accounts: [{ id: quiet, asset: 'USD', history: false }],
          grants: [{ from: world, to: quiet, micros: 5n }],
        },
        by,
      )
      expect(await ledger.entries(quiet, { limit: 10 })).toEqual([])
      expect(await balanceOf(ledger, quiet)).toBe(5n)
    })

    it('pages entries by number from either end', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      for (let i = 0; i < 4; i++) await ledger.submit(pay, newId(), { from, to: world, micros: 1n }, by)
      const numbers = async (range: Parameters<Ledger['entries']>[1]) =>
        (await ledger.entries(from, range)).map((each) => each.number)
      expect(await numbers({ limit: 2 })).toEqual([1n, 2n])
      expect(await numbers({ limit: 2, newestFirst: true })).toEqual([5n, 4n])
      expect(await numbers({ after: 1n, to: 4n, limit: 10 })).toEqual([2n, 3n, 4n])
      expect(await numbers({ after: 1n, to: 4n, limit: 2, newestFirst: true })).toEqual([4n, 3n])
    })
  })

  describe('the log', () => {
    it('tells each operation with what it changed, in order and without gaps', async () => {
      const { world, payers } = await openBank(ledger, 100n)
      const from = payers[0] as Id
      const [key, holdKey, id] = [newId(), newId(), newId()]
      const whole = rule('whole', (draft) => {
        draft.open({ id: key, asset: 'USD', floor: null })
        draft.bound({ account: from, ceiling: 7_000n })
        const moves = draft.record(moved.of(null))
        moves.post(from, world, 5n)
        draft.insert(notes, key, { owner: key, words: 'w', count: 1n, detail: null })
        const expiresAt = clock.at + 9n
        moves.pend({ hold: holdKey, holdKind: 'bank', debit: from, credit: world, micros: 6n, expiresAt })
        draft.record(noted.of({ words: 'w' }))
        return done({ ok: true })
      })
      const outcome = await ledger.submit(whole, id, null, { actor: { kind: 'user', id: from, reason: 'a test' } })
      const operation = await ledger.operation(id)
      expect(operation).toEqual({
        seq: outcome.kind === 'done' && outcome.seq,
        id,
        kind: 'done',
        decider: 'whole',
        actor: { kind: 'user', id: from, reason: 'a test' },
        at: clock.at,
        answer: { ok: true },
        events: [
          { type: 'bank.moved', facts: null },
          { type: 'bank.noted', facts: { words: 'w' } },
        ],
        opens: [{ id: key, asset: 'USD', floor: null, ceiling: null, history: true }],
        bounds: [{ account: from, ceiling: 7_000n }],
        legs: [
          { kind: 'post', debit: from, credit: world, micros: 5n },
          {
            kind: 'pend',
            hold: holdKey,
            holdKind: 'bank',
            debit: from,
            credit: world,
            micros: 6n,
            expiresAt: clock.at + 9n,
          },
        ],
        rows: [
          { table: 'notes', key },
          { table: 'ledger_holds', key: holdKey },
        ],
      })
      const all = await ledger.log({ after: 0n, limit: 10_000 })
      expect(all.map((each) => each.seq)).toEqual(all.map((_, i) => BigInt(i + 1)))
      expect(await ledger.operation(newId())).toBeUndefined()
    })

    it('never goes back behind its last instant when the clock does', async () => {
      const { world } = await openBank(ledger, 1n)
      const forward = clock.at
      clock.at -= 500_000n
      const outcome = await ledger.submit(note, newId(), { key: newId(), owner: world, words: '' }, by)
      expect(outcome).toMatchObject({ at: forward })
      expect(await ledger.now()).toBe(forward)
      clock.at = forward
    })
  })

  describe('followers', () => {
    it('see each operation once and in order, also what was there before them', async () => {
      const { world } = await openBank(ledger, 1n)
      const seen: bigint[] = []
      const reached = Promise.withResolvers<void>()
      const last = newId()
      const stop = ledger.follow({
        name: `f-${last}`,
        limit: 3,
        async handle(operations) {
          seen.push(...operations.map((each) => each.seq))
          if (operations.some((each) => each.id === last)) reached.resolve()
        },
      })
      for (let i = 0; i < 5; i++) await ledger.submit(note, newId(), { key: newId(), owner: world, words: '' }, by)
      await ledger.submit(note, last, { key: newId(), owner: world, words: '' }, by)
      await reached.promise
      await stop()
      expect(seen).toEqual(seen.map((_, i) => BigInt(i + 1)))
    })

    it('that begin at the next operation see none of those before', async () => {
      const { world } = await openBank(ledger, 1n)
      const [early, late] = [newId(), newId()]
      const write = (id: Id) => ledger.submit(note, id, { key: newId(), owner: world, words: '' }, by)
      await write(early)
      const seen: Id[] = []
      const reached = Promise.withResolvers<void>()
      const follow = () =>
        ledger.follow({
          name: `next-${late}`,
          begins: 'next',
          async handle(operations) {
            seen.push(...operations.map((each) => each.id))
            if (operations.some((each) => each.id === late)) reached.resolve()
          },
        })
      const stop = follow()
      // Until it has its cursor, what is written may stand before it.
      while (seen.length === 0) await write(newId())
      await stop()
      await write(late)
      const stopAgain = follow()
      await reached.promise
      await stopAgain()
      expect(seen).not.toContain(early)
      expect(seen.at(-1)).toBe(late)
    })

    it('that throw are tried again, block nobody, and lose nothing', async () => {
      const { world } = await openBank(ledger, 1n)
      const last = newId()
      const [steady, shaky] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
      let throws = 3
      const counts = { steady: 0, shaky: 0 }
      const stops = [
        ledger.follow({
          name: `shaky-${last}`,
          async handle(operations) {
            if (throws-- > 0) throw new Error('not now')
            counts.shaky += operations.length
            if (operations.some((each) => each.id === last)) shaky.resolve()
          },
        }),
        ledger.follow({
          name: `steady-${last}`,
          async handle(operations) {
            counts.steady += operations.length
            if (operations.some((each) => each.id === last)) steady.resolve()
          },
        }),
      ]
      await ledger.submit(note, last, { key: newId(), owner: world, words: '' }, by)
      await Promise.all([steady.promise, shaky.promise])
      await Promise.all(stops.map((stop) => stop()))
      expect(counts.shaky).toBe(counts.steady)
    })
  })
})

describe.each(adapters)('a small queue on $name', (adapter) => {
  it('tells those who find it full to come back', async () => {
    const opened = await adapter.open({ maxQueued: 3 })
    const submits = Array.from({ length: 5 }, () =>
      opened.ledger.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, by),
    )
    const results = await Promise.allSettled(submits)
    expect(results.map((each) => each.status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'])
    for (const each of results) if (each.status === 'rejected') expect(each.reason).toBeInstanceOf(RetryableFault)
    await opened.close()
    await expect(
      opened.ledger.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, by),
    ).rejects.toBeInstanceOf(RetryableFault)
  })
})
