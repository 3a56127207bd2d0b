/**
 * The languages that there are messages in. `locale` writes numbers and dates; `dir` is the direction of the text, for
 * `<html dir>`. Another language is a line here and a folder of messages beside `en`.
 */
export const languages = {
  en: { name: 'English', locale: 'en-GB', dir: 'ltr' },
} as const satisfies Record<string, { name: string; locale: string; dir: 'ltr' | 'rtl' }>

export type Language = keyof typeof languages

/** Where nothing is known of what somebody reads. */
export const defaultLanguage: Language = 'en'

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/**
 * The first of what somebody reads that we have.
 *
 * @param accepted As `Accept-Language` of RFC 9110 has it: `de-AT, en;q=0.8`. Without it, and where we have none of it,
 *   the default.
 */
export function languageFor(accepted: string | undefined): Language {
  const wanted = (accepted ?? '')
    .slice(0, 500)
    .split(',')
    .map((each) => {
      const [tag = '', ...rest] = each
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/)
      const weight = rest.find((one) => one.startsWith('q='))
      return { tag: tag.replace(/-.*$/, ''), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ tag }) => tag).find(isLanguage) ?? defaultLanguage
}
