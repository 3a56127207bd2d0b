// Rules that hand in strange values, or write on what they have handed in: both adapters say the same of them, and no
// neighbour is harmed.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkBooks, done, put, refused } from './index.ts'
import type { Draft, Id, Json, Ledger, Moves } from './index.ts'
import { adapters } from './testing/adapters.ts'
import type { Opened } from './testing/adapters.ts'
import { act, by, moved, newId, note, noted, notes, openBank, rule, StandingClock } from './testing/bank.ts'

const words = (text: string, owner: Id) => ({ owner, words: text, count: 1n, detail: null })

describe.each(adapters)('a rule on $name', (adapter) => {
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

  const rowOf = async (key: Id) => (await ledger.look({ rows: [[notes, key]] }, { fresh: true })).row(notes, key)
  /** What becomes of a request among others in its batch, which all succeed. */
  const amongOthers = async (work: (draft: Draft) => void): Promise<unknown> => {
    const [before, after] = [newId(), newId()]
    const owner = newId()
    const all = await Promise.allSettled([
      ledger.submit(note, newId(), { key: before, owner, words: 'before' }, by),
      ledger.submit(act('unruly', work), newId(), null, by),
      ledger.submit(note, newId(), { key: after, owner, words: 'after' }, by),
    ])
    expect([all[0], all[2]]).toMatchObject([{ status: 'fulfilled' }, { status: 'fulfilled' }])
    return all[1].status === 'fulfilled' ? all[1].value.kind : (all[1].reason as Error).name
  }

  it('may go on with an object that it has written as a row: what it writes next is what the object says then', async () => {
    const key = newId()
    const row = { owner: newId(), words: 'one', count: 1n, detail: { tags: ['a'] } }
    let shown: unknown
    const twice = act('twice', (draft) => {
      row.count = 1n
      row.detail.tags = ['a']
      draft.insert(notes, key, row)
      row.count = 2n
      row.detail.tags.push('b')
      shown = draft.row(notes, key)
      draft.put(notes, key, row)
    })
    await ledger.submit(twice, newId(), null, by)
    expect(shown).toMatchObject({ count: 1n, detail: { tags: ['a'] } })
    expect(await rowOf(key)).toMatchObject({ count: 2n, detail: { tags: ['a', 'b'] } })
  })

  it.each([
    ['no name', ''],
    ['a name of more than 255 bytes', 'ä'.repeat(128)],
    ['NUL in its name', 'a\0b'],
  ])('fails alone where it makes a hold of a kind with %s', async (_, holdKind) => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const found = await amongOthers((draft) =>
      draft
        .record(moved.of(null))
        .pend({ hold: newId(), holdKind, debit: payer, credit: world, micros: 1n, expiresAt: clock.at + 1n }),
    )
    expect(found).toBe('FinalFault')
  })

  it('fails alone where it has more parts than the log can name', async () => {
    const { world, payers } = await openBank(ledger, 100_000n)
    const found = await amongOthers((draft) => {
      const moves = draft.record(moved.of(null))
      for (let i = 0; i < 65_536; i++) moves.post(payers[0] as Id, world, 1n)
    })
    expect(found).toBe('FinalFault')
  })

  it.each<[string, unknown]>([
    ['a bigint', { micros: 1n }],
    ['nothing', undefined],
  ])('fails alone where the facts of an event are or hold %s', async (_, facts) => {
    const { payers } = await openBank(ledger, 1n)
    expect(payers).toHaveLength(1)
    const found = await amongOthers((draft) => draft.record(noted.of(facts as { words: string })))
    expect(found).toBe('FinalFault')
  })

  it('has its facts and its actor in the log as they were when it ended, and as JSON has them', async () => {
    const facts = {
      words: 'a\0b \ud800 \u2028',
      left: undefined,
      work: () => 1,
      list: [undefined, -0, 1e21],
      nested: { deep: ['x'] },
    }
    const actor = { kind: 'user', reason: 'a\0b \udc00', name: undefined }
    const id = newId()
    const submitted = ledger.submit(
      act('facts', (draft) => draft.record(noted.of(facts as never))),
      id,
      null,
      { actor: actor as never },
    )
    actor.kind = 'somebody else'
    await submitted
    facts.nested.deep.push('later')
    const operation = await ledger.operation(id)
    expect(operation?.events).toStrictEqual([
      {
        type: 'bank.noted',
        facts: { words: 'a\0b \ud800 \u2028', list: [null, 0, 1e21], nested: { deep: ['x'] } },
      },
    ])
    expect(operation?.actor).toStrictEqual({ kind: 'user', reason: 'a\0b \udc00' })
  })

  it.each([
    ['no actor', {}],
    ['an actor of no kind', { actor: {} }],
    ['an actor that JSON cannot hold', { actor: { kind: 'user', id: 1n } }],
  ])('is not run on behalf of %s', async (_, submission) => {
    const submitted = ledger.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, submission as never)
    await expect(submitted).rejects.toMatchObject({ name: 'FinalFault' })
  })

  it('fails alone where a jsonb column holds half a character, which PostgreSQL does not take', async () => {
    const found = await amongOthers((draft) =>
      draft.insert(notes, newId(), { ...words('', newId()), detail: { tags: ['\ud800'] } }),
    )
    expect(found).toBe('FinalFault')
    const key = newId()
    const tags = ['\\ud800', '\\\\ud800', '\u{1f600}', 'ud800']
    await ledger.submit(
      act('fine', (draft) => draft.insert(notes, key, { ...words('', newId()), detail: { tags } })),
      newId(),
      null,
      by,
    )
    expect((await rowOf(key))?.detail).toEqual({ tags })
  })

  it('has its bounds in the log as it moved them, whatever it does with its object later', async () => {
    const { payers } = await openBank(ledger, 1n)
    const bounds = { account: payers[0] as Id, floor: -1n as bigint, ceiling: undefined, more: 'words' }
    const id = newId()
    await ledger.submit(
      act('bounds', (draft) => draft.bound(bounds as never)),
      id,
      null,
      by,
    )
    bounds.floor = -2n
    expect((await ledger.operation(id))?.bounds).toStrictEqual([{ account: payers[0], floor: -1n }])
  })

  it('may name with `need` what is no key at all, for no answer depends on it', async () => {
    const key = newId()
    const wrong = rule<Json>('wrong', (draft) => {
      draft.need(() => ({ accounts: ['nonsense'] }))
      return done(draft.row(notes, key)?.words ?? 'none')
    })
    expect(await ledger.submit(wrong, newId(), null, by)).toMatchObject({ kind: 'done', answer: 'none' })
    expect(await ledger.submit(wrong, newId(), null, by)).toMatchObject({ kind: 'done', answer: 'none' })
  })

  it('that writes as new what exists fails unless that is undone, whether it is known to exist or not', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const payer = payers[0] as Id
    const [key, held] = [newId(), newId()]
    await ledger.submit(note, newId(), { key, owner: newId(), words: 'old' }, by)
    const makeHold = (draft: Draft) =>
      draft
        .record(moved.of(null))
        .pend({ hold: held, holdKind: 'bank', debit: payer, credit: world, micros: 1n, expiresAt: clock.at + 1n })
    await ledger.submit(act('holds', makeHold), newId(), null, by)
    const makes: ((draft: Draft) => void)[] = [
      (draft) => draft.insert(notes, key, words('new', newId())),
      (draft) => draft.open({ id: payer, asset: 'EUR' }),
      makeHold,
    ]
    const other = opened.reopened?.()
    for (const each of other ? [ledger, other] : [ledger]) {
      for (const make of makes) {
        const drops = rule<Json>('drops', (draft) => (make(draft), refused('no')))
        expect(await each.submit(drops, newId(), null, by)).toMatchObject({ kind: 'refused' })
        const undoes = rule<Json>('undoes', (draft) => {
          draft.attempt(() => (make(draft), refused('no')))
          return done([draft.row(notes, key)?.words ?? null, draft.account(payer)?.asset ?? null])
        })
        expect(await each.submit(undoes, newId(), null, by)).toMatchObject({ kind: 'done', answer: ['old', 'USD'] })
        await expect(each.submit(act('keeps', make), newId(), null, by)).rejects.toMatchObject({ name: 'FinalFault' })
      }
    }
    await other?.close()
  })

  it('moves no money on behalf of an event that was undone', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const keepsMoves = act('keepsMoves', (draft) => {
      let moves: Moves | undefined
      draft.attempt(() => {
        moves = draft.record(moved.of(null))
        return refused('no')
      })
      moves?.post(payers[0] as Id, world, 1n)
    })
    await expect(ledger.submit(keepsMoves, newId(), null, by)).rejects.toThrow('no event says why')
  })

  it('keeps a row of a refusal that nobody has looked at, new or not', async () => {
    const [fresh, old, owner] = [newId(), newId(), newId()]
    await ledger.submit(note, newId(), { key: old, owner, words: 'old' }, by)
    const refuses = rule('refuses', (draft) => {
      draft.insert(notes, fresh, words('dropped', owner))
      return refused('no', { rows: [fresh, old].map((key) => put(notes, key, words('kept', owner))) })
    })
    expect(await ledger.submit(refuses, newId(), null, by)).toMatchObject({ kind: 'refused' })
    expect([(await rowOf(fresh))?.words, (await rowOf(old))?.words]).toEqual(['kept', 'kept'])
  })
})
