import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inAscii, queryParts, sameUrl, withQuery } from './url.ts'

const ascii = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })

describe('R28: a URL', () => {
  it('is passed on character for character, whatever is added to it', () => {
    fc.assert(
      fc.property(ascii, ascii, (text, foot) => {
        const url = `https://shop.test/${text.replaceAll('#', '')}`
        const sent = withQuery(`${url}#${foot}`, { farthing_notice: 'cancelled' })
        expect(sent).toBe(`${url}${url.includes('?') ? '&' : '?'}farthing_notice=cancelled#${foot}`)
        expect(inAscii(sent)).toBe(sent)
        expect(queryParts(sent).at(-1)).toBe('farthing_notice=cancelled')
      }),
      { numRuns: 2_000 },
    )
  })

  it('reaches a header as browsers would send it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const url = `https://shop.test/${text.replaceAll(/[\\#\u0000-\u0020\u007f]/g, '')}`
        expect(inAscii(url)).toMatch(/^[!-~]*$/)
        expect(new URL(inAscii(url)).href).toBe(new URL(url).href)
      }),
      { numRuns: 2_000 },
    )
    expect(inAscii('https://MÜNCHEN.test/~%7E')).toBe('https://xn--mnchen-3ya.test/~%7E')
  })

  it('is the same as another where browsers read them so', () => {
    expect(sameUrl('http://shop.test', 'HTTP://SHOP.test:80/#foot')).toBe(true)
    expect(sameUrl('http://shop.test/~a', 'http://shop.test/%7Ea')).toBe(false)
    expect(sameUrl('http://shop.test/', 'http://user@shop.test/')).toBe(false)
    expect(sameUrl('x', 'x')).toBe(false)
  })
})
