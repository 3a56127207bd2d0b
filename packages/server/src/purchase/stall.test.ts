import { balanceOf, checkBooks } from '@farthing/ledger'
import type { LightMyRequestResponse } from 'fastify'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import { createVouchers } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import type { Stall } from '../platform/stall-fixtures.ts'
import { stallingWay } from '../platform/stall-fixtures.ts'
import { freshDatabase } from '../platform/testing.ts'
import type { Provider } from '../provider.ts'
import { migrate } from '../migrate.ts'
import { openProvider } from '../provider.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer, approvalForm, press, purchaseBody } from './http-fixtures.ts'

// T33: a database that takes connections and then says nothing. Every answer comes in time and is true.

/** Short ones, in the proportions of those that count. */
const bounds = {
  connect: 500, statement: 600, reply: 700, ledgerStalled: 400, ledgerReply: 600, ledgerPatience: 600, ledgerAnswer: 900,
  answer: 1_500, health: 400, start: 300,
} // prettier-ignore

let database: Awaited<ReturnType<typeof freshDatabase>>
let way: Stall
let provider: Provider
let vendor: TestVendor
let payer: TestUser
const world = () => ({ deps: provider.deps, inject: provider.app.inject.bind(provider.app) })
beforeAll(async () => {
  database = await freshDatabase()
  way = await stallingWay(database.url)
  provider = await openProvider(readConfig({ DATABASE_URL: way.url, FARTHING_LOG_LEVEL: 'silent' }), { bounds })
  vendor = await aVendor(world())
  payer = await aBuyer(world(), { micros: 10_000_000n })
})
afterEach(() => healed())
afterAll(async () => {
  await provider.close()
  await way.close()
  await database.drop()
})

/** An answer, which comes within the bound of all answers and what a busy machine takes beside. */
async function inTime(asked: Promise<LightMyRequestResponse>): Promise<LightMyRequestResponse> {
  const began = performance.now()
  const answer = await asked
  expect(performance.now() - began).toBeLessThan(bounds.answer + 1_000)
  return answer
}
const page = (url: string) => provider.app.inject({ url, headers: { ...payer.headers, accept: 'text/html' } })
const purchased = async () => (await vendor.post('/v1/purchases', purchaseBody())).json<{ id: string }>().id
async function balance(): Promise<bigint> {
  const account = boughtBucket(payer.account, 'USD')
  const seen = await provider.deps.ledger.look({ accounts: [account], rows: [] }, { fresh: true })
  const found = seen.account(account)
  return found === undefined ? 0n : balanceOf(found)
}
/** The way is open again, and has been found to be: what was under way when it opened may still fail. */
async function healed(): Promise<void> {
  way.heal()
  for (let tries = 0; tries < 20; tries++) {
    const answers = await Promise.all([
      page('/'),
      vendor.get('/v1/purchases'),
      vendor.post('/v1/purchases', purchaseBody()),
    ])
    if (answers.every(({ statusCode }) => statusCode < 300)) return
  }
  throw new Error('it does not answer again')
}
const problemOf = (answer: LightMyRequestResponse) => [
  answer.statusCode,
  answer.headers['content-type'],
  answer.json<{ code: string }>().code,
  Number(answer.headers['retry-after']) > 0,
]

test('T33 P12: a page says within its time that nothing was done, and is drawn again once the database answers', async () => {
  way.stall()
  const answer = await inTime(page('/'))
  expect([answer.statusCode, answer.headers['content-type']]).toEqual([503, 'text/html; charset=utf-8'])
  expect(answer.body).toContain('Nothing was done with this request.')
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  await healed()
  expect((await page('/')).statusCode).toBe(200)
})

test('T33: as many pages as wait for a connection all have their answer, and none later takes the place of another', async () => {
  way.stall()
  const answers = await Promise.all(Array.from({ length: 40 }, () => inTime(page('/'))))
  expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([503]))
  await healed()
  const later = await Promise.all(Array.from({ length: 40 }, () => page('/')))
  expect(new Set(later.map(({ statusCode }) => statusCode))).toEqual(new Set([200]))
})

test('T33: software gets a problem with a time to come back, and its retry with the same key makes one purchase', async () => {
  const body = purchaseBody({ order_reference: 'stalled' })
  const ask = () =>
    provider.app.inject({
      method: 'POST',
      url: '/v1/purchases',
      headers: { authorization: `Bearer ${vendor.secret}`, 'idempotency-key': 'stalled' },
      payload: body,
    })
  way.stall()
  expect(problemOf(await inTime(vendor.get('/v1/purchases')))).toEqual([
    503,
    'application/problem+json; charset=utf-8',
    'overloaded',
    true,
  ])
  expect(problemOf(await inTime(ask()))).toEqual([503, 'application/problem+json; charset=utf-8', 'overloaded', true])
  await healed()
  expect((await ask()).statusCode).toBe(201)

  const struck = way.stallAfter('ledger_commit')
  const unknown = purchaseBody({ order_reference: 'unknown' })
  const askUnknown = () => vendor.post('/v1/purchases', unknown, 'unknown')
  const answer = inTime(askUnknown())
  await struck
  expect(problemOf(await answer)).toEqual([503, 'application/problem+json; charset=utf-8', 'outcome_unknown', true])
  await healed()
  expect((await askUnknown()).statusCode).toBe(201)
  const { data } = (await vendor.get('/v1/purchases?limit=100')).json<{ data: { order_reference: string }[] }>()
  expect(
    data
      .map((each) => each.order_reference)
      .filter((each) => ['stalled', 'unknown'].includes(each))
      .sort(),
  ).toEqual(['stalled', 'unknown'])
})

test('T33: a press that reached nobody says that nothing was taken; pressed again, it pays', async () => {
  const id = await purchased()
  const form = await approvalForm(world(), payer, id)
  const before = await balance()
  way.stall()
  const answer = await inTime(press(world(), payer.headers, `/c/${id}/approve`, form))
  expect([answer.statusCode, answer.body]).toEqual([
    503,
    expect.stringContaining('Nothing was done with this request.'),
  ])
  await healed()
  expect(await balance()).toBe(before)
  expect((await press(world(), payer.headers, `/c/${id}/approve`, form)).statusCode).toBe(303)
  expect(await balance()).toBe(before - 120_000n)
})

test('T33 P4: a press whose outcome was not heard says so; pressed again, it has paid once', async () => {
  const id = await purchased()
  const form = await approvalForm(world(), payer, id)
  const before = await balance()
  const struck = way.stallAfter('ledger_commit')
  const asked = inTime(press(world(), payer.headers, `/c/${id}/approve`, form))
  await struck
  const answer = await asked
  expect([answer.statusCode, answer.body]).toEqual([
    503,
    expect.stringContaining('We do not know yet whether that went through'),
  ])
  expect(answer.body).not.toContain('nothing was taken')
  await healed()
  expect((await press(world(), payer.headers, `/c/${id}/approve`, form)).statusCode).toBe(303)
  expect(await balance()).toBe(before - 120_000n)
  expect((await checkBooks(provider.deps.ledger)).problems).toEqual([])
})

test('T33: what was done before the database fell silent is never said not to have been done', async () => {
  const id = await purchased()
  const expiresAt = provider.deps.clock.now() + seconds(86_400)
  const [code = ''] = await createVouchers(provider.deps, {
    count: 1,
    amountMicros: 500_000n,
    currency: 'USD',
    batch: 'stall',
    expiresAt,
  })
  const before = await balance()
  // The voucher is redeemed; then it is to be counted no more as a guess.
  const struck = way.stallAfter('UPDATE attempts SET count = count - 1')
  const asked = inTime(press(world(), payer.headers, `/c/${id}/redeem`, { attempt: 'stalled-redeem', code }))
  await struck
  const answer = await asked
  expect([answer.statusCode, answer.body]).toEqual([
    503,
    expect.stringContaining('Something was done before our database stopped answering, and it stays done.'),
  ])
  await healed()
  expect(await balance()).toBe(before + 500_000n)
})

test('T33: a write whose connection broke before its answer came is not said not to have been done', async () => {
  const [first, second] = ['a kestrel over the verge', 'a lapwing on the plough']
  const { headers } = await aUser(world(), { password: first })
  const change = (current: string, wanted: string) =>
    provider.app.inject({
      method: 'PUT',
      url: '/api/wallet/password',
      headers,
      payload: { current_password: current, new_password: wanted },
    })
  const broken = way.breakAfter('COMMIT')
  const asked = inTime(change(first, second))
  await broken
  expect(problemOf(await asked)).toEqual([503, 'application/problem+json; charset=utf-8', 'outcome_unknown', true])
  await healed()
  // It was done: the password before is no longer right.
  expect((await change(first, 'a curlew at low tide')).json()).toMatchObject({ code: 'password_wrong' })
  expect((await change(first, second)).json()).toEqual({ changed: true })
})

test('T33: a list whose answer was not heard changed nothing, and says so', async () => {
  const overview = { url: `/api/console/${vendor.ven}/overview`, headers: vendor.owner.headers }
  const lists = [
    { mark: '(SELECT c.id', ask: () => vendor.get('/v1/royalty-transactions') },
    { mark: 'WITH moved AS', ask: () => provider.app.inject(overview) },
  ]
  for (const { mark, ask } of lists) {
    expect((await ask()).statusCode).toBe(200)
    for (const strike of [way.breakAfter, way.stallAfter]) {
      const struck = strike(mark)
      const asked = inTime(ask())
      await struck
      expect(problemOf(await asked)).toEqual([503, 'application/problem+json; charset=utf-8', 'overloaded', true])
      await healed()
    }
  }
})

test('T33: the health address says in its own time that the database does not answer, and that it does again', async () => {
  const health = () => provider.app.inject({ url: '/healthz' })
  expect((await health()).json()).toEqual({ status: 'ok' })
  way.stall()
  const began = performance.now()
  const answers = await Promise.all([health(), health(), health()])
  expect(performance.now() - began).toBeLessThan(bounds.health + 500)
  for (const answer of answers) expect([answer.statusCode, answer.body]).toEqual([503, '{"status":"unavailable"}'])
  await healed()
  expect((await health()).statusCode).toBe(200)
})

test('T33: a start ends as well, and says what does not answer', async () => {
  way.stall()
  await expect(migrate(way.url, { bounds: { start: 200, migration: 200 } })).rejects.toThrow(
    'the database in DATABASE_URL took no connection in 0.2 seconds',
  )
  way.heal()
  await migrate(way.url)
})
