import { afterAll, beforeAll, expect, test } from 'vitest'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { runDue } from '../platform/work/runner.ts'
import { enqueue } from '../platform/work/store.ts'
import { GiveUp, job } from '../platform/work/work.ts'
import { aWorkItem } from '../queue/fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff, deskHeaders } from './fixtures.ts'
import { queueGivenUp, workGivenUp } from './given-up.ts'

type Person = { id: string; name: string }
type Item = {
  id: string
  code: string
  title: string
  mine: boolean
  claimed_by: Person | null
  assignee: Person | null
  ended: { how: string; by: Person | null } | null
  notes: { by: Person; text: string }[]
  people: Person[]
  acts: { name: string; input: object }[]
}

let provider: TestProvider
let ines: TestStaff
let rui: TestStaff
let support: TestStaff
let auditor: TestStaff
let count = 0
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  ines = await aStaff(provider, { roles: ['administrator'], name: 'Ines Correia' })
  rui = await aStaff(provider, { roles: ['finance'], name: 'Rui Abreu' })
  support = await aStaff(provider, { roles: ['support'] })
  auditor = await aStaff(provider, { roles: ['auditor'] })
})
afterAll(() => provider.close())

async function read<Body = Item>(url: string, who = ines) {
  const answer = await provider.inject({ url: `/api/desk/${url}`, headers: who.headers })
  return { status: answer.statusCode, body: answer.json<Body>() }
}
async function press(url: string, who = ines, body: object = {}) {
  const payload = { attempt: `attempt-${++count}`, ...body }
  const answer = await provider.inject({ method: 'POST', url: `/api/desk/${url}`, headers: who.headers, payload })
  return { status: answer.statusCode, body: answer.json<Item>() }
}
type Four = [TestStaff, TestStaff, TestStaff, TestStaff]
const signedInAgain = async (who: TestStaff): Promise<TestStaff> => ({
  ...who,
  headers: await deskHeaders(provider, who.staff),
})

async function anItem(): Promise<string> {
  const key = provider.deps.ids.mint()
  const subject = { kind: 'work_item', id: key } as const
  return toPublic(
    'wit',
    await aWorkItem(provider, workGivenUp, { key, subject, facts: { job: key, name: 'bank file' } }),
  )
}

test('work that was given up gets into its queue once, and whoever saw to it ends it', async () => {
  const bankFile = job({
    name: 'bank file',
    maxTries: 1,
    run: () => Promise.reject(new GiveUp('line 7 has no amount')),
  })
  const id = 'ab'.repeat(16)
  await enqueue(provider.deps.pool, bankFile, { id, input: null, now: provider.clock.now() })
  await runDue(provider.deps, [bankFile])
  await runNow(provider.deps, queueGivenUp)
  await runNow(provider.deps, queueGivenUp)
  const front = await read<{ data: object[]; mine: object[] }>('queues')
  expect(front.body.data).toContainEqual({
    kind: 'work.given_up',
    says: 'Timed work that was given up',
    open: 1,
    late: 0,
    mine: 0,
    oldest_at: '2026-06-01T12:00:00.000Z',
  })
  const { body } = await read<{ data: Item[] }>('queues/work.given_up')
  const wit = toPublic('wit', id)
  expect(body.data).toMatchObject([{ id: wit, title: 'bank file', mine: false, claimed_by: null }])
  const item = await read(`items/${wit}`)
  expect(item.body.acts).toEqual([{ name: 'work.settle', input: { item: wit } }])
  expect(item.body.people.map(({ name }) => name)).toEqual(['Ines Correia', 'Rui Abreu'])
  const asked = { reason: 'the file was sent by hand', input: { item: wit } }
  const done = await press('acts/work.settle', rui, asked)
  expect([done.status, done.body]).toMatchObject([200, { status: 'done' }])
  expect((await read(`items/${wit}`)).body.ended).toMatchObject({ how: 'settled', by: { name: 'Rui Abreu' } })
  expect((await press('acts/work.settle', rui, asked)).body.code).toBe('item_ended')
  await runNow(provider.deps, queueGivenUp)
  expect((await read<{ data: Item[] }>('queues/work.given_up')).body.data).toEqual([])
})

test('of two who claim at once one has it; it lapses after half an hour, and is given back before', async () => {
  const wit = await anItem()
  const both = await Promise.all([press(`items/${wit}/claim`, ines), press(`items/${wit}/claim`, rui)])
  expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
  const inesWon = both[0].status === 200
  const who = () => (inesWon ? ([ines, rui] as const) : ([rui, ines] as const))
  let [winner, loser] = who()
  expect((await press(`items/${wit}/claim`, loser)).body.code).toBe('item_claimed')
  expect((await read(`items/${wit}`, loser)).body).toMatchObject({ mine: false, claimed_by: { name: winner.name } })
  expect((await read<{ mine: Item[] }>('queues', winner)).body.mine).toMatchObject([{ id: wit, mine: true }])
  expect((await press(`items/${wit}/release`, loser)).body.code).toBe('item_not_claimed')
  provider.clock.advance(30 * 60)
  // So long without a request ends their sessions too: they sign in again.
  ;[ines, rui, support, auditor] = (await Promise.all([ines, rui, support, auditor].map(signedInAgain))) as Four
  ;[winner, loser] = who()
  expect((await read(`items/${wit}`, loser)).body.claimed_by).toBe(null)
  expect((await press(`items/${wit}/claim`, loser)).body).toMatchObject({ mine: true })
  expect((await press(`items/${wit}/release`, loser)).body).toMatchObject({ mine: false, claimed_by: null })
})

test('P4: the same press twice is one note; who did what with an item stands in the record', async () => {
  const wit = await anItem()
  const attempt = 'the-same-attempt'
  for (const _ of [1, 2]) await press(`items/${wit}/note`, rui, { attempt, text: 'She will call again' })
  expect((await read(`items/${wit}`)).body.notes).toMatchObject([
    { by: { name: 'Rui Abreu' }, text: 'She will call again' },
  ])
  const to = toPublic('stf', ines.staff)
  expect((await press(`items/${wit}/assign`, rui, { to })).body.assignee).toEqual({ id: to, name: 'Ines Correia' })
  const { rows } = await provider.deps.pool.query<{ name: string }>(
    'SELECT name FROM staff_record WHERE subject = $1 ORDER BY at, name',
    [Buffer.from(fromPublic('wit', wit) ?? '', 'hex')],
  )
  expect(rows.map(({ name }) => name).sort()).toEqual(['queue.assign', 'queue.note'])
})

test('T15: a queue is for those roles that work on it; an auditor sees it and takes nothing', async () => {
  const wit = await anItem()
  const kinds = (await read<{ data: { kind: string }[] }>('queues', support)).body.data.map(({ kind }) => kind)
  expect(kinds).not.toContain('work.given_up')
  expect((await read('queues/work.given_up', support)).status).toBe(403)
  expect((await read(`items/${wit}`, support)).status).toBe(403)
  for (const who of [support, auditor]) {
    for (const verb of ['claim', 'release', 'assign', 'note'])
      expect(
        (
          await press(
            `items/${wit}/${verb}`,
            who,
            verb === 'assign' ? { to: null } : verb === 'note' ? { text: 'x' } : {},
          )
        ).body.code,
      ).toBe('not_permitted')
  }
  expect((await read(`items/${wit}`, auditor)).body).toMatchObject({ id: wit, notes: [], claimed_by: null })
  expect((await press(`items/${wit}/assign`, rui, { to: toPublic('stf', support.staff) })).body.code).toBe(
    'invalid_request',
  )
  expect((await read('queues/no.such_queue')).status).toBe(404)
})
