import { expect, test } from 'vitest'
import { limitSink, mandateBudget } from '../chart/index.ts'
import type { MandateRow } from './rules.ts'
import { checkMandate, isSecretOf, parseMandateSecret, writeMandateSecret } from './rules.ts'

const id = '0192f3a1b2c37d4e8f01234567890000'
const user = '0192f3a1b2c37d4e8f01234567880000'
const vendor = '0192f3a1b2c37d4e8f01234567870000'
const letters = 'abcdefghABCDEFGH0123456789abcdef'
const { text, hash } = writeMandateSecret('live', id, letters)
const at = 1_700_000_000_000_000n
const mandate: MandateRow = {
  payer: '0192f3a1b2c37d4e8f01234567860000',
  mode: 'live',
  user,
  label: 'Reader',
  currency: 'USD',
  ceiling_micros: 1_000n,
  per_purchase_micros: 400n,
  vendors: null,
  secret_hash: hash,
  created_at: at,
  expires_at: at + 10n,
  revoked_at: null,
}
const budget = {
  id: mandateBudget(id, 'USD'),
  asset: 'limit:USD',
  floor: -1_000n,
  ceiling: null,
  debitsPending: 0n,
  debitsPosted: 700n,
  creditsPending: 0n,
  creditsPosted: 0n,
  entries: 0n,
  history: false,
}
const wish = { vendor, mode: 'live', currency: 'USD', priceMicros: 300n, members: [user] } as const
const check = (changes: Partial<MandateRow>, wishes: Partial<Parameters<typeof checkMandate>[2]> = {}, when = at) =>
  checkMandate(id, { ...mandate, ...changes }, { ...wish, ...wishes }, budget, when)

test('a mandate pays up to its ceiling, and counts it', () => {
  expect(check({})).toEqual({
    kind: 'ok',
    legs: [{ kind: 'post', debit: budget.id, credit: limitSink('USD'), micros: 300n }],
    budget: budget.id,
  })
  expect(check({}, { priceMicros: 301n })).toEqual({ kind: 'refused', code: 'mandate_exceeded', leftMicros: 300n })
})

test('a mandate reaches no further than it says: price each, vendors, currency', () => {
  expect(check({ per_purchase_micros: 200n })).toMatchObject({ code: 'mandate_exceeded', leftMicros: 200n })
  expect(check({ vendors: [user] })).toMatchObject({ code: 'mandate_exceeded', leftMicros: 0n })
  expect(check({ vendors: [user, vendor] })).toMatchObject({ kind: 'ok' })
  expect(check({ currency: 'EUR' })).toMatchObject({ code: 'mandate_exceeded' })
})

test('a mandate ends by its expiry, by hand, and with its giver’s membership', () => {
  const invalid = { kind: 'refused', code: 'mandate_invalid' }
  expect(check({}, {}, at + 9n)).toMatchObject({ kind: 'ok' })
  expect(check({}, {}, at + 10n)).toEqual(invalid)
  expect(check({ revoked_at: at })).toEqual(invalid)
  expect(check({}, { members: [vendor] })).toEqual(invalid)
  expect(check({}, { mode: 'test' })).toEqual(invalid)
  expect(checkMandate(id, undefined, wish, budget, at)).toEqual(invalid)
})

test('a mandate’s secret is parsed to its identifier and a hash; a wrong letter does not fit', () => {
  expect(text).toMatch(/^mandate_live_[0-9a-z]{26}_[0-9A-Za-z]{32}$/)
  const secret = parseMandateSecret(text)
  expect(secret).toEqual({ mode: 'live', id, hash })
  expect(secret && isSecretOf(mandate, secret)).toBe(true)
  const forged = parseMandateSecret(text.replace(/f$/, 'e'))
  expect(forged && isSecretOf(mandate, forged)).toBe(false)
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
