import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecrets } from '../platform/secrets.ts'
import { seededRandom } from '../platform/testing.ts'
import { accountOf, pseudonym } from './pseudonym.ts'

const random = seededRandom('pseudonyms')
const deps = { secrets: openSecrets(random.bytes(32), random) }
const id = fc.uint8Array({ minLength: 13, maxLength: 13 }).map((bytes) => `${Buffer.from(bytes).toString('hex')}000000`)
const [courier, halfstep] = ['0192f3a1b2c37d4e8f01234589000000', '0192f3a1b2c37d4e8f01234588000000']

test('R17a: a vendor knows a payer by a name of its own, which the provider reads back', () => {
  fc.assert(
    fc.property(id, id, (vendor, account) => {
      const name = pseudonym(deps, vendor, account)
      return /^psn_[0-9a-z]{26}$/.test(name) && accountOf(deps, vendor, name) === account
    }),
  )
})

test('T14: two vendors’ names of one payer have nothing in common', () => {
  fc.assert(
    fc.property(id, (account) => {
      const names = [pseudonym(deps, courier, account), pseudonym(deps, halfstep, account)]
      return names[0] !== names[1] && accountOf(deps, courier, names[1] ?? '') !== account
    }),
  )
})

test('T14: payers of the same moment have names that are far apart', () => {
  const names = Array.from({ length: 1_000 }, (_, i) =>
    pseudonym(deps, courier, `0192f3a1b2c37d4e8f0123${i.toString(16).padStart(4, '0')}000000`),
  )
  expect(new Set(names.map((name) => name.slice(0, 12))).size).toBeGreaterThan(990)
})

test('what is no name, or was never given, names nobody', () => {
  for (const text of ['', 'psn_', 'psn_01k9vq3m2r8tqd4s0c5w7x9y2z', 'txn_01k9vq3m2r8tqd4s0c5w7x9y2z']) {
    expect(accountOf(deps, courier, text)).toBeUndefined()
  }
})
