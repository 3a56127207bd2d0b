import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createVouchers } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser, signedInHeaders } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { press, purchaseBody } from './http-fixtures.ts'

let provider: TestProvider
let shop: TestVendor
beforeAll(async () => {
  provider = await testProvider()
  shop = await aVendor(provider)
})
afterAll(() => provider.close())

const origin = 'http://wallet.localhost:4400'
let count = 0
const aPurchase = async () => (await shop.post('/v1/purchases', purchaseBody())).json<{ id: string }>().id
async function aVoucher(): Promise<string> {
  const expiresAt = provider.clock.now() + seconds(86_400 * 60)
  const input = { count: 1, amountMicros: 1_000_000n, currency: 'USD', batch: 'test', expiresAt } as const
  return (await createVouchers(provider.deps, input))[0] ?? ''
}
const form = (user: TestUser, code: string) => ({
  attempt: `kept-voucher-${++count}`,
  code,
  payer: toPublic('usr', user.user),
})
/** The approval page as `who` sees it with what the browser carries besides. */
const look = async (purchase: string, cookies: string) =>
  (await provider.inject({ url: `/c/${purchase}`, headers: { accept: 'text/html', cookie: cookies } })).body
const cookiesOf = ({ cookies }: LightMyRequestResponse) =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ')

test('a voucher typed when the session had lapsed is there after signing in again, and is redeemed by nobody but them', async () => {
  const [ada, eve] = [await aUser(provider), await aUser(provider)]
  const [purchase, other, code] = [await aPurchase(), await aPurchase(), await aVoucher()]
  const lapsed = await press(provider, { origin }, `/c/${purchase}/redeem`, form(ada, code))
  expect(lapsed.statusCode).toBe(401)
  expect(lapsed.body).toContain('name="password"')
  expect(lapsed.body).not.toContain(code)
  const typed = cookiesOf(lapsed)
  expect(typed).toMatch(/^__Host-farthing-typed=/)
  expect(typed).not.toContain(code.replace(/\D/g, ''))
  const seenBy = async (user: TestUser, where: string) =>
    look(where, `${(await signedInHeaders(provider, user.user)).cookie}; ${typed}`)
  expect(await seenBy(ada, purchase)).toContain(`value="${code}"`)
  expect(await seenBy(eve, purchase)).not.toContain(code)
  expect(await seenBy(ada, other)).not.toContain(code)
  const again = await press(provider, ada.headers, `/c/${purchase}/redeem`, form(ada, code))
  expect([again.statusCode, again.body.includes('100 tokens arrived.')]).toEqual([200, true])
  expect(again.headers['set-cookie']).toMatch(/__Host-farthing-typed=;/)
})

test('T20: what one payer’s page sends goes into no other payer’s wallet', async () => {
  const [ada, eve] = [await aUser(provider), await aUser(provider)]
  const [purchase, code] = [await aPurchase(), await aVoucher()]
  const answer = await press(provider, eve.headers, `/c/${purchase}/redeem`, form(ada, code))
  expect([answer.statusCode, answer.body.includes(code), answer.body.includes('arrived')]).toEqual([409, false, false])
  // It is still good.
  expect((await press(provider, ada.headers, `/c/${purchase}/redeem`, form(ada, code))).statusCode).toBe(200)
})

test('R26: a voucher that was refused after the window closed is there again when it is open', async () => {
  const ada = await aUser(provider)
  provider.clock.advance(1_801)
  const purchase = await aPurchase()
  const code = '00000-00000-00000-00000-00000'
  const refused = await press(provider, ada.headers, `/c/${purchase}/redeem`, form(ada, code))
  expect(refused.body).toContain('Sign in again to buy.')
  const { cookie } = await signedInHeaders(provider, ada.user)
  expect(await look(purchase, `${cookie}; ${cookiesOf(refused)}`)).toContain(`value="${code}"`)
})

test('it is kept for a quarter of an hour, and not past a sign-out', async () => {
  const ada = await aUser(provider)
  const [purchase, code] = [await aPurchase(), await aVoucher()]
  const typed = cookiesOf(await press(provider, { origin }, `/c/${purchase}/redeem`, form(ada, code)))
  provider.clock.advance(899)
  const { cookie } = await signedInHeaders(provider, ada.user)
  expect(await look(purchase, `${cookie}; ${typed}`)).toContain(`value="${code}"`)
  const out = await press(provider, { origin, cookie: `${cookie}; ${typed}` }, '/sign-out', {})
  expect(out.headers['set-cookie']).toEqual(expect.arrayContaining([expect.stringMatching(/^__Host-farthing-typed=;/)]))
  provider.clock.advance(1)
  const later = (await signedInHeaders(provider, ada.user)).cookie
  expect(await look(purchase, `${later}; ${typed}`)).not.toContain(code)
})
