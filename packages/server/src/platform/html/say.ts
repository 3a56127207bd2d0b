import type { Count, Given, Key, Language, PlainKey, PlainValues, RichValues, Words } from '@farthing/words'
import { fill, languageFor } from '@farthing/words'
import { allWords } from '@farthing/words/all'
import type { Hole, Html } from './tag.ts'
import { html } from './tag.ts'

/** Tags that mean the same in every message, and so need not be given. */
const everywhere = {
  strong: (inside: Hole) => html`<strong>${inside}</strong>`,
  bdi: (inside: Hole) => html`<bdi>${inside}</bdi>`,
  /** A figure, set as figures are. */
  amt: (inside: Hole) => html`<span class="amt">${inside}</span>`,
  /** Heard, not seen. */
  vh: (inside: Hole) => html`<span class="vh">${inside}</span>`,
  br: () => html`<br />`,
}

/**
 * Says messages in one language, the reader's. `t('pages.signIn.title')` is text, to be escaped where it stands;
 * `t.html('…', { vendor, link: (inside) => … })` is markup of a whole sentence: its values are escaped as any hole is.
 */
export type Say = {
  <Each extends PlainKey>(key: Each, ...given: Given<PlainValues<Each>>): string
  html<Each extends Key>(this: void, key: Each, ...given: Given<RichValues<Each, Hole, keyof typeof everywhere>>): Html
  /** A number as the language writes it. */
  decimal(this: void, value: Count): string
  readonly decimalMark: string
  readonly language: Language
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
}

const made = new Map<Language, Say>()

/** What says messages in this language: the page's, or the recipient's of a mail. */
export function sayIn(language: Language): Say {
  let say = made.get(language)
  if (say === undefined) {
    say = newSay(language)
    made.set(language, say)
  }
  return say
}

/** What says messages to whoever sent a request, in the first language of theirs that we have. */
export const sayFor = (request: { readonly headers: { readonly 'accept-language'?: string | undefined } }): Say =>
  sayIn(languageFor(request.headers['accept-language']))

function newSay(language: Language): Say {
  const { t, parts, decimal, decimalMark, locale, dir } = allWords(language)
  const rich: Say['html'] = (key, ...[given]) => {
    const values: { readonly count?: Count } & Record<string, unknown> = given ?? {}
    const { count } = values
    const filling = { ...everywhere, ...values, ...(count !== undefined && { count: decimal(count) }) }
    return fill<Hole>(parts(key, count), filling, joined) as Html
  }
  const plain: Words['t'] = (key, ...given) => t(key, ...given)
  return Object.assign(plain, { html: rich, decimal, decimalMark, language, locale, dir })
}

const joined = (parts: readonly Hole[]): Html => html`${parts}`
