import {
  createWords,
  fill,
  languageFor,
  type Area,
  type Count,
  type Given,
  type Key,
  type RichValues,
  type Words,
} from '@farthing/words'
import { createElement, Fragment, type ReactNode } from 'react'

/** The language is chosen once, when the app starts: to change it is to load the page again. */
let words: Words = createWords(languageFor(undefined))

/** Areas of messages that browsers ask for, in every language that there is: a file each, fetched when it is needed. */
const files = import.meta.glob<object>('../../../words/*/{shared,wallet,console,desk}.ts', { import: 'default' })

/** Chooses the page's language, and fetches what all its shells say. Nothing is drawn before that. */
export async function startWords(): Promise<void> {
  const page = document.documentElement
  words = createWords(languageFor(page.lang))
  page.lang = words.language
  page.dir = words.dir
  await addWords('shared')
}

/** The code of a shell's frame, together with the messages of the shell: what stands in the frame has them too. */
export async function withWords<Code>(area: Area, code: Promise<Code>): Promise<Code> {
  const [loaded] = await Promise.all([code, addWords(area)])
  return loaded
}

/** Fetches the messages of an area. */
export async function addWords(area: Area): Promise<void> {
  const file = files[`../../../words/${words.language}/${area}.ts`]
  if (file === undefined) throw new Error(`no browser asks for the area ${area}`)
  words.add(area, await file())
}

/** The text of a message: `t('wallet.home.title')`. */
export const t: Words['t'] = (key, ...given) => words.t(key, ...given)

/** The words for a code that may be new to us: see `Words.find`. */
export const findWords: Words['find'] = (key) => words.find(key)

/** A number as the language writes it. */
export const decimal: Words['decimal'] = (value) => words.decimal(value)

/** What the language writes between a whole number and its fraction. */
export const decimalPoint = (): string => words.decimalMark

/** Several things in one line, as the language lists them: `a, b, c`. */
export const listText = (items: readonly string[]): string =>
  new Intl.ListFormat(words.locale, { type: 'unit' }).format(items)

/**
 * A figure, to be put into a sentence: in a language that is written from the right, its sign and its currency stay
 * where they are by the marks LRI and PDI of UAX 9.
 */
export const figureText = (figure: string, dir = words.dir): string =>
  dir === 'rtl' ? `\u2066${figure}\u2069` : figure

/** The language's name for `Intl`. */
export const locale = (): string => words.locale

/** Tags that mean the same in every message, and so need not be given. */
const everywhere = {
  strong: (inside: ReactNode) => <strong>{inside}</strong>,
  bold: (inside: ReactNode) => <span className="strong">{inside}</span>,
  dim: (inside: ReactNode) => <span className="dim">{inside}</span>,
  bdi: (inside: ReactNode) => <bdi>{inside}</bdi>,
  amt: (inside: ReactNode) => <span className="amt">{inside}</span>,
  /** Heard, not seen. */
  vh: (inside: ReactNode) => <span className="vh">{inside}</span>,
  br: () => <br />,
}

type Props<Each extends Key> = { say: Each } & (Given<RichValues<Each, ReactNode, keyof typeof everywhere>> extends []
  ? { with?: never }
  : { with: RichValues<Each, ReactNode, keyof typeof everywhere> })

/**
 * A message with links, components or marks inside its one whole sentence. Values and tags are given together:
 * `with={{ amount: <Money value={held} />, link: (inside) => <Link to="/wallet/funds">{inside}</Link> }}`.
 */
export function Rich<Each extends Key>({ say, with: given }: Props<Each>): ReactNode {
  const values: { readonly count?: Count } & Record<string, unknown> = given ?? {}
  const { count } = values
  const filling = { ...everywhere, ...values, ...(count !== undefined && { count: decimal(count) }) }
  return fill<ReactNode>(words.parts(say, count), filling as typeof everywhere, joined)
}

/** As children of one element, so that none of them needs a key. */
const joined = (parts: readonly ReactNode[]): ReactNode => createElement(Fragment, null, ...parts)
