import type { Moves, Seen } from '@farthing/ledger'
import { accountAfter } from '@farthing/ledger'
import { expect, test } from 'vitest'
import { mandateBudget } from './accounts.ts'
import { limitSink } from '../wallet/index.ts'
import type { MandateRow } from './rules.ts'
import { checkMandate, countAgainstMandate, parseMandateSecret, writeMandateSecret } from './rules.ts'

const id = '0192f3a1b2c37d4e8f01234589000000'
const user = '0192f3a1b2c37d4e8f01234588000000'
const vendor = '0192f3a1b2c37d4e8f01234587000000'
const letters = 'abcdefghABCDEFGH0123456789abcdef'
const { text, hash } = writeMandateSecret('live', id, letters)
const at = 1_700_000_000_000_000n
const mandate: MandateRow = {
  payer: '0192f3a1b2c37d4e8f01234586000000',
  mode: 'live',
  givenBy: user,
  label: 'Reader',
  currency: 'USD',
  ceilingMicros: 1_000n,
  perPurchaseMicros: 400n,
  vendors: null,
  secretHash: Buffer.from(hash, 'hex'),
  createdAt: at,
  expiresAt: at + 10n,
  revokedAt: null,
}
const budget = accountAfter(
  { id: mandateBudget(id, 'USD'), asset: 'limit:USD', floor: -1_000n, history: false },
  { debits: 700n },
)
const order = { mandate: id, vendor, mode: 'live', currency: 'USD', priceMicros: 300n, secretHash: hash } as const

/** Sees one mandate and its budget. */
const seeing = (row: MandateRow | undefined): Seen => ({
  account: (account) => (account === budget.id ? budget : undefined),
  row: (() => row) as Seen['row'],
  hold: () => undefined,
  need: () => undefined,
})
const check = (
  changes: Partial<MandateRow>,
  orderChanges: Partial<Parameters<typeof checkMandate>[0]> = {},
  when = at,
) => checkMandate({ ...order, ...orderChanges }, seeing({ ...mandate, ...changes }), when)

test('a mandate pays up to its ceiling, and counts it', () => {
  const { payer } = mandate
  expect(check({})).toEqual({ kind: 'ok', payer, user, budget: budget.id })
  const posted: unknown[] = []
  const moves = { post: (...leg: unknown[]) => void posted.push(leg) } as Partial<Moves> as Moves
  countAgainstMandate(moves, budget.id, 'USD', 300n)
  expect(posted).toEqual([[budget.id, limitSink('USD'), 300n]])
  expect(check({}, { priceMicros: 301n })).toMatchObject({ refusal: { code: 'mandate_exceeded', left: '300' } })
})

test('a mandate reaches no further than it says: price each, vendors, currency', () => {
  expect(check({ perPurchaseMicros: 200n })).toMatchObject({ refusal: { code: 'mandate_exceeded', left: '200' } })
  expect(check({ vendors: [user] })).toMatchObject({ refusal: { code: 'mandate_exceeded', left: '0' } })
  expect(check({ vendors: [user, vendor] })).toMatchObject({ kind: 'ok' })
  expect(check({ currency: 'EUR' })).toMatchObject({ refusal: { code: 'mandate_exceeded' } })
})

test('a mandate ends by its expiry and by hand, and nobody else’s secret fits', () => {
  const invalid = { kind: 'refused', refusal: { code: 'mandate_invalid' } }
  expect(check({}, {}, at + 9n)).toMatchObject({ kind: 'ok' })
  expect(check({}, {}, at + 10n)).toEqual(invalid)
  expect(check({ revokedAt: at })).toEqual(invalid)
  expect(check({}, { mode: 'test' })).toEqual(invalid)
  expect(check({}, { secretHash: hash.replaceAll('a', 'b') })).toEqual(invalid)
  expect(check({}, { secretHash: '' })).toEqual(invalid)
  expect(checkMandate(order, seeing(undefined), at)).toEqual(invalid)
})

test('a mandate’s secret is parsed to its identifier and a hash', () => {
  expect(text).toMatch(/^mandate_live_[0-9a-z]{26}_[0-9A-Za-z]{32}$/)
  expect(parseMandateSecret(text)).toEqual({ mode: 'live', id, hash })
  for (const wrong of [
    '',
    'mandate_live_',
    text.slice(1),
    `${text}a`,
    text.replace('live', 'dead'),
    text.toUpperCase(),
  ]) {
    expect(parseMandateSecret(wrong)).toBeUndefined()
  }
})
