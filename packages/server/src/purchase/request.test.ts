import { expect, test } from 'vitest'
import { toPublic } from '../platform/ids.ts'
import { anId, answered, aWorld, codeOf } from './fixtures.ts'
import { requestPurchase } from './request.ts'

test('R1d R42: a purchase begins as the vendor asked for it', async () => {
  const world = await aWorld()
  const input = world.requestInput()
  expect(answered(await world.ledger.submit(requestPurchase, anId(), input, world.byVendor))).toMatchObject({
    purchase: input.purchase,
    status: 'requested',
    payer: null,
    captured: '0',
  })
})

test("T19: the vendor's order reference names one open purchase, and one vendor's does not meet another's", async () => {
  const world = await aWorld()
  const purchase = await world.request({ orderReference: 'A-1042' })
  const input = world.requestInput({ orderReference: 'A-1042' })
  const again = await world.ledger.submit(requestPurchase, anId(), input, world.byVendor)
  expect(again).toMatchObject({
    kind: 'refused',
    answer: {
      code: 'order_reference_used',
      param: 'order_reference',
      purchase: { id: toPublic('txn', purchase), status: 'requested' },
    },
  })
  const other = await aWorld()
  await other.request({ orderReference: 'A-1042' })
})

test('R28: return and cancel URL lie under a registered site, or nothing begins', async () => {
  const world = await aWorld()
  const good = 'https://courier.example/read/pump'
  const bad = 'https://courier.example.evil/read/pump'
  for (const [param, facts] of [
    ['return_url', { returnUrl: bad, cancelUrl: good }],
    ['cancel_url', { returnUrl: good, cancelUrl: bad }],
  ] as const) {
    const outcome = await world.ledger.submit(requestPurchase, anId(), world.requestInput({ facts }), world.byVendor)
    expect(outcome).toMatchObject({ kind: 'refused', answer: { code: 'url_not_registered', param } })
  }
})

test('a vendor that is not there sells nothing', async () => {
  const world = await aWorld()
  const input = world.requestInput({ vendor: anId() })
  expect(codeOf(await world.ledger.submit(requestPurchase, anId(), input, world.byVendor))).toBe('vendor_suspended')
})
