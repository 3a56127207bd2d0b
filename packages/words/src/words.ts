import { createInstance } from 'i18next'
import { type Language, languages } from './languages.ts'
import { fill, type Part, readParts } from './parts.ts'
import type { Area, Count, Given, Key, PlainKey, PlainValues } from './types.ts'

/** The messages of one language, of the areas that were added. */
export type Words = {
  readonly language: Language
  /** For `Intl`. */
  readonly locale: string
  readonly dir: 'ltr' | 'rtl'
  /** The text of a message. */
  t<Each extends PlainKey>(this: void, key: Each, ...given: Given<PlainValues<Each>>): string
  /** The text of a message that may not be there, of a code that may be new to us; it has no values. */
  find(this: void, key: string): string | undefined
  /** The parts of a message in its form, for what makes markup of them: see `fill`. */
  parts(this: void, key: Key, count?: Count): readonly Part[]
  /** A whole number or a decimal as people read it: `1,277.5`, `−3`. Exact: nothing is rounded. */
  decimal(this: void, value: Count): string
  /** What stands before a fraction: `.` */
  readonly decimalMark: string
  /** Adds the messages of an area in this language. */
  add(this: void, area: Area, messages: object): void
}

/** An i18next that holds messages alone: they are read and filled here, since values must be escaped where they stand. */
const messagesOf = (language: Language) => {
  const messages = createInstance()
  void messages.init({
    lng: language,
    fallbackLng: false,
    initAsync: false,
    resources: {},
    keySeparator: '.',
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: (key) => {
      throw new Error(`there is no message ${key} in ${language}, or its area was not added`)
    },
  })
  return messages
}

/**
 * The messages of a language. A message is looked up and read once, then kept: a page of fifty costs less than its
 * escaping.
 */
export function createWords(language: Language): Words {
  const { locale, dir } = languages[language]
  const messages = messagesOf(language)
  const rules = new Intl.PluralRules(locale)
  const figures = new Intl.NumberFormat(locale, { maximumFractionDigits: 20 })
  const decimalMark = figures.formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.'
  const known = new Map<string, readonly Part[]>()

  function parts(key: Key, count?: Count): readonly Part[] {
    const many = count === undefined ? undefined : Number(count)
    const form = many === undefined ? '' : many === 0 ? '#0' : `#${rules.select(many)}`
    let read = known.get(key + form)
    if (read === undefined) {
      const [area = '', ...path] = key.split('.')
      const options = { ns: area, skipInterpolation: true, ...(many !== undefined && { count: many }) }
      read = readParts(messages.t(path.join('.'), options))
      known.set(key + form, read)
    }
    return read
  }
  const decimal = (value: Count): string => figures.format(value as Intl.StringNumericLiteral).replace('-', '−')

  return {
    language,
    locale,
    dir,
    parts,
    decimal,
    decimalMark,
    t(key, ...[given]) {
      const values: { readonly count?: Count } & Record<string, string | Count> = given ?? {}
      const { count } = values
      const filling = count === undefined ? values : { ...values, count: decimal(count) }
      return fill<string>(parts(key, count), filling as Record<string, string>, (texts) => texts.join(''))
    },
    find(key) {
      const [area = '', ...path] = key.split('.')
      // Own names only: a code from outside may be `constructor`.
      const own = (group: unknown, name: string): unknown =>
        typeof group === 'object' && group !== null && Object.hasOwn(group, name)
          ? (group as Readonly<Record<string, unknown>>)[name]
          : undefined
      const message = path.reduce<unknown>(own, messages.getResourceBundle(language, area))
      return typeof message === 'string' ? fill<string>(readParts(message), {}, (texts) => texts.join('')) : undefined
    },
    add(area, added) {
      messages.addResourceBundle(language, area, added)
      known.clear()
    },
  }
}
