import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestTarget, sameUrl, withQuery } from './urls.ts'

const signed = "https://cdn.example/a%20b/%7Efile?Signature=abc%2Bdef~g%3D&Key-Pair-Id=K+1&x='!*()"

describe('R28: two URLs are the same where a browser reads them so', () => {
  test.each([
    ['https://shop.example', 'https://shop.example/'],
    ['https://shop.example', 'HTTPS://SHOP.example:443/'],
    ['https://shop.example?a=1', 'https://shop.example/?a=1'],
    ['https://shop.example/', 'https://shop.example/?'],
    ['https://shop.example/read#foot', 'https://shop.example/read'],
    ['http://shop.localhost:80/', 'http://shop.localhost'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example'],
    ['https://shop.example/é?ü=ö', 'https://shop.example/%C3%A9?%C3%BC=%C3%B6'],
    [signed, signed.replace("'", '%27')],
  ])('R28: %s and %s', (one, other) => {
    expect([sameUrl(one, other), sameUrl(other, one)]).toEqual([true, true])
  })

  test.each([
    ['https://shop.example/', 'http://shop.example/'],
    ['https://shop.example/', 'https://shop.example:444/'],
    ['https://shop.example/', 'https://shop.example./'],
    ['https://shop.example/', 'https://shop.example.evil.example/'],
    ['https://shop.example/', 'https://user@shop.example/'],
    ['https://shop.example/', 'https://shop.example//'],
    ['https://shop.example/', 'https://shop.example/\\'],
    ['https://shop.example/', '//shop.example/'],
    ['https://shop.example/', 'https:shop.example'],
    ['https://shop.example/', ' https://shop.example/'],
    ['https://shop.example/b', 'https://shop.example/a/../b'],
    ['https://shop.example/b', 'https://shop.example/a/%2e%2e/b'],
    ['https://shop.example/read', 'https://shop.example/Read'],
    ['https://shop.example/read', 'https://shop.example/read/'],
    ['https://shop.example/~file', 'https://shop.example/%7Efile'],
    ['https://shop.example/%c3%a9', 'https://shop.example/%C3%A9'],
    ['https://shop.example/?a=1&b=2', 'https://shop.example/?b=2&a=1'],
    ['https://shop.example/?a=+', 'https://shop.example/?a=%20'],
    ['https://shop.example/?a=1', 'https://shop.example/'],
    ['no URL', 'no URL'],
    ['', ''],
  ])('T13: not %j and %j', (one, other) => {
    expect([sameUrl(one, other), sameUrl(other, one)]).toEqual([false, false])
  })
})

describe('R28: a URL is passed on character for character', () => {
  test.each([
    ['https://shop.example', 'https://shop.example?t=a%2Bb'],
    ['https://shop.example/?', 'https://shop.example/?&t=a%2Bb'],
    ['HTTPS://Shop.Example:443/Read?a#foot?', 'HTTPS://Shop.Example:443/Read?a&t=a%2Bb#foot?'],
    ['https://shop.example./', 'https://shop.example./?t=a%2Bb'],
    [signed, `${signed}&t=a%2Bb`],
    ['https://shop.example/"<>`{}|^[]?"<>`{}|^[]', 'https://shop.example/"<>`{}|^[]?"<>`{}|^[]&t=a%2Bb'],
    ['https://shop.example/é%c3?ü=~%7E', 'https://shop.example/%C3%A9%c3?%C3%BC=~%7E&t=a%2Bb'],
    ['https://MÜNCHEN.example:443/~ü', 'https://xn--mnchen-3ya.example/~%C3%BC?t=a%2Bb'],
    ['https://shop.example/\ud800', 'https://shop.example/%EF%BF%BD?t=a%2Bb'],
  ])('R28: %s', (url, sent) => {
    expect(withQuery(url, { t: 'a+b' })).toBe(sent)
  })

  const ascii = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) })
  const tail = ascii.map((text) => text.replaceAll(/[\\#]/g, ''))

  test('R28: whatever ASCII stands in it, it begins as it was and a browser finds what it found before', () => {
    fc.assert(
      fc.property(tail, tail, ascii, (path, query, foot) => {
        const url = `https://cdn.example/${path}${query === '' ? '' : `?${query}`}`
        const sent = withQuery(`${url}#${foot}`, { farthing_token: 'x.y' })
        expect(sent).toBe(`${url}${url.includes('?') ? '&' : '?'}farthing_token=x.y#${foot}`)
        expect(new URL(sent).pathname).toBe(new URL(url).pathname)
        expect(new URL(sent).search.startsWith(new URL(url).search)).toBe(true)
        expect(requestTarget(`${url}#${foot}`)).toBe(url.slice('https://cdn.example'.length))
      }),
      { numRuns: 5_000 },
    )
  })

  test('R28: whatever else stands in it, a browser is sent where it was sent before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const rest = text.replaceAll(/[\\#\u0000-\u0020\u007f]/g, '')
        const url = `https://münchen.example/${rest}`
        expect(withQuery(url, { t: '' })).toMatch(/^[!-~]*$/)
        const [sent, before] = [new URL(withQuery(url, { t: '' })), new URL(url)]
        expect([sent.host, sent.pathname]).toEqual([before.host, before.pathname])
        expect(sent.search).toBe(before.search === '' && !url.includes('?') ? '?t=' : `${before.search || '?'}&t=`)
      }),
      { numRuns: 5_000 },
    )
  })

  test.each([
    ['https://shop.example', '/'],
    ['https://shop.example?a=1', '/?a=1'],
    ["https://shop.example/h?k=%7E~'é#foot", "/h?k=%7E~'%C3%A9"],
  ])('R28: %s asks for %s', (url, target) => {
    expect(requestTarget(url)).toBe(target)
  })
})
