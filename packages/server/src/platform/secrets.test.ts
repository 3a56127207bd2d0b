import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openSecrets } from './secrets.ts'
import { seededRandom } from './testing.ts'

const secrets = openSecrets(Buffer.alloc(32, 1), seededRandom('secrets'))
const cell = ['users', '01', 'name_sealed'] as const

test('what was sealed opens as it was', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(secrets.open(cell, secrets.seal(cell, text))).toBe(text)
    }),
  )
})

test('one text never gives the same bytes twice', () => {
  expect(secrets.seal(cell, 'Ada')).not.toEqual(secrets.seal(cell, 'Ada'))
})

test('what was moved to another row, column or table, cut or changed, does not open', () => {
  const sealed = secrets.seal(cell, 'Ada')
  expect(() => secrets.open(['users', '02', 'name_sealed'], sealed)).toThrow()
  expect(() => secrets.open(['users', '01', 'email_sealed'], sealed)).toThrow()
  expect(() => secrets.open(['vendors', '01', 'name_sealed'], sealed)).toThrow()
  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed)
    changed[i] = (changed[i] ?? 0) ^ 1
    expect(() => secrets.open(cell, changed)).toThrow()
    expect(() => secrets.open(cell, sealed.subarray(0, i))).toThrow()
  }
})

test('a person’s key opens what it sealed, and no other key does', () => {
  const keyCell = ['users', '01', 'key_wrapped'] as const
  const { wrapped, sealer } = secrets.newPersonKey(keyCell)
  const sealed = sealer.seal(cell, 'Ada')
  expect(secrets.personKey(keyCell, wrapped).open(cell, sealed)).toBe('Ada')
  expect(() => secrets.open(cell, sealed)).toThrow()
  expect(() => secrets.personKey(keyCell, secrets.newPersonKey(keyCell).wrapped).open(cell, sealed)).toThrow()
})

test('an index differs by purpose and by master key', () => {
  const other = openSecrets(Buffer.alloc(32, 2), seededRandom('other'))
  expect(secrets.index('e-mail', 'a@b.example')).toEqual(secrets.index('e-mail', 'a@b.example'))
  expect(secrets.index('e-mail', 'a@b.example')).not.toEqual(secrets.index('voucher', 'a@b.example'))
  expect(secrets.index('e-mail', 'a@b.example')).not.toEqual(other.index('e-mail', 'a@b.example'))
})
