import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { aSong, buy } from './fixtures.ts'

let provider: TestProvider
let shop: TestVendor
let buyer: TestUser
beforeAll(async () => {
  provider = await testProvider()
  shop = await aVendor(provider, { name: 'Halfstep Records' })
  buyer = await aBuyer(provider)
})
afterAll(() => provider.close())

type Admission = { id: string; status: string; admitted_at: string; ends_at: string; voided_at: string | null }
type Body = { code?: string; param?: string; views_left?: number; status?: string; admission: Admission }

/** Has a song bought. @returns Its licence, `ent_…`, and the purchase. */
async function aLicence(terms: object = { times_to_view: 3 }): Promise<{ licence: string; purchase: string }> {
  buyer = { ...buyer, headers: await signedInHeaders(provider, buyer.user) } // Tests move the clock.
  const { purchase } = await buy(provider, shop, buyer, aSong({ terms }))
  const { entitlement } = (await shop.get(`/v1/purchases/${purchase}`)).json<{ entitlement: string }>()
  return { licence: entitlement, purchase }
}
const open = async (licence: string, body: object = {}, key?: string) =>
  (await shop.post(`/v1/entitlements/${licence}/open`, body, key)).json<Body>()
const voided = async (id: string, key?: string) =>
  (await shop.post(`/v1/admissions/${id}/void`, {}, key)).json<Admission & { code?: string }>()
const look = async (licence: string) =>
  (await shop.get(`/v1/entitlements/${licence}`)).json<{
    status: string
    views_left: number | null
    first_opened_at: string | null
    ends_at: string | null
  }>()
const now = () => new Date(Number(provider.clock.now() / 1_000n)).toISOString()
const later = (seconds: number) => new Date(Date.parse(now()) + seconds * 1_000).toISOString()

describe('R44: an admission', () => {
  test('takes one view, and lasts ten minutes or as long as its vendor says', async () => {
    const { licence } = await aLicence()
    const { views_left: viewsLeft, admission } = await open(licence)
    expect([viewsLeft, admission]).toEqual([
      2,
      {
        id: expect.stringMatching(/^adm_[0-9a-z]{26}$/) as unknown,
        object: 'admission',
        entitlement: licence,
        status: 'live',
        admitted_at: now(),
        ends_at: later(600),
        voided_at: null,
      },
    ])
    expect(await open(licence, { admission_seconds: 7_200 })).toMatchObject({ admission: { ends_at: later(7_200) } })
    for (const admissionSeconds of [0, 86_401, 1.5, '60'])
      expect(await open(licence, { admission_seconds: admissionSeconds })).toMatchObject({
        code: 'invalid_request',
        param: 'admission_seconds',
      })
    provider.clock.advance(600)
    expect((await shop.get(`/v1/admissions/${admission.id}`)).json()).toMatchObject({ status: 'ended' })
    expect(await look(licence)).toMatchObject({ views_left: 1 })
  })

  test('ends no later than its licence', async () => {
    const { licence } = await aLicence({ hours_to_view: 1 })
    expect(await open(licence, { admission_seconds: 7_200 })).toMatchObject({ admission: { ends_at: later(3_600) } })
  })

  test('of two at once for the last view, one is made', async () => {
    const { licence } = await aLicence({ times_to_view: 1 })
    const answers = await Promise.all([open(licence), open(licence)])
    expect(answers.map(({ code, views_left: viewsLeft }) => code ?? viewsLeft).sort()).toEqual([0, 'licence_ended'])
  })

  test('T15: is not there for another vendor, nor in another mode', async () => {
    const { admission } = await open((await aLicence()).licence)
    const stranger = await aVendor(provider)
    const testMode = await aServerOf(provider, shop.vendor, shop.owner.user, 'test')
    for (const server of [stranger, testMode]) {
      expect((await server.get(`/v1/admissions/${admission.id}`)).statusCode).toBe(404)
      expect((await server.post(`/v1/admissions/${admission.id}/void`, {})).statusCode).toBe(404)
    }
    expect((await shop.get(`/v1/admissions/${admission.id}`)).json()).toMatchObject({ status: 'live' })
  })
})

describe('R44: paid and not delivered', () => {
  test('a voided admission gives its view back once, however often it is voided', async () => {
    const { licence } = await aLicence()
    await open(licence)
    const { admission } = await open(licence)
    expect(await voided(admission.id, 'void-1')).toMatchObject({ status: 'voided', voided_at: now() })
    expect((await look(licence)).views_left).toBe(2)
    provider.clock.advance(1)
    for (const key of ['void-1', 'void-2', undefined]) await voided(admission.id, key)
    expect((await look(licence)).views_left).toBe(2)
  })

  test('the last view comes back too, and opens again', async () => {
    const { licence } = await aLicence({ times_to_view: 1 })
    const { admission } = await open(licence)
    expect(await look(licence)).toMatchObject({ status: 'ended', views_left: 0 })
    await voided(admission.id)
    expect(await look(licence)).toMatchObject({ status: 'live', views_left: 1, first_opened_at: null })
    const library = await provider.inject({ url: '/api/wallet/library', headers: buyer.headers })
    expect(
      library.json<{ data: { entitlement: string }[] }>().data.find(({ entitlement }) => entitlement === licence),
    ).toMatchObject({ status: 'live', views_left: 1, can_open: true })
    expect(await open(licence)).toMatchObject({ views_left: 0, admission: { status: 'live' } })
  })

  test('of twenty at once, by two servers, one gives the view back', async () => {
    const { licence } = await aLicence({ times_to_view: 2 })
    await open(licence)
    const { admission } = await open(licence)
    const { app } = await provider.another()
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) =>
        (i % 2 === 0 ? provider.app : app).inject({
          method: 'POST',
          url: `/v1/admissions/${admission.id}/void`,
          headers: { authorization: `Bearer ${shop.secret}`, 'idempotency-key': `void-race-${i}` },
          payload: {},
        }),
      ),
    )
    expect(answers.map((answer) => answer.statusCode)).toEqual(Array.from({ length: 20 }, () => 200))
    expect((await look(licence)).views_left).toBe(1)
  })

  test('the first answer of an opening, asked for again, says that it was voided since', async () => {
    const { licence } = await aLicence()
    const first = await open(licence, {}, 'open-again')
    await voided(first.admission.id)
    expect(await open(licence, {}, 'open-again')).toMatchObject({
      views_left: 2,
      admission: { id: first.admission.id, status: 'voided' },
    })
  })

  test('the clock that it started waits again, or starts at the next opening that stands', async () => {
    const { licence } = await aLicence({ hours_to_view: 5 })
    const first = await open(licence)
    const start = now()
    expect(await look(licence)).toMatchObject({ first_opened_at: start, ends_at: later(5 * 3_600) })
    await voided(first.admission.id)
    expect(await look(licence)).toMatchObject({ first_opened_at: null, ends_at: null })

    const second = await open(licence)
    provider.clock.advance(60)
    const third = await open(licence)
    const [thirdAt, thirdEnd] = [now(), later(5 * 3_600)]
    provider.clock.advance(60)
    const fourth = await open(licence)
    await voided(fourth.admission.id)
    await voided(second.admission.id)
    expect(await look(licence)).toMatchObject({ first_opened_at: thirdAt, ends_at: thirdEnd })
    await voided(third.admission.id)
    expect(await look(licence)).toMatchObject({ first_opened_at: null, ends_at: null })
  })

  test('fifteen minutes after an admission its view stays taken', async () => {
    const { licence } = await aLicence()
    const [early, late] = [await open(licence), await open(licence)]
    provider.clock.advance(899)
    expect(await voided(early.admission.id)).toMatchObject({ status: 'voided' })
    provider.clock.advance(1)
    expect(await voided(late.admission.id)).toMatchObject({ status: 409, code: 'void_window_closed' })
    expect((await look(licence)).views_left).toBe(2)
  })

  test('T2: what was refunded, or bought again since, gives nothing back', async () => {
    const { licence, purchase } = await aLicence({ times_to_view: 1 })
    const { admission } = await open(licence)
    await shop.post(`/v1/purchases/${purchase}/refund`, {})
    expect((await shop.get(`/v1/admissions/${admission.id}`)).json()).toMatchObject({ status: 'ended' })
    expect(await voided(admission.id)).toMatchObject({ code: 'licence_ended' })
    expect(await look(licence)).toMatchObject({ status: 'ended', views_left: 0 })

    const song = aSong({ terms: { times_to_view: 2 } })
    const entitlementOf = async (txn: string) =>
      (await shop.get(`/v1/purchases/${txn}`)).json<{ entitlement: string }>().entitlement
    const again = await entitlementOf((await buy(provider, shop, buyer, song)).purchase)
    await open(again)
    const last = await open(again)
    expect(await entitlementOf((await buy(provider, shop, buyer, song)).purchase)).toBe(again)
    await open(again)
    expect(await voided(last.admission.id)).toMatchObject({ code: 'licence_ended' })
    expect((await look(again)).views_left).toBe(1)
  })
})
