import { expect, test } from 'vitest'
import { html, sayIn } from './index.ts'

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

test('values are escaped and never read as a message', () => {
  const title = '<link>{{title}}</link> & <script>'
  expect(t.html('shared.parts.title', { page: title }).toString()).toBe(
    '&lt;link&gt;{{title}}&lt;/link&gt; &amp; &lt;script&gt; · Farthing',
  )
})
