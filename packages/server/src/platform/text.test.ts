import { expect, test } from 'vitest'
import { faultOf, isBlank, pastedCode, pastedText, searchText } from './text.ts'

test.each([
  ['Eels of the Fens'],
  ['Größe: 5 µm – „ganz“'],
  // Persian and Hindi need joiners, and so do families; England’s flag is written with tags.
  ['می\u200cخواهم'],
  ['क\u094d\u200dष'],
  ['\u{1f468}\u200d\u{1f469}\u200d\u{1f467}'],
  ['\u{1f3f4}\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['\u2764\ufe0f \u{1f44d}\u{1f3fd} 1\ufe0f\u20e3'],
  // Pictographs that Unicode has kept a place for.
  ['\u{1f8ff}'],
  // Hebrew with vowels and accents; Tibetan stacks; a variant of a Han letter.
  ['בְּרֵאשִׁ֖ית'],
  ['ཧཱུྃ'],
  ['葛\u{e0100}'],
  ['\u0601\u0661'],
])('T25: %j may be seen', (text) => {
  expect(faultOf(text, { lines: false })).toBeUndefined()
  expect(isBlank(text)).toBe(false)
})

test.each([
  ['a\u0000b', 'holds U+0000, which is refused'],
  ['a\u0085b', 'holds U+0085, which is refused'],
  ['two\nlines', 'holds U+000A, which is refused'],
  ['invoice\u202efdp.exe', 'holds U+202E, which is refused'],
  ['a\u2066b\u2069', 'holds U+2066, which is refused'],
  ['pay\u200bpal', 'holds U+200B, which is refused'],
  ['pay\u200dpal', 'holds U+200D, which is refused'],
  ['pay\u200cpal', 'holds U+200C, which is refused'],
  ['12\u200d3', 'holds U+200D, which is refused'],
  ['\u{1f3f4}\u{e0061}\u{e0062}', 'holds U+E0061, which is refused'],
  ['co\u00adop', 'holds U+00AD, which is refused'],
  ['a\u2028b', 'holds U+2028, which is refused'],
  ['pay\ufe0epal', 'holds U+FE0E, which is refused'],
  ['1\ufe0f2', 'holds U+FE0F, which is refused'],
  [' \ufe0f', 'holds U+FE0F, which is refused'],
  ['\u3164', 'holds U+3164, which is refused'],
  ['\u115f', 'holds U+115F, which is refused'],
  ['\ue000', 'holds U+E000, which is refused'],
  ['\u0378', 'holds U+0378, which is refused'],
  ['\uffff', 'holds U+FFFF, which is refused'],
  ['half \ud800', 'holds U+D800, which is refused'],
  ['caf\ufffd', 'holds U+FFFD, which stands for text that was damaged on its way'],
  [`Z${'\u0301'.repeat(12)}`, 'holds a heap of marks on one letter'],
])('T25: %j: %s', (text, fault) => {
  expect(faultOf(text, { lines: false })).toBe(fault)
})

test('T25: line ends and tabs stand in texts of several lines alone', () => {
  expect(faultOf('one\r\n\ttwo', { lines: true })).toBeUndefined()
  expect(faultOf('one\r\n\ttwo', { lines: false })).toBe('holds U+000D, which is refused')
  expect(faultOf('one\u2029two', { lines: true })).toBe('holds U+2029, which is refused')
})

test.each([[''], [' '], ['\u00a0\u3000'], ['\u2800\u2800'], ['\u0301']])('%j is blank', (text) => {
  expect(isBlank(text)).toBe(true)
})

test('T27: a text of a length that a request has is read in a moment, whatever is in it', () => {
  const began = performance.now()
  for (const piece of ['\u200d', '\u0301', '\u{1f3f4}\u{e0067}', 'م\u200c', ' ', '\u{1f468}\u200d'])
    faultOf(piece.repeat(10_000), { lines: false })
  expect(performance.now() - began).toBeLessThan(5_000)
})

test.each([
  ['\u200e12345-67890-12345-67890-12345\u200f', '1234567890123456789012345'],
  ['12345\u00a067890\u2007\u201212345\u2011678\u00ad90.12345\r\n', '1234567890123456789012345'],
  ['\uff11\uff12\uff13\uff14\uff15\uff0d\uff16', '123456'],
  ['٠١٢٣٤٥٦٧٨٩', '0123456789'],
  ['۰۱۲۳۴۵۶۷۸۹', '0123456789'],
  ['०१२३४५६७८९', '0123456789'],
  ['\u{1d7d8}\u{1d7e1}\u{1d7ce}', '090'],
  ['12\ufeff34\u2060 5 6', '123456'],
])('%j is pasted as %s', (text, code) => {
  expect(pastedCode(text)).toBe(code)
})

test('what is pasted keeps its letters, and what is looked for keeps its joiners', () => {
  expect(pastedText('\u200f nell\u200b@courier\uff0eexample\u00a0')).toBe('nell@courier.example')
  expect(pastedText('cafe\u0301')).toBe('caf\u00e9')
  expect(searchText('\u202a می\u200cخواهم \u2069')).toBe('می\u200cخواهم')
  expect(searchText('Eels\u00a0of\u200b ')).toBe('Eels of')
})
