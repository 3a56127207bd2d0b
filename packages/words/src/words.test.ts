import { expect, test } from 'vitest'
import { allWords } from './all.ts'
import type { Translation } from './index.ts'
import { createWords, defaultLanguage, fill, languageFor, languages } from './index.ts'
import { readParts } from './parts.ts'

const words = allWords('en')

test('a count chooses the form, and is written as the language writes numbers', () => {
  expect(words.t('shared.money.tokens', { count: 1 })).toBe('1 token')
  expect(words.t('shared.money.tokens', { count: 0n })).toBe('0 tokens')
  expect(words.t('shared.money.tokens', { count: '-1' })).toBe('−1 token')
  expect(words.t('shared.money.tokens', { count: '0.5' })).toBe('0.5 tokens')
  expect(words.t('shared.money.tokens', { count: '123456789012345678.123456' })).toBe(
    '123,456,789,012,345,678.123456 tokens',
  )
})

test.each([
  ['1.5', '1.5 tokens'],
  ['0.25', '0.25 tokens'],
  ['-0.25', '−0.25 tokens'],
  [11, '11 tokens'],
  [1_904n, '1,904 tokens'],
] as const)('%s is written %s', (count, words) => {
  expect(allWords('en').t('shared.money.tokens', { count })).toBe(words)
})

test('what a value holds is never read as a message', () => {
  const title = '{{title}} $t(pages.signIn.title) <link>x</link>'
  expect(words.t('shared.parts.title', { page: title })).toBe(`${title} · Farthing`)
})

test('a message that is not there, or in an area that was not added, is a fault', () => {
  expect(() => createWords('en').t('pages.signIn.title')).toThrow('there is no message')
})

test('a message that may not be there is found, or is not', () => {
  expect(words.find('shared.state.partly_refunded')).toBe('partly refunded')
  expect(words.find('shared.state.given_up')).toBe(undefined)
  expect(words.find('shared.state')).toBe(undefined)
  expect(words.find('constructor.name')).toBe(undefined)
  expect(words.find('shared.constructor.name')).toBe(undefined)
})

test('tags stand around parts of one whole sentence', () => {
  const parts = readParts('Read <link>the <strong>terms</strong> of {{vendor}}</link><br/>.')
  expect(parts).toEqual([
    'Read ',
    { tag: 'link', inside: ['the ', { tag: 'strong', inside: ['terms'] }, ' of ', { value: 'vendor' }] },
    { tag: 'br', inside: [] },
    '.',
  ])
  const tags = { link: (inside: string) => `[${inside}]`, strong: (inside: string) => `*${inside}*`, br: () => '/' }
  expect(fill<string>(parts, { vendor: '<Tidetable>', ...tags }, (all) => all.join(''))).toBe(
    'Read [the *terms* of <Tidetable>]/.',
  )
  expect(() => fill<string>(parts, { ...tags }, (all) => all.join(''))).toThrow('nothing was given for vendor')
  expect(() => readParts('a <link>b')).toThrow('not closed')
  expect(() => readParts('a </link>b')).toThrow('closes nothing')
})

test('the language is the first that somebody reads and we have', () => {
  expect(languageFor('de-AT, en;q=0.8')).toBe('en')
  expect(languageFor(undefined)).toBe(defaultLanguage)
  expect(languages.en).toEqual({ name: 'English', locale: 'en-GB', dir: 'ltr' })
  expect(languageFor(',;q=x,*')).toBe('en')
})

test('keys, values and tags are typed', () => {
  // @ts-expect-error There is no such message.
  expect(() => words.t('pages.signIn.nothing')).toThrow()
  // @ts-expect-error It needs a title.
  expect(() => words.t('shared.parts.title')).toThrow()
  // @ts-expect-error It needs a count.
  expect(() => words.t('shared.money.tokens', {})).toThrow()
  // @ts-expect-error It has a tag, so it is no plain text.
  expect(() => words.t('pages.signIn.newHere')).toThrow()
})

test('a translation has the same names, and the plural forms of its language', () => {
  type English = {
    readonly title: 'Wallet'
    readonly left: { readonly views_one: '1 view'; readonly views_other: 'views' }
  }
  const polish = { title: 'Portfel', left: { views_one: '1', views_few: '2', views_many: '5', views_other: '1,5' } }
  expect(polish satisfies Translation<English>).toBe(polish)
  // @ts-expect-error A message is missing.
  expect({ left: polish.left } satisfies Translation<English>).toEqual({ left: polish.left })
  // @ts-expect-error The form that every language has is missing.
  expect({ title: 'P', left: { views_one: '1' } } satisfies Translation<English>).toBeDefined()
})
