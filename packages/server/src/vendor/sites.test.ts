import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSite, underSite } from './sites.ts'

const sites = [
  'https://courier.example',
  'https://pages.example/~courier',
  'https://shop.example:8443/s',
  'http://courier.localhost:4401',
]

const insideSites: readonly string[] = [
  'https://courier.example',
  'https://courier.example/',
  'https://courier.example/eels',
  'https://courier.example/eels/',
  'https://courier.example/eels?edition=late',
  'https://courier.example?edition=late',
  'https://courier.example/eels#foot',
  'https://courier.example:443/eels',
  'HTTPS://courier.example/eels',
  'https://COURIER.example/Eels',
  'https://courier.example/a.b/c..d',
  'https://courier.example/.well-known/x',
  'https://courier.example/...',
  'https://courier.example/a%20b',
  'https://courier.example/%C3%A9',
  'https://courier.example/é',
  'https://courier.example/eels?next=//evil.example',
  'https://courier.example/eels?x=%2e%2e%2f',
  'https://courier.example/eels?to=a@b',
  'https://courier.example/@editor',
  'https://courier.example/a//b',
  'https://courier.example/a;b=c',
  'https://courier.example/a:b',
  'https://pages.example/~courier',
  'https://pages.example/~courier/',
  'https://pages.example/~courier/eels',
  'https://pages.example/~courier?x=1',
  'https://shop.example:8443/s/1',
  'http://courier.localhost:4401/eels',
]

const outside: readonly string[] = [
  // Nothing, and what is no absolute URL.
  '',
  ' ',
  '/',
  '/eels',
  'eels',
  '?x=1',
  '#foot',
  '.',
  '..',
  'courier.example',
  'courier.example/eels',
  'https',
  'https:',
  'https:/',
  'https://',
  'https:///',
  'https:///courier.example/',
  'https:////courier.example/',
  'https:/courier.example/',
  'https:courier.example/',
  '://courier.example/',
  '//courier.example/',
  '///courier.example/',
  // To another host, by what browsers make of it.
  '//evil.example',
  '//evil.example/courier.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '\\/evil.example',
  'https:\\\\evil.example',
  'https:/\\evil.example',
  'https://evil.example',
  'https://evil.example/',
  'https://evil.example/https://courier.example/',
  'https://evil.example/courier.example',
  'https://evil.example?https://courier.example/',
  'https://evil.example#https://courier.example/',
  'https://evil.example/.courier.example',
  'https://evil.example\\courier.example',
  'https://evil.example\\.courier.example/',
  'https://evil.example\\@courier.example/',
  'https://evil.example%2f@courier.example/',
  'https://evil.example%5c@courier.example/',
  'https://evil.example%23@courier.example/',
  'https://evil.example%00.courier.example/',
  'https://evil.example\u0000.courier.example/',
  'https://evil.example。courier.example/',
  'https://courier.example。evil.example/',
  // Userinfo.
  'https://courier.example@evil.example/',
  'https://courier.example:443@evil.example/',
  'https://courier.example:password@evil.example/',
  'https://user@courier.example/',
  'https://user:password@courier.example/',
  'https://:password@courier.example/',
  'https://@courier.example/',
  'https://:@courier.example/',
  'https://%40@courier.example/',
  'https://courier.example%40evil.example/',
  'https://user%40courier.example@evil.example/',
  // Hosts that look alike.
  'https://courier.example.evil.example/',
  'https://courier.example.evil/',
  'https://courier.exampleevil/',
  'https://courier.example-evil.example/',
  'https://evilcourier.example/',
  'https://evil-courier.example/',
  'https://evil.courier.example/',
  'https://www.courier.example/',
  'https://courier.example./',
  'https://courier..example/',
  'https://.courier.example/',
  'https://courier.examp1e/',
  'https://couriеr.example/', // Cyrillic е.
  'https://xn--courir-y8a.example/',
  'https://courier.example%2eevil.example/',
  'https://courier.example%2f.evil.example/',
  'https://courier.example%252f.evil.example/',
  'https://courier.example%00/',
  'https://courier.example%0a/',
  'https://courier.example%20/',
  'https://cour%69er.example/',
  'https://courier.example,evil.example/',
  'https://courier.example;evil.example/',
  'https://courier.example&evil.example/',
  'https://[courier.example]/',
  'https://*.courier.example/',
  'https://*/',
  'https://example/',
  'https://courier/',
  'https://93.184.216.34/',
  'https://0x5db8d822/',
  'https://[::1]/',
  // Another port.
  'https://courier.example:80/',
  'https://courier.example:444/',
  'https://courier.example:4430/',
  'https://courier.example:0443x/',
  'https://courier.example:-443/',
  'https://courier.example:99999/',
  'https://courier.example:443:443/',
  'https://shop.example/s',
  'https://shop.example:443/s',
  'https://shop.example:84430/s',
  'http://courier.localhost/',
  'http://courier.localhost:4402/',
  'https://courier.localhost:4401/',
  'http://halfstep.localhost:4401/',
  'http://localhost:4401/',
  'http://127.0.0.1:4401/',
  'http://courier.localhost.evil.example:4401/',
  // Another scheme.
  'http://courier.example/',
  'http://courier.example:443/eels',
  'http://pages.example/~courier',
  'ftp://courier.example/',
  'ws://courier.example/',
  'wss://courier.example/',
  'file://courier.example/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'JAVASCRIPT:alert(1)',
  'javascript://courier.example/%0aalert(1)',
  'java\nscript:alert(1)',
  'data:text/html,https://courier.example/',
  'blob:https://courier.example/1234',
  'view-source:https://courier.example/',
  'about:blank',
  'vbscript:msgbox(1)',
  'mailto:editor@courier.example',
  'intent://courier.example/#Intent;scheme=https;end',
  'x-https://courier.example/',
  'httpss://courier.example/',
  // White space and controls.
  ' https://courier.example/',
  'https://courier.example/ ',
  '\thttps://courier.example/',
  '\u0000https://courier.example/',
  'https://courier.example/\u0000',
  'https://courier.example/\r\nSet-Cookie:x=1',
  'https://courier.example/\neels',
  'https://courier.example/ee\tls',
  'https://courier.example/\u007f',
  'https://courier.example/\u001f',
  'ht\ntps://courier.example/',
  'https:/\t/courier.example/',
  'https://cour\nier.example/',
  'https://courier.example/eels?x=1\r\nLocation:x',
  'https://courier.example/a b',
  'https://courier.example/%00',
  'https://courier.example/%0d%0aSet-Cookie:x=1',
  'https://courier.example/%0A',
  'https://courier.example/%09',
  'https://courier.example/%1f',
  'https://courier.example/%7F',
  // Backslashes anywhere.
  'https://courier.example\\',
  'https://courier.example/\\evil.example',
  'https://courier.example\\evil',
  'https://courier.example/a\\..\\b',
  'https://courier.example/?x=\\',
  'https://courier.example/%5cevil.example',
  'https://courier.example/%5Cevil.example',
  'https://courier.example/%255cevil.example',
  // A second host in the path.
  'https://courier.example//evil.example',
  'https://courier.example///evil.example',
  'https://courier.example/%2fevil.example',
  'https://courier.example/%2Fevil.example',
  'https://courier.example/%252fevil.example',
  // Dot segments, written and encoded.
  'https://courier.example/..',
  'https://courier.example/.',
  'https://courier.example/./eels',
  'https://courier.example/a/../b',
  'https://pages.example/~courier/..',
  'https://pages.example/~courier/../',
  'https://pages.example/~courier/../~other',
  'https://pages.example/~courier/../../etc',
  'https://pages.example/~courier/./../~other',
  'https://pages.example/~courier/%2e%2e/~other',
  'https://pages.example/~courier/%2E%2E/~other',
  'https://pages.example/~courier/.%2e/~other',
  'https://pages.example/~courier/%2e./~other',
  'https://pages.example/~courier/%252e%252e/~other',
  'https://pages.example/~courier/%25252e%25252e/~other',
  'https://pages.example/~courier/..%2f~other',
  'https://pages.example/~courier/..%5c~other',
  'https://pages.example/~courier/%2e',
  'https://pages.example/~courier/..;/~other/..',
  'https://pages.example/~courier\\..\\~other',
  // Beside the site's path.
  'https://pages.example',
  'https://pages.example/',
  'https://pages.example/~',
  'https://pages.example/~courie',
  'https://pages.example/~courierevil',
  'https://pages.example/~courier-evil',
  'https://pages.example/~courier.evil',
  'https://pages.example/~courier@evil',
  'https://pages.example/~courier;x',
  'https://pages.example/~Courier',
  'https://pages.example/~other',
  'https://pages.example/%7Ecourier',
  'https://pages.example//~courier',
  'https://pages.example?~courier/',
  'https://pages.example/#/~courier/',
  'https://shop.example:8443/',
  'https://shop.example:8443/ss',
  // Length.
  `https://courier.example/${'a'.repeat(2_048)}`,
  `https://courier.example/${'é'.repeat(1_000)}`,
]

describe('T13 R28: which URLs lie under a registered site', () => {
  test('T13: the corpus has at least 200 URLs, none twice', () => {
    const all = [...insideSites, ...outside]
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(200)
  })

  test.each(insideSites.map((url) => [url]))('T13: %j lies under a site, and is passed on as it is', (url) => {
    expect(underSite(url, sites)).toBe(url)
  })

  test.each(outside.map((url) => [url]))('T13: %j lies under none', (url) => {
    expect(underSite(url, sites)).toBeUndefined()
  })

  test('T13: 2,048 characters are read, one more is not', () => {
    const base = 'https://courier.example/'
    expect(underSite(base + 'a'.repeat(2_048 - base.length), sites)).toBeDefined()
    expect(underSite(base + 'a'.repeat(2_049 - base.length), sites)).toBeUndefined()
  })

  test('T13: without a site nothing lies under one', () => {
    expect(underSite('https://courier.example/', [])).toBeUndefined()
  })

  test('T13: whatever is let through leads to a registered origin, read a second time', () => {
    const pieces = fc.constantFrom(
      'https://',
      'http://',
      'courier.example',
      'evil.example',
      '/',
      '\\',
      '@',
      ':',
      '..',
      '.',
      '%2e',
      '%2f',
      '?',
      '#',
      ' ',
      '\t',
      'a',
      '443',
      '//',
      '%',
    )
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
        const sent = underSite(`https://${parts.join('')}`, sites) ?? underSite(parts.join(''), sites)
        if (sent === undefined) return
        expect(['https://courier.example']).toContain(new URL(sent).origin)
        expect(underSite(sent, sites)).toBe(sent)
      }),
      { numRuns: 20_000, verbose: true },
    )
  })
})

describe('R28: which sites a vendor may register', () => {
  test.each([
    ['https://courier.example', 'https://courier.example'],
    ['https://courier.example/', 'https://courier.example'],
    ['https://Courier.Example:443/', 'https://courier.example'],
    ['https://pages.example/~courier/', 'https://pages.example/~courier'],
    ['https://shop.example:8443/s', 'https://shop.example:8443/s'],
    ['https://münchen.example/', 'https://xn--mnchen-3ya.example'],
  ])('R28: %s is kept as %s', (text, kept) => {
    expect(parseSite(text, { loopback: false })).toBe(kept)
  })

  test.each([
    'https://courier.example/?x',
    'https://courier.example/#',
    'http://courier.example',
    'https://a@courier.example',
    '*',
    '',
  ])('R28: %j is no site', (text) => {
    expect(parseSite(text, { loopback: true })).toBeUndefined()
  })

  test('R28: this very machine is a site in development only', () => {
    for (const site of [
      'http://courier.localhost:4401',
      'http://127.0.0.1:4401',
      'http://[::1]:4401',
      'https://localhost',
    ]) {
      expect(parseSite(site, { loopback: true })).toBe(site)
      expect(parseSite(site, { loopback: false })).toBeUndefined()
    }
  })
})
