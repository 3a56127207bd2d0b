import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer, aMandateOf, approvalForm, approve, press, purchaseBody } from './http-fixtures.ts'
import { expireHolds } from './sweep.ts'

let provider: TestProvider
let vendor: TestVendor
let reader: TestUser
beforeAll(async () => {
  provider = await testProvider()
  vendor = await aVendor(provider)
  reader = await aBuyer(provider, { micros: 100_000_000n })
})
afterAll(() => provider.close())

type Body = {
  id?: string
  status: string
  code: string
  purchase?: { id: string }
  data: { id: string }[]
  next_cursor: string
}
let count = 0
const aReference = () => `A-${++count}`
const ask = (reference: string, change: object = {}, key?: string) =>
  vendor.post('/v1/purchases', purchaseBody({ order_reference: reference, ...change }), key)
const open = async (reference: string, change: object = {}): Promise<string> => {
  const answer = await ask(reference, change)
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string }>().id
}
const change = async (id: string, verb: string, body: object = {}) => {
  const answer = await vendor.post(`/v1/purchases/${id}/${verb}`, body)
  expect(answer.statusCode, answer.body).toBe(200)
}
const byAudience = async (id: string) => {
  reader = { ...reader, headers: await signedInHeaders(provider, reader.user) } // Tests move the clock.
  return approve(provider, reader, id)
}
const hold = { capture: 'manual', hold_seconds: 60 }
const cents = (amount: string) => ({ amount: { amount, currency: 'USD' } })

describe('T19: a reference whose purchase ended unpaid can be used again', () => {
  const endings: Readonly<Record<string, (reference: string) => Promise<unknown>>> = {
    'void before approval': async (reference) => change(await open(reference), 'void'),
    'nobody approved in time, written down nowhere': async (reference) => {
      await open(reference, { expires_in_seconds: 60 })
      provider.clock.advance(60)
    },
    'nobody approved in time, and somebody tried after': async (reference) => {
      const id = await open(reference, { expires_in_seconds: 60 })
      const form = await approvalForm(provider, reader, id)
      provider.clock.advance(60)
      await press(provider, reader.headers, `/c/${id}/approve`, form)
    },
    'the hold was voided': async (reference) => {
      const id = await open(reference, hold)
      await byAudience(id)
      await change(id, 'void')
    },
    'the hold ran out, not swept yet': async (reference) => {
      await byAudience(await open(reference, hold))
      provider.clock.advance(60)
    },
    'the hold ran out and was swept': async (reference) => {
      await byAudience(await open(reference, hold))
      provider.clock.advance(60)
      await runNow(provider.deps, expireHolds)
    },
    'it was opened free, by a licence that the payer had': async (reference) => {
      const item = { sku: `held-${reference}`, title: 'Held', price: { amount: '0.01', currency: 'USD' } }
      await byAudience(await open(aReference(), { item }))
      const id = await open(reference, { item })
      expect((await press(provider, reader.headers, `/c/${id}/open`, {})).statusCode).toBe(303)
    },
  }
  test.each(Object.keys(endings))('%s', async (how) => {
    const reference = aReference()
    await endings[how]?.(reference)
    const second = await open(reference)
    await byAudience(second)
    expect((await vendor.get(`/v1/purchases/${second}`)).json()).toMatchObject({ status: 'captured' })
    expect((await ask(reference)).json()).toMatchObject({ code: 'order_reference_used' })
  })

  test('by mandate too', async () => {
    const reference = aReference()
    await change(await open(reference), 'void')
    const { secret } = await aMandateOf(provider, reader)
    expect((await ask(reference, { mandate: secret })).json()).toMatchObject({ status: 'captured' })
    expect((await ask(reference, { mandate: secret })).json()).toMatchObject({ code: 'order_reference_used' })
  })
})

describe('T19: a reference names one purchase that is open or was paid, and the refusal says which', () => {
  const standing: Readonly<Record<string, (reference: string) => Promise<[id: string, status: string]>>> = {
    'waits for approval': async (reference) => [await open(reference), 'requested'],
    'is held': async (reference) => {
      const id = await open(reference, hold)
      await byAudience(id)
      return [id, 'authorized']
    },
    'was paid': async (reference) => {
      const id = await open(reference)
      await byAudience(id)
      return [id, 'captured']
    },
    'was captured in part and the rest voided': async (reference) => {
      const id = await open(reference, hold)
      await byAudience(id)
      await change(id, 'capture', cents('0.000001'))
      await change(id, 'void')
      return [id, 'captured']
    },
    'was captured in part, and what is left ran out, not swept yet': async (reference) => {
      const id = await open(reference, hold)
      await byAudience(id)
      await change(id, 'capture', cents('0.01'))
      provider.clock.advance(60)
      return [id, 'authorized']
    },
    'was paid and refunded in full': async (reference) => {
      const id = await open(reference)
      await byAudience(id)
      await change(id, 'refund')
      return [id, 'captured']
    },
  }
  test.each(Object.keys(standing))('one that %s', async (how) => {
    const reference = aReference()
    const [id, status] = (await standing[how]?.(reference)) ?? []
    const answer = await ask(reference, {}, `again-${reference}`)
    expect([answer.statusCode, answer.json()]).toMatchObject([
      409,
      { code: 'order_reference_used', status: 409, param: 'order_reference' },
    ])
    const approvalUrl = `http://wallet.localhost:4400/c/${id}`
    expect(answer.json<Body>().purchase).toEqual({ id, status, approval_url: approvalUrl })
  })

  test('the same key gives the same refusal again, byte for byte but its own number', async () => {
    const reference = aReference()
    const id = await open(reference)
    const body = purchaseBody({ order_reference: reference })
    const first = await vendor.post('/v1/purchases', body, 'refused-once')
    await change(id, 'void')
    const { request_id: _, ...again } = (await vendor.post('/v1/purchases', body, 'refused-once')).json<{
      request_id: string
    }>()
    expect(first.json()).toMatchObject(again)
    expect(again).toMatchObject({ purchase: { id, status: 'requested' } })
  })

  test('of many requests with one reference at once, on two servers, one is open', async () => {
    const reference = aReference()
    const { app } = await provider.another()
    const race = () =>
      Promise.all(
        Array.from({ length: 20 }, async (_, i) => {
          const answer = await (i % 2 === 0 ? provider.app : app).inject({
            method: 'POST',
            url: '/v1/purchases',
            headers: { authorization: `Bearer ${vendor.secret}`, 'idempotency-key': `race-${reference}-${++count}` },
            payload: purchaseBody({ order_reference: reference }),
          })
          return answer.json<Body>()
        }),
      )
    for (const round of [1, 2, 3]) {
      const answers = await race()
      const [opened, ...more] = answers.filter(({ status }) => status === 'requested')
      expect(more, `round ${round}`).toEqual([])
      expect(new Set(answers.map(({ id, purchase }) => id ?? purchase?.id))).toEqual(new Set([opened?.id]))
      await change(opened?.id ?? '', 'void')
    }
  })

  test('whoever comes back to the earlier purchase pays nothing for it: the new one alone can be approved', async () => {
    const reference = aReference()
    const first = await open(reference, { expires_in_seconds: 60 })
    reader = { ...reader, headers: await signedInHeaders(provider, reader.user) }
    const form = await approvalForm(provider, reader, first)
    provider.clock.advance(60)
    await open(reference)
    expect((await press(provider, reader.headers, `/c/${first}/approve`, form)).statusCode).toBe(409)
    expect((await vendor.get(`/v1/purchases/${first}`)).json()).toMatchObject({ status: 'expired', payer: null })
  })
})

test('the list gives the purchases of one reference, newest first, page by page, and nobody else’s', async () => {
  const reference = 'Ordre n\u00b0 7 & caf\u00e9'
  const query = (text: string, more = '') => `/v1/purchases?order_reference=${encodeURIComponent(text)}${more}`
  const ids: string[] = []
  for (let i = 0; i < 3; i++) {
    ids.unshift(await open(reference))
    if (i < 2) await change(ids[0] ?? '', 'void')
    provider.clock.advance(1)
  }
  const other = await aVendor(provider, { name: 'Another' })
  await other.post('/v1/purchases', purchaseBody({ order_reference: reference }))
  const listed = async (url: string) => (await vendor.get(url)).json<Body>()
  const idsOf = ({ data }: Body) => data.map(({ id }) => id)
  expect(idsOf(await listed(query(reference)))).toEqual(ids)
  expect(idsOf(await listed(query('Ordre n\u00b0 7 & cafe\u0301')))).toEqual(ids) // The same text, decomposed.
  const first = await listed(query(reference, '&limit=2'))
  expect(idsOf(first)).toEqual(ids.slice(0, 2))
  expect(idsOf(await listed(query(reference, `&limit=2&cursor=${first.next_cursor}`)))).toEqual([ids[2]])
  expect(idsOf(await listed(query(reference, '&status=requested')))).toEqual([ids[0]])
  provider.clock.advance(900)
  expect(idsOf(await listed(query(reference, '&status=requested')))).toEqual([])
  expect(idsOf(await listed(query(reference, '&status=expired')))).toEqual([ids[0]])
  expect(idsOf(await listed(query('Ordre n\u00b0 8')))).toEqual([])
})
