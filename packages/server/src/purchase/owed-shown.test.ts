// Over HTTP: how it reads where a payee was paid out before a refund, and where a payer owes.
import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buy } from '../access/fixtures.ts'
import { debtAccount, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import { facts, movement } from '../event/index.ts'
import { vouchersAccount } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { providerActor } from '../platform/actor.ts'
import { fromPublic } from '../platform/ids.ts'
import { composeRooms, defineRoom } from '../platform/room.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { rooms } from '../rooms.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer } from './http-fixtures.ts'

let provider: TestProvider
beforeAll(async () => {
  const test = defineRoom({ name: 'test', events: [moved] })
  provider = await testProvider({ FARTHING_WELCOME_AMOUNT: '0' }, { rooms: composeRooms([...rooms, test]) })
})
afterAll(() => provider.close())

const moved = movement('test.moved', facts<null>(), {
  says: 'an amount moved',
  facts: {},
  history: { kinds: ['funding'], line: () => ({ kind: 'funding', title: 'Moved', vendor: null, purchase: null }) },
})
/** Moves an amount as a settlement, or a reversal, would: nothing of the product does that yet. */
async function move(debit: Id, credit: Id, micros: bigint): Promise<void> {
  const { ledger, ids } = provider.deps
  const mover: Decider<null, string> = {
    name: 'test.move',
    decide(_, draft) {
      for (const id of [debit, credit]) draft.openIfAbsent({ id, asset: 'USD', floor: null })
      draft.record(moved.of(null)).post(debit, credit, micros)
      return done('')
    },
  }
  await ledger.submit(mover, ids.mint(), null, { actor: providerActor('settle') })
}

const usd = (amount: string) => ({ amount, currency: 'USD' })
const read = async <Body>(user: TestUser, url: string): Promise<Body> =>
  (await provider.inject({ url, headers: user.headers })).json<Body>()

test('R1c R20: a vendor and an author who were paid out before a refund read what they owe below zero, until sales fill it', async () => {
  const vendor = await aVendor(provider)
  const user = await aBuyer(provider, { micros: 10_000_000n })
  const author = (await vendor.post('/v1/rightsholders', { name: 'Ann' })).json<{ id: string }>().id
  const sell = () =>
    buy(provider, vendor, user, {
      sku: 'chair',
      title: 'A chair',
      kind: 'goods',
      price: usd('1'),
      shares: [{ rightsholder: author, role: 'author', basis_points: 2_000 }],
    })
  const owed = async () => ({
    vendor: (await vendor.get('/v1/vendor')).json<{ balances: unknown[] }>().balances,
    author: (await vendor.get(`/v1/rightsholders/${author}`)).json<{ balances: unknown[] }>().balances,
    console: await read<{ payable: unknown; royalties_payable: unknown; totals: object }>(
      vendor.owner,
      `/api/console/${vendor.ven}/overview?mode=live`,
    ),
  })
  const { purchase } = await sell()
  // Fee 5 %: 0.05; of 0.95 the author 0.19, the vendor 0.76.
  const outside = provider.deps.ids.mint()
  await move(vendorPayable(vendor.vendor, 'USD'), outside, 760_000n)
  await move(rightsholderPayable(fromPublic('rsh', author) ?? '', 'USD'), outside, 190_000n)
  expect((await vendor.post(`/v1/purchases/${purchase}/refund`, {})).json()).toMatchObject({
    refunded: usd('1'),
    royalty_transactions: [
      { type: 'capture', vendor: usd('0.76') },
      { type: 'refund', vendor: usd('-0.76') },
    ],
  })
  expect(await owed()).toMatchObject({
    vendor: [{ currency: 'USD', payable: usd('-0.76') }],
    author: [{ currency: 'USD', payable: usd('-0.19') }],
    console: {
      payable: usd('-0.76'),
      royalties_payable: usd('-0.19'),
      totals: { sales: usd('1'), refunds: usd('1'), net: usd('0'), vendor: usd('0'), royalties: usd('0') },
    },
  })
  await sell()
  expect(await owed()).toMatchObject({
    vendor: [{ currency: 'USD', payable: usd('0') }],
    author: [{ currency: 'USD', payable: usd('0') }],
    console: { payable: usd('0'), royalties_payable: usd('0'), totals: { vendor: usd('0.76') } },
  })
})

test('R22 R34: a refund to who owes reads as the whole refund, and history’s balance is Home’s', async () => {
  const vendor = await aVendor(provider)
  const user = await aBuyer(provider, { micros: 2_000_000n })
  const { purchase } = await buy(provider, vendor, user, { sku: 'book', title: 'A book', price: usd('1') })
  await move(debtAccount(user.account, 'USD'), vouchersAccount('USD'), 300_000n)
  type Row = { amount: { amount: string }; balance: { amount: string } }
  const rows = async () =>
    (await read<{ data: Row[] }>(user, '/api/wallet/history')).data.map(
      ({ amount, balance }) => `${amount.amount} → ${balance.amount}`,
    )
  const free = async () =>
    (await read<{ wallets: { available: { amount: string } }[] }>(user, '/api/wallet/home')).wallets.map(
      ({ available }) => available.amount,
    )
  expect(await rows()).toEqual(['-0.3 → 0.7', '-1 → 1', '2 → 2'])
  expect(await free()).toEqual(['0.7'])
  await vendor.post(`/v1/purchases/${purchase}/refund`, {})
  expect(await rows()).toEqual(['1 → 1.7', '-0.3 → 0.7', '-1 → 1', '2 → 2'])
  expect(await free()).toEqual(['1.7'])
})
