import '../../test/english.ts'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { decimal, decimalPoint, figureText, findWords, listText, Rich, t } from './say.tsx'

test.each([
  [0, '0 views left'],
  [1, '1 view left'],
  [2, '2 views left'],
  [1904, '1,904 views left'],
])('%s of a view are written %s', (count, words) => {
  expect(t('wallet.library.viewsLeft', { count })).toBe(words)
})

test.each([
  ['1', '1 token'],
  ['1.000000', '1 token'],
  ['-1', '1 token'],
  ['0', '0 tokens'],
  ['1.5', '1.5 tokens'],
  ['0.25', '0.25 tokens'],
  ['11', '11 tokens'],
])('the exact decimal %s takes the form of %s', (count, words) => {
  expect(t('shared.money.written', { count, figure: words.replace(/ .*/, '') })).toBe(words)
})

test('numbers are written as the language writes them', () => {
  expect(decimal(1904)).toBe('1,904')
  expect(decimalPoint()).toBe('.')
  expect(listText(['$20', '€20'])).toBe('$20, €20')
  expect(figureText('−$3.20', 'ltr')).toBe('−$3.20')
  expect(figureText('−$3.20', 'rtl')).toBe('\u2066−$3.20\u2069')
})

test('a code that the page has no words for is not put into words', () => {
  expect(findWords('wallet.history.kind.refund')).toBe('Refunds')
  expect(findWords('wallet.history.kind.tip')).toBe(undefined)
})

test('a sentence with marks, links and values is one message, and what a value holds stays text', () => {
  const vendor = createElement('bdi', null, '<b>{{time}}</b>')
  const receipt = createElement(Rich<'wallet.receipt.vendorAndTime'>, {
    say: 'wallet.receipt.vendorAndTime',
    with: { vendor, time: '24 November' },
  })
  expect(renderToStaticMarkup(receipt)).toBe('<bdi>&lt;b&gt;{{time}}&lt;/b&gt;</bdi> · 24 November')
  const secret = createElement(Rich<'console.keys.secret'>, { say: 'console.keys.secret' })
  expect(renderToStaticMarkup(secret)).toBe(
    '<strong>The secret, shown this once.</strong> Put it into your server’s settings now; we keep only its hash.',
  )
  const download = createElement(Rich<'wallet.funds.records.download'>, {
    say: 'wallet.funds.records.download',
    with: { issue: 'iss_1' },
  })
  expect(renderToStaticMarkup(download)).toBe('Download<span class="vh"> the record of iss_1</span>')
})
