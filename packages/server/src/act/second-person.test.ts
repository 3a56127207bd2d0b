// Acts by one person and by two, over HTTP.
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { TestStaff } from '../desk/fixtures.ts'
import { aStaff } from '../desk/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { toPublic } from '../platform/ids.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { lapseActs } from './approve.ts'

let provider: TestProvider
let ada: TestStaff
let rui: TestStaff
let ines: TestStaff
let newcomer: string
let count = 0
beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
})
afterAll(() => provider.close())
beforeEach(async () => {
  ada = await aStaff(provider, { name: 'Ada Moss', roles: ['administrator'] })
  rui = await aStaff(provider, { name: 'Rui Abreu', roles: ['administrator'] })
  ines = await aStaff(provider, { roles: ['support'] })
  newcomer = toPublic('stf', (await aStaff(provider, { roles: ['support'] })).staff)
})

type Body = Record<string, unknown>
const attempt = () => `attempt-${++count}`
async function posts(who: TestStaff, path: string, body: Body): Promise<[number, Body]> {
  const payload = { attempt: attempt(), reason: 'agreed with the board', ...body }
  const answer = await provider.inject({ method: 'POST', url: `/api/desk/${path}`, headers: who.headers, payload })
  return [answer.statusCode, answer.json<Body>()]
}
const told = ([status, body]: [number, Body]) => [status, body['code'] ?? body['status']]
async function sees(who: TestStaff, act: string): Promise<Body> {
  return (await provider.inject({ url: `/api/desk/prepared/${act}`, headers: who.headers })).json<Body>()
}
/** Prepares a change of the newcomer's roles. */
async function prepares(
  who: TestStaff,
  roles: readonly string[] = ['finance'],
): Promise<{ act: string; plan_hash: unknown }> {
  const [, { act, status }] = await posts(who, 'acts/staff.set_roles', { input: { staff: newcomer, roles } })
  expect(status).toBe('waiting')
  return { act: String(act), plan_hash: (await sees(who, String(act)))['plan_hash'] }
}
const rolesOf = async (id: string) => {
  const { data } = (await provider.inject({ url: '/api/desk/staff', headers: ada.headers })).json<{
    data: { id: string; roles: string[] }[]
  }>()
  return data.find((each) => each.id === id)?.roles
}

test('T24: an act that needs two people is shown, prepared, and done once by the second', async () => {
  const input = { staff: newcomer, roles: ['finance', 'risk'] }
  const preview = await provider.inject({
    method: 'POST',
    url: '/api/desk/acts/staff.set_roles/preview',
    headers: ada.headers,
    payload: { reason: 'asked for', input },
  })
  expect(preview.json()).toMatchObject({
    lines: [
      { what: 'roles', before: { kind: 'text', text: 'support' }, after: { kind: 'text', text: 'finance, risk' } },
    ],
    amount: null,
    second_person: 'always',
  })
  const { act, plan_hash } = await prepares(ada, ['finance', 'risk'])
  expect(await rolesOf(newcomer)).toEqual(['support'])
  expect(await sees(rui, act)).toMatchObject({
    status: 'waiting',
    staff: { name: 'Ada Moss' },
    reason: 'agreed with the board',
    changed: false,
    may: { approve: true, withdraw: false },
  })
  const once = { attempt: attempt(), plan_hash }
  expect(told(await posts(rui, `prepared/${act}/approve`, once))).toEqual([200, 'done'])
  // Pressed twice, and in another tab.
  expect(told(await posts(rui, `prepared/${act}/approve`, once))).toEqual([200, 'done'])
  expect(told(await posts(rui, `prepared/${act}/approve`, { plan_hash }))).toEqual([409, 'act_ended'])
  expect(await rolesOf(newcomer)).toEqual(['finance', 'risk'])
  expect(await sees(ada, act)).toMatchObject({ status: 'done', second: { name: 'Rui Abreu' } })
})

test('T24: nobody approves their own, nor what concerns them, nor without the permission', async () => {
  const { act, plan_hash } = await prepares(ada)
  expect(told(await posts(ada, `prepared/${act}/approve`, { plan_hash }))).toEqual([403, 'own_act'])
  expect(told(await posts(ada, `prepared/${act}/refuse`, {}))).toEqual([403, 'own_act'])
  expect(told(await posts(ines, `prepared/${act}/approve`, { plan_hash }))).toEqual([403, 'not_permitted'])
  const finance = await aStaff(provider, { roles: ['finance'] })
  // Finance approves acts, but not on who works here.
  expect(told(await posts(finance, `prepared/${act}/approve`, { plan_hash }))).toEqual([403, 'not_permitted'])
  const about = { staff: toPublic('stf', rui.staff), roles: ['administrator', 'finance'] }
  const [, concerning] = await posts(ada, 'acts/staff.set_roles', { input: about })
  const own = { plan_hash: (await sees(rui, String(concerning['act'])))['plan_hash'] }
  expect(told(await posts(rui, `prepared/${String(concerning['act'])}/approve`, own))).toEqual([403, 'own_act'])
  expect(await rolesOf(newcomer)).toEqual(['support'])
})

test('two approve at once: it is done once', async () => {
  const third = await aStaff(provider, { roles: ['administrator'] })
  const { act, plan_hash } = await prepares(ada)
  const answers = await Promise.all([rui, third].map((who) => posts(who, `prepared/${act}/approve`, { plan_hash })))
  expect(answers.map(told).sort()).toEqual([
    [200, 'done'],
    [409, 'act_ended'],
  ])
})

test('what it was prepared on has changed: it lapses, and nothing is done', async () => {
  const first = await prepares(ada, ['finance'])
  const other = await prepares(ada, ['risk'])
  expect(told(await posts(rui, `prepared/${other.act}/approve`, { plan_hash: other.plan_hash }))).toEqual([200, 'done'])
  expect(await sees(rui, first.act)).toMatchObject({ status: 'waiting', changed: true })
  const approve = { plan_hash: first.plan_hash }
  expect(told(await posts(rui, `prepared/${first.act}/approve`, approve))).toEqual([409, 'act_changed'])
  expect(told(await posts(rui, `prepared/${first.act}/approve`, approve))).toEqual([409, 'act_ended'])
  expect(await rolesOf(newcomer)).toEqual(['risk'])
  expect(await sees(rui, first.act)).toMatchObject({ status: 'lapsed' })
})

test('who prepared it has lost the role since: it lapses', async () => {
  const { act, plan_hash } = await prepares(ada)
  const [, { act: demotion }] = await posts(rui, 'acts/staff.set_roles', {
    input: { staff: toPublic('stf', ada.staff), roles: ['support'] },
  })
  const third = await aStaff(provider, { roles: ['administrator'] })
  const seen = { plan_hash: (await sees(third, String(demotion)))['plan_hash'] }
  expect(told(await posts(third, `prepared/${String(demotion)}/approve`, seen))).toEqual([200, 'done'])
  expect(told(await posts(rui, `prepared/${act}/approve`, { plan_hash }))).toEqual([409, 'act_changed'])
  expect(await rolesOf(newcomer)).toEqual(['support'])
})

test('nobody approves it for 48 hours: it lapses', async () => {
  const { act, plan_hash } = await prepares(ada)
  provider.clock.advance(48 * 3_600)
  // Sessions are shorter than that: somebody who has just signed in.
  const late = await aStaff(provider, { roles: ['administrator'] })
  expect(told(await posts(late, `prepared/${act}/approve`, { plan_hash }))).toEqual([409, 'act_ended'])
  await runNow(provider.deps, lapseActs)
  expect(await sees(late, act)).toMatchObject({ status: 'lapsed', may: { approve: false } })
})

test('it is refused with a reason, or withdrawn by who prepared it', async () => {
  const refused = await prepares(ada)
  expect(told(await posts(rui, `prepared/${refused.act}/refuse`, { reason: 'Not agreed' }))).toEqual([200, 'refused'])
  expect(await sees(ada, refused.act)).toMatchObject({ status: 'refused', second_reason: 'Not agreed' })
  const withdrawn = await prepares(ada)
  expect(told(await posts(rui, `prepared/${withdrawn.act}/withdraw`, {}))).toEqual([403, 'not_permitted'])
  expect(told(await posts(ada, `prepared/${withdrawn.act}/withdraw`, {}))).toEqual([200, 'withdrawn'])
  expect(told(await posts(rui, `prepared/${withdrawn.act}/approve`, { plan_hash: withdrawn.plan_hash }))).toEqual([
    409,
    'act_ended',
  ])
})

test('T24: what moves who may what asks for a fresh login', async () => {
  provider.clock.advance(601)
  const old = await posts(ada, 'acts/staff.set_roles', { input: { staff: newcomer, roles: ['risk'] } })
  expect(told(old)).toEqual([403, 'fresh_login_needed'])
})

test('the last administrator cannot go, and one whose access has ended is out at once', async () => {
  const alone = await testProvider()
  const only = await aStaff(alone, { roles: ['administrator'] })
  const end = (staff: string) =>
    alone.inject({
      method: 'POST',
      url: '/api/desk/acts/staff.end',
      headers: only.headers,
      payload: { attempt: attempt(), reason: 'left us', input: { staff } },
    })
  expect((await end(toPublic('stf', only.staff))).json()).toMatchObject({ code: 'last_administrator' })
  const other = await aStaff(alone, { roles: ['support'] })
  expect((await end(toPublic('stf', other.staff))).json()).toMatchObject({ status: 'done' })
  const { statusCode } = await alone.inject({ url: '/api/desk/staff', headers: other.headers })
  expect(statusCode).toBe(401)
  await alone.close()
})

test('whether an act needs two people is data, changed by two people, with its history in the log', async () => {
  const input = { act: 'staff.end', when: 'always' }
  const [, { act }] = await posts(ada, 'acts/act.set_rule', { input })
  const { plan_hash, lines } = await sees(rui, String(act))
  expect(lines).toEqual([
    { what: 'act', before: null, after: { kind: 'word', word: 'staff.end' }, beside: false },
    {
      what: 'second_person',
      before: { kind: 'word', word: 'never' },
      after: { kind: 'word', word: 'always' },
      beside: false,
    },
  ])
  await posts(rui, `prepared/${String(act)}/approve`, { plan_hash })
  const ending = await posts(ada, 'acts/staff.end', { input: { staff: newcomer } })
  expect(told(ending)).toEqual([200, 'waiting'])
  const log = await provider.deps.ledger.log({ after: 0n, limit: 10_000 })
  const events = log.flatMap((each) => each.events).filter(({ type }) => type === 'act.rule_set')
  expect(events).toEqual([{ type: 'act.rule_set', facts: { name: 'staff.end', second: '{"when":"always"}' } }])
})

test('T24: whoever approves an invitation sees whom it invites, and the log does not', async () => {
  const invited = { name: 'Olga Brandt', email: 'olga.brandt@provider.example', roles: ['administrator'] }
  const [, { act }] = await posts(ada, 'acts/staff.invite', { input: invited })
  expect((await sees(rui, String(act)))['lines']).toMatchObject([
    { what: 'person', before: null, after: { kind: 'text', text: 'Olga Brandt, olga.brandt@provider.example' } },
    { what: 'roles', before: null, after: { kind: 'text', text: 'administrator' } },
  ])
  const { rows } = await provider.deps.pool.query('SELECT plan::text || input::text AS kept FROM staff_acts')
  expect(JSON.stringify(rows).toLowerCase()).not.toContain('brandt')
})

test('administrators cannot lose what it takes to change roles again', async () => {
  const input = { role: 'administrator', permissions: ['staff.manage'] }
  const [status, body] = await posts(ada, 'acts/role.set', { input })
  expect([status, body['code'], body['param']]).toEqual([422, 'invalid_request', 'input.permissions'])
})

test('an act without an amount is below no limit: a rule that sets one asks for a second person', async () => {
  const input = { act: 'vendor.suspend', when: 'above', above: [{ amount: '100', currency: 'USD' }] }
  const [, { act }] = await posts(ada, 'acts/act.set_rule', { input })
  const { plan_hash } = await sees(rui, String(act))
  await posts(rui, `prepared/${String(act)}/approve`, { plan_hash })
  const { ven } = await aVendor(provider)
  const rita = await aStaff(provider, { roles: ['risk'] })
  const suspends = await posts(rita, 'acts/vendor.suspend', { input: { vendor: ven, why: 'complaints' } })
  expect([told(suspends), suspends[1]['second_person']]).toEqual([[200, 'waiting'], 'above_limit'])
})
