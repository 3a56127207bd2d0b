import type { Words } from '@farthing/words'
import { expect, test } from 'vitest'
import { html, page, sayFor, sayIn } from './index.ts'

const t = sayIn('en')

test('a message is text, escaped where it stands', () => {
  expect(html`<h1>${t('shared.parts.title', { page: '<b>' })}</h1>`.toString()).toBe('<h1>&lt;b&gt; · Farthing</h1>')
})

test('a sentence with a link is one message', () => {
  const link = (inside: unknown) => html`<a href="${'/sign-up'}">${String(inside)}</a>`
  expect(t.html('pages.signIn.newHere', { link }).toString()).toBe(
    'New here? <a href="/sign-up">Open a wallet</a>. It is free and empty until you fill it.',
  )
})

test('T25: values are escaped and never read as a message', () => {
  const title = '<link>{{title}}</link> & <script>'
  expect(t.html('shared.parts.title', { page: title }).toString()).toBe(
    '&lt;link&gt;{{title}}&lt;/link&gt; &amp; &lt;script&gt; · Farthing',
  )
})

test('a page says its language, and its direction where it is not from left to right', () => {
  const main = html`<p>x</p>`
  expect(page({ t, title: 'x', width: 'text', main })).toContain('<html lang="en">')
  const said: Words['t'] = (key, ...given) => t(key, ...given)
  const other = Object.assign(said, { ...t, dir: 'rtl' as const })
  expect(page({ t: other, title: 'x', width: 'text', main })).toContain('<html lang="en" dir="rtl">')
})

test('whoever reads no language of ours is answered in the default one', () => {
  expect(sayFor({ headers: { 'accept-language': 'zu, de;q=0.5' } }).language).toBe('en')
  expect(sayFor({ headers: {} }).language).toBe('en')
})
