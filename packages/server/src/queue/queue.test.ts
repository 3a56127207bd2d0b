// Work items as rooms open and end them and as people work on them, on PostgreSQL.
import type { Decider, Id } from '@farthing/ledger'
import { done, facts } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { providerActor, staffActor } from '../platform/actor.ts'
import { composeRooms, defineRoom } from '../platform/room.ts'
import type { Deps } from '../platform/deps.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { rooms } from '../rooms.ts'
import { permission } from '../staff/index.ts'
import { claimMicros } from './claim.ts'
import {
  assignItem,
  claimedItems,
  claimerAt,
  claimItem,
  countQueues,
  endWorkItem,
  itemById,
  maxCounted,
  noteItem,
  notesOf,
  openWorkItem,
  queue,
  queueKind,
  queueKinds,
  releaseItem,
  storeNoteText,
  waitingItems,
} from './index.ts'

const letters = queue('test.letter', facts<{ letter: Id }>(), {
  says: 'A letter waits',
  permission: permission('test.letters', { says: 'Print letters', roles: ['support'] }),
  dueHours: 24,
  acts: ['letter.printed'],
  tell: ({ letter }) => ({ title: `Letter ${letter.slice(0, 4)}` }),
})
const open: Decider<{ key: Id }, boolean> = {
  name: 'test.open',
  decide: ({ key }, draft, at) =>
    done(
      openWorkItem(draft, letters, { key, at, subject: { kind: 'payer', id: payer }, payer, facts: { letter: key } }),
    ),
}
const end: Decider<{ key: Id }, boolean> = {
  name: 'test.end',
  decide: ({ key }, draft, at) => done(endWorkItem(draft, key, { how: 'printed', at, by: ines })),
}

const [ines, rui, payer] = ['a1', 'b2', 'c3'].map((two) => two.repeat(13) + '000000') as [Id, Id, Id]
const key = (n: number): Id => n.toString(16).padStart(2, '0').repeat(16)

let provider: TestProvider
let deps: Deps
beforeAll(async () => {
  const withLetters = composeRooms([...rooms, defineRoom({ name: 'test', queues: [letters] })])
  provider = await testProvider({}, { rooms: withLetters })
  deps = provider.deps
})
afterAll(() => provider.close())

const byProvider = { actor: providerActor('test') }
const submit = async <Input>(rule: Decider<Input, unknown>, input: Input, by?: Id) => {
  const actor = by === undefined ? byProvider : { actor: staffActor(by, 'the queue') }
  const { kind, answer } = (await deps.ledger.submit(rule as Decider<Input, never>, deps.ids.mint(), input, actor)) as {
    kind: string
    answer: unknown
  }
  return kind === 'done' ? answer : (answer as { code: string }).code
}
const counts = async (who = ines) => (await countQueues(deps, ['test.letter'], who, provider.clock.now()))[0]

test('a room’s kind is in the list of all, by its name', () => {
  expect(queueKind(deps, 'test.letter')?.says).toBe('A letter waits')
  expect(queueKind(deps, 'test.nothing')).toBe(undefined)
  expect(queueKinds(deps).at(-1)?.name).toBe('test.letter')
})

test('what waits is counted and listed oldest first, a page at a time; the same key is one item', async () => {
  for (const n of [3, 1, 2]) {
    expect(await submit(open, { key: key(n) })).toBe(true)
    provider.clock.advance(60)
  }
  expect(await submit(open, { key: key(3) })).toBe(false)
  expect(await counts()).toEqual({
    kind: 'test.letter',
    open: 3,
    late: 0,
    mine: 0,
    oldestAt: provider.clock.now() - 180_000_000n,
  })
  const first = await waitingItems(deps, 'test.letter', { after: undefined, limit: 2 })
  expect(first.map(({ id }) => id)).toEqual([key(3), key(1)])
  const after = { at: first[1]?.openedAt ?? 0n, id: key(1) }
  expect((await waitingItems(deps, 'test.letter', { after, limit: 2 })).map(({ id }) => id)).toEqual([key(2)])
  provider.clock.advance(86_400 - 180)
  expect(await counts()).toMatchObject({ open: 3, late: 1 }) // Of three, opened a minute apart, one has had its day.
  expect(maxCounted).toBe(1_000)
})

test('two people claim at once: one has it, until half an hour has passed by the ledger’s clock', async () => {
  const claim = (by: Id) => submit(claimItem, { item: key(1), by, line: deps.ids.mint() }, by)
  const both = await Promise.all([claim(ines), claim(rui)])
  expect(both.filter((answer) => answer === 'item_claimed').length).toBe(1)
  const [winner, loser] = both[0] === 'item_claimed' ? [rui, ines] : [ines, rui]
  expect(await claimedItems(deps, winner, provider.clock.now())).toMatchObject([{ id: key(1), claimedBy: winner }])
  expect(await counts(winner)).toMatchObject({ mine: 1 })
  expect(await submit(releaseItem, { item: key(1), by: loser, line: deps.ids.mint() }, loser)).toBe('item_not_claimed')
  provider.clock.advance(29 * 60 + 59)
  expect(await claim(loser)).toBe('item_claimed')
  provider.clock.advance(1)
  expect(await claimedItems(deps, winner, provider.clock.now())).toEqual([])
  expect(await claim(loser)).toEqual({ item: key(1) })
  expect(await claim(winner)).toBe('item_claimed')
  const row = await itemById(deps, key(1))
  expect(row && [claimerAt(row, provider.clock.now()), (row.claimedUntil ?? 0n) - provider.clock.now()]).toEqual([
    loser,
    claimMicros,
  ])
  expect(await submit(releaseItem, { item: key(1), by: loser, line: deps.ids.mint() }, loser)).toEqual({ item: key(1) })
  expect(await claim(winner)).toEqual({ item: key(1) })
})

test('assigning says who shall do it, and ends another’s claim', async () => {
  await submit(claimItem, { item: key(2), by: ines, line: deps.ids.mint() }, ines)
  expect(await submit(assignItem, { item: key(2), by: rui, to: ines, line: deps.ids.mint() }, rui)).toEqual({
    item: key(2),
  })
  expect(await itemById(deps, key(2))).toMatchObject({ assignee: ines, claimedBy: ines })
  await submit(assignItem, { item: key(2), by: rui, to: rui, line: deps.ids.mint() }, rui)
  expect(await itemById(deps, key(2))).toMatchObject({ assignee: rui, claimedBy: null, claimedUntil: null })
  await submit(assignItem, { item: key(2), by: rui, to: null, line: deps.ids.mint() }, rui)
  expect(await itemById(deps, key(2))).toMatchObject({ assignee: null })
})

test('T24: a note is read by who works there, and is nowhere in clear in the database', async () => {
  const note = key(9)
  await storeNoteText(deps, note, 'She will call again on Monday')
  expect(await notesOf(deps, key(1))).toEqual([])
  await submit(noteItem, { item: key(1), by: ines, note, line: deps.ids.mint() }, ines)
  const at = provider.clock.now()
  expect(await notesOf(deps, key(1))).toEqual([{ id: note, by: ines, at, text: 'She will call again on Monday' }])
  const { rows } = await deps.pool.query<{ whole: string }>(
    `SELECT (SELECT string_agg(t::text, '') FROM work_note_texts t) ||
            (SELECT string_agg(convert_from(events, 'UTF8'), '') FROM ledger_operations WHERE events IS NOT NULL) AS whole`,
  )
  expect(rows[0]?.whole).not.toContain('Monday')
  expect(rows[0]?.whole).not.toContain(Buffer.from('Monday').toString('hex'))
})

test('what ended leaves its queue, whoever had claimed it, and stays as it is', async () => {
  expect(await submit(end, { key: key(1) })).toBe(true)
  expect(await submit(end, { key: key(1) })).toBe(false)
  expect(await submit(end, { key: key(77) })).toBe(false)
  expect(await itemById(deps, key(1))).toMatchObject({
    claimedBy: null,
    endedHow: 'printed',
    endedBy: ines,
    endedAt: provider.clock.now(),
  })
  expect(await counts()).toMatchObject({ open: 2 })
  for (const rule of [claimItem, releaseItem])
    expect(await submit(rule, { item: key(1), by: ines, line: deps.ids.mint() }, ines)).toBe('item_ended')
  expect(await submit(assignItem, { item: key(1), by: ines, to: null, line: deps.ids.mint() }, ines)).toBe('item_ended')
  expect(await submit(open, { key: key(1) })).toBe(false)
  expect(await submit(claimItem, { item: key(78), by: ines, line: deps.ids.mint() }, ines)).toBe('not_found')
})
