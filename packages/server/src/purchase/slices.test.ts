// Holds captured and refunded in slices: who has what then.
import { expect, test } from 'vitest'
import { answered, aWorld, codeOf, minute } from './fixtures.ts'
import { capture, changeVendor, held, refunded, voided } from './hold-fixtures.ts'

test('the fixed part of the fee is taken once, whatever the first capture could pay of it', async () => {
  const world = await aWorld({ priceMicros: 120_000n, feeFixedMicros: 1_000n })
  const [whole, tiny] = [await held(world), await held(world)]
  answered(await capture(world, whole, { amountMicros: 60_000n }))
  expect(await world.balance(world.accounts.fee)).toBe(4_000n)
  answered(await capture(world, whole))
  expect(await world.balance(world.accounts.fee)).toBe(7_000n)
  answered(await refunded(world, whole))
  expect(await world.balance(world.accounts.fee)).toBe(0n)
  answered(await capture(world, tiny, { amountMicros: 1n }))
  expect(await world.balance(world.accounts.fee)).toBe(1n)
  answered(await capture(world, tiny))
  expect(await world.balance(world.accounts.fee)).toBe(7_000n)
})

test('T4: fee and royalties are not evaded by slices: 132 captures of 19 micros owe what one of 2,508 does', async () => {
  const world = await aWorld({ priceMicros: 2_508n, shares: [100] })
  const [once, sliced] = [await held(world), await held(world)]
  const parties = async () => [
    await world.balance(world.accounts.fee),
    await world.balance(world.accounts.author),
    await world.balance(world.accounts.vendor),
  ]
  answered(await capture(world, once))
  expect(await parties()).toEqual([125n, 24n, 2_359n])
  answered(await refunded(world, once))
  expect(await parties()).toEqual([0n, 0n, 0n])
  for (let i = 0; i < 132; i++) answered(await capture(world, sliced, { amountMicros: 19n }))
  expect(await parties()).toEqual([125n, 24n, 2_359n])
  expect(answered(await refunded(world, sliced))).toMatchObject({ captures: 132, refunded: '2508' })
  expect(await parties()).toEqual([0n, 0n, 0n])
})

test('P5: a hold is captured in 255 parts at most', async () => {
  const world = await aWorld({ priceMicros: 2_508n, kind: 'goods' })
  const purchase = await held(world)
  for (let i = 0; i < 255; i++) answered(await capture(world, purchase, { amountMicros: 1n }))
  expect(codeOf(await capture(world, purchase))).toBe('amount_above_hold')
  answered(await voided(world, purchase))
  // 5 % of 255 is 12.75; of the 243 left 30 % is 72.9; of the 170 then left 5 parts in 70 are 12.14.
  expect(await world.balance(world.accounts.fee)).toBe(12n)
  expect(await world.balance(world.accounts.author)).toBe(73n)
  expect(await world.balance(world.accounts.photographer)).toBe(12n)
  expect(await world.balance(world.accounts.vendor)).toBe(158n)
})

test('T4: a hold is captured by the fee that was agreed, whatever the vendor’s is by then', async () => {
  const world = await aWorld({ priceMicros: 100_000n, kind: 'goods' })
  const before = await held(world)
  await changeVendor(world, { feeBasisPoints: 1_000n, feeFixedMicros: 500n })
  answered(await capture(world, before, { amountMicros: 40_000n }))
  expect(await world.balance(world.accounts.fee)).toBe(2_000n)
  await changeVendor(world, { feeBasisPoints: 0n, feeFixedMicros: 0n })
  answered(await capture(world, before))
  expect(await world.balance(world.accounts.fee)).toBe(5_000n)
})

test('T4: capturing, refunding and capturing again evades neither fee nor royalty', async () => {
  const world = await aWorld({ priceMicros: 100_000n, feeFixedMicros: 1_000n, kind: 'goods', shares: [3_000] })
  const parties = async () => [
    await world.balance(world.accounts.fee),
    await world.balance(world.accounts.author),
    await world.balance(world.accounts.vendor),
  ]
  // 0.001 pays 950 micros of the fixed part and 50 of basis points; those alone come back while more may be captured.
  const attack = await held(world)
  answered(await capture(world, attack, { amountMicros: 1_000n }))
  expect(await parties()).toEqual([1_000n, 0n, 0n])
  expect(await refunded(world, attack, 1_000n)).toMatchObject({
    answer: { code: 'amount_above_captured', param: 'amount', left: { amount: '0.00005', currency: 'USD' } },
  })
  expect(answered(await refunded(world, attack))).toMatchObject({ refunded: '50' })
  answered(await capture(world, attack))
  // Gross 0.1: fee 6,000, of the 94,000 left the author 28,200, the vendor 65,800; the fee gave 50 back.
  expect(await parties()).toEqual([5_950n, 28_200n, 65_800n])
  // Once nothing more can be captured, a full refund leaves nothing.
  answered(await refunded(world, attack))
  expect(await parties()).toEqual([0n, 0n, 0n])

  // A refund in part, with more to come: 0.05 gives fee 3,500, author 13,950, vendor 32,550; beside the fixed part 49,000.
  const half = await held(world)
  answered(await capture(world, half, { amountMicros: 50_000n }))
  answered(await refunded(world, half))
  expect(await parties()).toEqual([1_000n, 0n, 0n])
  answered(await capture(world, half))
  expect(await parties()).toEqual([3_500n, 14_250n, 33_250n])
  answered(await refunded(world, half))
  expect(await parties()).toEqual([0n, 0n, 0n])

  // After void, and after the hold's time, the fixed part comes back too.
  const ended = [await held(world), await held(world, 600)]
  for (const purchase of ended) answered(await capture(world, purchase, { amountMicros: 1_000n }))
  answered(await voided(world, ended[0] ?? ''))
  answered(await refunded(world, ended[0] ?? ''))
  world.advance(10n * minute)
  answered(await refunded(world, ended[1] ?? ''))
  expect(await parties()).toEqual([0n, 0n, 0n])
})
