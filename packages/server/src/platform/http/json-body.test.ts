import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJsonBody } from './json-body.ts'
import { Problem } from './problems.ts'

function refusalOf(text: string): { code: string; param: string | undefined } | undefined {
  try {
    parseJsonBody(Buffer.from(text))
    return undefined
  } catch (error) {
    if (error instanceof Problem) return { code: error.code, param: error.param }
    throw error
  }
}

test('T16: any JSON comes through as JSON.parse reads it', () => {
  const value = fc
    .jsonValue({ maxDepth: 6 })
    .filter((each) => !JSON.stringify(each).includes('__proto__') && !JSON.stringify(each).includes('\\u0000'))
  fc.assert(
    fc.property(value, fc.nat(3), (each, spaces) => {
      const text = JSON.stringify(each, null, spaces)
      expect(parseJsonBody(Buffer.from(text))).toEqual(JSON.parse(text))
    }),
  )
})

test.each([
  ['{"a":1,"a":1}'],
  ['{"a":{"b":1,"c":[{"d":1,"d":2}]}}'],
  ['{"a":1,"\\u0061":2}'],
  ['{"a:":1,"b":":\\":","a:":2}'],
])('T16: a name that stands twice is refused: %s', (text) => {
  expect(refusalOf(text)).toEqual({ code: 'malformed_body', param: undefined })
})

test.each([
  ['{"__proto__":{"x":1}}', '__proto__'],
  ['{"a":[{"\\u005f_proto__":1}]}', 'a.0.__proto__'],
  ['{"title":"a\\u0000b"}', 'title'],
  ['{"a":{"\\u0000":1}}', 'a.\0'],
  ['{"title":"\\ud800"}', 'title'],
])('T16 T25: what would harm further in is refused, naming it: %s', (text, param) => {
  expect(refusalOf(text)).toEqual({ code: 'invalid_request', param })
})

test.each(['', '{', '{"a":NaN}', '{"a":1,}', "{'a':1}", '{"a":01}', '\ufeff{}'])(
  'T3 T16: what is not JSON is refused: %j',
  (text) => {
    expect(refusalOf(text)?.code).toBe('malformed_body')
  },
)

test('T27: depth has an end', () => {
  expect(refusalOf('['.repeat(5_000) + ']'.repeat(5_000))?.code).toBe('invalid_request')
})

test('T27: 64 KB of strings, colons and backslashes take no time', () => {
  const texts = ['["",', ':', '\\\\'].map((part) => JSON.stringify({ a: part.repeat(20_000) }))
  const began = performance.now()
  for (const text of [...texts, `[${'"",'.repeat(20_000)}""]`]) parseJsonBody(Buffer.from(text))
  expect(performance.now() - began).toBeLessThan(500)
})
