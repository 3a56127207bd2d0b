import { expect, test } from 'vitest'
import { keyOf, part, whole } from '../platform/ids.ts'
import { currencyCodes } from '../platform/money.ts'
import { rooms } from '../rooms.ts'
import { boughtBucket, vendorPayable } from './accounts.ts'
import { assetNumber, assetOf } from './assets.ts'

const owner = whole(keyOf('owner'))

const accountKinds = Object.fromEntries(rooms.flatMap((room) => Object.entries(room.accountKinds ?? {})))

test('P1: no two accounts of one owner meet, whatever their kind and asset', () => {
  const assets = currencyCodes.flatMap((currency) => [assetOf(currency, 'live'), assetOf(currency, 'test')])
  const numbers = [...assets.map(assetNumber), 0, 1, 0xff, 0x100, 0x7fff, 0x8000, 0xffff]
  expect(new Set(assets.map(assetNumber)).size).toBe(assets.length)
  const kinds = Object.values(accountKinds)
  const wanted = kinds.flatMap((kind) => [...new Set(numbers)].map((number) => part(owner, kind, number)))
  expect(new Set([owner, ...wanted]).size).toBe(1 + wanted.length)
  for (const id of wanted) expect(whole(id)).toBe(owner)
})

test('an account’s identifier ends in a byte of kind and two of asset, and these are what they are', () => {
  expect(boughtBucket(owner, 'USD').slice(26)).toBe('010001')
  expect(boughtBucket(owner, 'JPY').slice(26)).toBe('010004')
  expect(boughtBucket(owner, 'test:USD').slice(26)).toBe('018001')
  expect(vendorPayable(owner, 'test:EUR').slice(26)).toBe('108002')
  expect(accountKinds).toEqual({
    bought: 0x01,
    debt: 0x02,
    payable: 0x10,
    receivable: 0x11,
    rightsholder: 0x20,
    fee: 0x30,
    vouchers: 0x31,
    incentives: 0x32,
    capturing: 0x33,
    limits: 0x34,
    testIssue: 0x35,
    exchange: 0x36,
    outsideCheck: 0x37,
    outsideMoneyOrder: 0x38,
    outsideBankCredit: 0x39,
    outsidePhone: 0x3a,
    grant: 0x40,
    mandate: 0x50,
    budget: 0x60,
    budgetHeld: 0x61,
  })
})
