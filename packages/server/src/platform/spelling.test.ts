import fc from 'fast-check'
import { expect, test } from 'vitest'
import { beginningOf, beginningsOf, isNamed, wordsOf } from './spelling.ts'

test.each([
  ['Maud Ellery', 'maud ellery'],
  ['ŁÓDŹ', 'lodz'],
  ['Straße STRASSE', 'strasse strasse'],
  ['Søren Kierkegaard', 'soren kierkegaard'],
  ['Æsa Þórsdóttir', 'aesa thorsdottir'],
  ['Zoe\u0308', 'zoe'],
  ['Zo\u00eb', 'zoe'],
  ['ﬁnn', 'finn'],
  ['Ｍａｕｄ', 'maud'],
  ['İpek Işık', 'ipek isik'],
  ['Ἀριστοτέλης', 'αριστοτελησ'],
  ['ΑΡΙΣΤΟΤΕΛΗΣ', 'αριστοτελησ'],
  ['Ёлкин', 'елкин'],
  ['Nguyễn Đặng', 'nguyen dang'],
  ['김철수', '김철수'],
  ['אַבְרָהָם', 'אברהם'],
])('%s is compared as %s', (text, expected) => {
  expect(wordsOf(text).join(' ')).toBe([...new Set(expected.split(' '))].join(' '))
})

test('words are what stands between spaces and signs; what is joined by a mark is one', () => {
  expect(wordsOf('  Ellery,  Maud ')).toEqual(['ellery', 'maud'])
  expect(wordsOf("O'Brien O’Brien")).toEqual(['obrien'])
  expect(wordsOf('Jean-Luc Picard')).toEqual(['jeanluc', 'picard'])
  expect(wordsOf('J. R. R. Tolkien')).toEqual(['j', 'r', 'tolkien'])
  expect(wordsOf('%_"\\ -- ;')).toEqual([])
})

test('beginnings of a name: from two letters on, from one where a character is a syllable, no longer than twelve', () => {
  expect(beginningsOf('Maud X')).toEqual(['ma', 'mau', 'maud', 'x'])
  expect(beginningsOf('Jo-Ann')).toEqual(['jo', 'joa', 'joan', 'joann', 'an', 'ann'])
  expect(beginningsOf('山田')).toEqual(['山', '山田'])
  expect(beginningsOf('Wolfeschlegelsteinhausen').at(-1)).toBe('wolfeschlege')
  expect(beginningsOf('')).toEqual([])
  expect(beginningsOf('a b c d e f g h i j k l m n').length).toBe(12)
})

test.each([
  ['Maud Ellery', 'ell mau', true],
  ['Maud Ellery', 'maude', false],
  ['Maud Ellery', 'ud', false],
  ['Jean-Luc Picard', 'luc', true],
  ['Jean-Luc Picard', 'jean luc', true],
  ['Jean-Luc Picard', 'JEAN‐LUC', true],
  ['Jean Luc', 'jean-luc', false],
  ['Siobhán O’Brien', "o'bri siob", true],
  ['Siobhán O’Brien', 'brien', true],
])('%s is found by %s: %s', (name, asked, expected) => {
  expect(isNamed(name, wordsOf(asked))).toBe(expected)
})

test('every name is found by any beginning of its words, in whatever order', () => {
  const letter = fc.constantFrom(...Array.from('abzÄéłßŁøИя山キ김ό'))
  const word = fc.array(letter, { minLength: 2, maxLength: 10 }).map((letters) => letters.join(''))
  const asked = fc.tuple(word, word, fc.integer({ min: 2, max: 10 }), fc.integer({ min: 2, max: 10 }))
  fc.assert(
    fc.property(asked, ([first, last, i, j]) => {
      const words = wordsOf(`${last.slice(0, j)} ${first.slice(0, i)}`)
      const known = new Set(beginningsOf(`${first} ${last}`))
      expect(isNamed(`${first} ${last}`, words)).toBe(true)
      for (const each of words) expect(known).toContain(beginningOf(each))
    }),
  )
})
