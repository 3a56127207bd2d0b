import { expect, test } from 'vitest'
import { maskEmail, maskName } from './masks.ts'

test.each([
  ['Maud Ellery', '', 'M… E…', true],
  ['Maud Ellery', 'ma', 'Ma… E…', true],
  ['Maud Ellery', 'ELL, maud', 'Maud Ell…', true],
  ['Maud Ellery', 'maud ellery', 'Maud Ellery', false],
  ['Maud Ellery', 'maud@example.org', 'M… E…', true],
  ['Anna Weißmann', 'weissm', 'A… Weißm…', true],
  ['Zoe\u0308 Łukasz', 'zoe luk', 'Zoe\u0308 Łuk…', true],
  ['山田太郎', '山', '山…', true],
  ['Siobhán O’Brien', 'obr', 'S… O’Br…', true],
  ['X', '', 'X…', true],
])('the name %s, where %s was typed, is %s', (name, typed, text, isMasked) => {
  expect(maskName(name, typed)).toEqual({ text, is_masked: isMasked })
})

test.each([
  ['maud@example.org', '', 'm…@e….org', true],
  ['maud@example.org', 'Maud@Example.org ', 'maud@example.org', false],
  ['maud@example.org', 'maud@example.com', 'm…@e….org', true],
  ['a.b@mail.bücher.example', '', 'a…@m….example', true],
])('the address %s, where %s was typed, is %s', (email, typed, text, isMasked) => {
  expect(maskEmail(email, typed)).toEqual({ text, is_masked: isMasked })
})
