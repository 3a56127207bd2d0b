import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aSong, buy } from '../access/fixtures.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import { createVouchers, redeemVoucher } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { doneOr } from '../platform/http/submit.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'

let provider: TestProvider
let paper: TestVendor
let shop: TestVendor
beforeAll(async () => {
  provider = await testProvider()
  paper = await aVendor(provider)
  shop = await aVendor(provider, { name: 'Halfstep Records' })
})
afterAll(() => provider.close())

type Amount = { amount: string; tokens: string }
type Movement = {
  id: string
  kind: string
  title: string
  vendor: { name: string } | null
  purchase: string | null
  amount: Amount
  balance: Amount
  wallet: string
}
type Page = { data: Movement[]; next_cursor: string | null }
const usd = (amount: string) => ({ amount, currency: 'USD' })
const price = (amount: string, changes: Record<string, unknown> = {}) => aSong({ price: usd(amount), ...changes })
async function get<Body>(user: TestUser, url: string): Promise<Body> {
  const answer = await provider.inject({ url, headers: user.headers })
  if (answer.statusCode !== 200) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return answer.json<Body>()
}
const history = (user: TestUser, query = '') => get<Page>(user, `/api/wallet/history${query}`)
/** `kind amount → balance`, as a person reads the list. */
const told = ({ data }: Page): string[] =>
  data.map(({ kind, amount, balance, wallet }) => `${kind} ${amount.amount} → ${balance.amount} ${wallet}`)
let count = 0
async function addEuros(user: TestUser, amountMicros: bigint): Promise<void> {
  const { deps } = provider
  const expiresAt = deps.clock.now() + seconds(86_400)
  const [code = ''] = await createVouchers(deps, { count: 1, amountMicros, currency: 'EUR', batch: 'test', expiresAt })
  doneOr(await redeemVoucher(deps, user, `euros-${++count}`, code, '127.0.0.1'))
}

describe('R22 R36: history', () => {
  test('tells every movement across vendors, with a running balance for each wallet', async () => {
    const user = await aBuyer(provider, { micros: 10_000_000n })
    await buy(provider, paper, user, price('0.12', { title: 'The pumping station' }))
    await addEuros(user, 3_000_000n)
    const song = await buy(provider, shop, user, price('0.045'))
    await shop.post(`/v1/purchases/${song.purchase}/refund`, { amount: usd('0.04') })
    const page = await history(user)
    expect(told(page)).toEqual([
      'refund 0.04 → 9.875 USD',
      'purchase -0.045 → 9.835 USD',
      'funding 3 → 3 EUR',
      'purchase -0.12 → 9.88 USD',
      'funding 10 → 10 USD',
    ])
    expect(page.data[1]).toMatchObject({
      title: 'Eel Catcher',
      vendor: { name: 'Halfstep Records' },
      purchase: song.purchase,
      amount: { tokens: '-4.5' },
      balance: { tokens: '983.5' },
    })
    expect(page.data[4]).toMatchObject({ title: 'Voucher', vendor: null, purchase: null })
    expect(page.next_cursor).toBeNull()
  })

  test('a hold is a hold while it stands, the purchase when it was captured, and what is let go comes back', async () => {
    const user = await aBuyer(provider, { micros: 1_000_000n })
    const manual = { capture: 'manual' }
    const partly = await buy(provider, paper, user, price('0.5'), manual)
    expect(told(await history(user))[0]).toBe('hold -0.5 → 0.5 USD')
    await paper.post(`/v1/purchases/${partly.purchase}/capture`, { amount: usd('0.2'), final: true })
    const given = await buy(provider, paper, user, price('0.3'), manual)
    await paper.post(`/v1/purchases/${given.purchase}/void`, {})
    const whole = await buy(provider, paper, user, price('0.1'), manual)
    await paper.post(`/v1/purchases/${whole.purchase}/capture`, {})
    expect(told(await history(user))).toEqual([
      'purchase -0.1 → 0.7 USD',
      'release 0.3 → 0.8 USD',
      'hold -0.3 → 0.5 USD',
      'release 0.3 → 0.8 USD',
      'purchase -0.5 → 0.5 USD',
      'funding 1 → 1 USD',
    ])
  })

  test('pages join without a gap or a double, also while something new happens', async () => {
    const user = await aBuyer(provider, { micros: 1_000_000n })
    for (let i = 0; i < 6; i++) await buy(provider, paper, user, price('0.01'))
    const whole = told(await history(user))
    const first = await history(user, '?limit=3')
    await buy(provider, paper, user, price('0.5'))
    const second = await history(user, `?limit=3&cursor=${first.next_cursor}`)
    const third = await history(user, `?limit=3&cursor=${second.next_cursor}`)
    expect([...told(first), ...told(second), ...told(third)]).toEqual(whole)
    expect(third.next_cursor).toBeNull()
    const wrong = await provider.inject({ url: '/api/wallet/history?cursor=nonsense', headers: user.headers })
    expect(wrong.json()).toMatchObject({ status: 422, param: 'cursor' })
  })

  test('is filtered by kind and by text, the balance staying true', async () => {
    const user = await aBuyer(provider, { micros: 1_000_000n })
    await buy(provider, paper, user, price('0.1', { title: 'Wildfowl' }))
    await buy(provider, shop, user, price('0.2'))
    expect(told(await history(user, '?kind=purchase&q=wildFOWL'))).toEqual(['purchase -0.1 → 0.9 USD'])
    expect(told(await history(user, '?q=halfstep'))).toEqual(['purchase -0.2 → 0.7 USD'])
    expect(told(await history(user, '?kind=funding'))).toEqual(['funding 1 → 1 USD'])
    expect((await history(user, '?q=nothing')).data).toEqual([])
  })

  test('play money is no part of it', async () => {
    const user = await aBuyer(provider, { micros: 1_000_000n })
    const server = await aServerOf(provider, paper.vendor, paper.owner.user, 'test')
    await buy(provider, { ...paper, ...server }, user, price('0.5'))
    expect(told(await history(user))).toEqual(['funding 1 → 1 USD'])
  })
})

describe('R10 R34: home', () => {
  test('shows all wallets, what is held, and the last five movements', async () => {
    const user = await aBuyer(provider, { micros: 10_000_000n })
    await addEuros(user, 4_120_000n)
    for (let i = 0; i < 5; i++) await buy(provider, paper, user, price('0.1'))
    await buy(provider, shop, user, price('0.2'), { capture: 'manual' })
    const home = await get<{ wallets: unknown; recent: Movement[]; asks: unknown; grants: unknown; limits: unknown }>(
      user,
      '/api/wallet/home',
    )
    expect(home).toMatchObject({
      wallets: [
        { currency: 'USD', available: { amount: '9.3', tokens: '930' }, held: { amount: '0.2', tokens: '20' } },
        { currency: 'EUR', available: { amount: '4.12', tokens: '412' }, held: { amount: '0' } },
      ],
      grants: [],
      limits: [],
      asks: [],
    })
    expect(home.recent).toHaveLength(5)
    expect(home.recent[0]).toMatchObject({ kind: 'hold', vendor: { name: 'Halfstep Records' } })
  })

  test('of a new account is empty, and of nobody refused', async () => {
    const home = await get(await aUser(provider), '/api/wallet/home')
    expect(home).toMatchObject({ wallets: [{ currency: 'USD', available: { amount: '0' } }], recent: [] })
    expect((await provider.inject({ url: '/api/wallet/home' })).json()).toMatchObject({
      status: 401,
      code: 'signed_out',
    })
  })
})

describe('R1g R22: a receipt', () => {
  test('says what was bought, what paid, who got what, and it sums', async () => {
    const user = await aBuyer(provider)
    const holder = await paper.post('/v1/rightsholders', { name: 'Nora Whitlock', role: 'author' })
    const author = holder.json<{ id: string }>().id
    const item = price('0.12', {
      title: 'The pumping station',
      terms: { days_to_view: 30 },
      shares: [{ rightsholder: author, role: 'author', basis_points: 3_000 }],
    })
    const bought = await buy(provider, paper, user, item)
    await paper.post(`/v1/purchases/${bought.purchase}/refund`, {
      amount: usd('0.02'),
      reason: 'Two pages were missing',
    })
    const receipt = await get<Record<string, unknown>>(user, `/api/wallet/purchases/${bought.purchase}`)
    // A sixth is given back, by each party of what it had.
    expect(receipt).toMatchObject({
      id: bought.purchase,
      vendor: { id: paper.ven, name: 'The Fenland Courier' },
      site: 'https://courier.example',
      item: { title: 'The pumping station', kind: 'content' },
      status: 'captured',
      price: { amount: '0.12', tokens: '12' },
      paid_from: [{ label: 'US dollar wallet', amount: { amount: '0.12' } }],
      approved_by: 'Maud Ellery',
      licence_words: 'Open it as often as you like for 30 days from when you first open it',
      split: {
        parties: [
          {
            party: 'vendor',
            name: 'The Fenland Courier',
            role: '',
            basis_points: null,
            paid: { amount: '0.0798' },
            given_back: { amount: '0.0133' },
            net: { amount: '0.0665' },
          },
          {
            party: 'rightsholder',
            name: 'Nora Whitlock',
            role: 'author',
            basis_points: 3000,
            paid: { amount: '0.0342' },
            given_back: { amount: '0.0057' },
            net: { amount: '0.0285' },
          },
          {
            party: 'provider',
            name: 'Farthing',
            role: 'provider’s fee',
            basis_points: null,
            paid: { amount: '0.006' },
            given_back: { amount: '0.001' },
            net: { amount: '0.005' },
          },
        ],
        paid: { amount: '0.12' },
        given_back: { amount: '0.02' },
        net: { amount: '0.1' },
      },
      refunded: { amount: '0.02' },
      refunds: [
        { id: expect.stringMatching(/^rfd_/) as unknown, amount: { amount: '0.02' }, reason: 'Two pages were missing' },
      ],
      can_open: true,
      entitlement: expect.stringMatching(/^ent_/) as unknown,
    })
  })

  test('T15: of another account’s purchase is not there', async () => {
    const bought = await buy(provider, paper, await aBuyer(provider))
    const stranger = await aUser(provider)
    const answer = await provider.inject({ url: `/api/wallet/purchases/${bought.purchase}`, headers: stranger.headers })
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })
})
