import { english } from '../en/index.ts'
import type { Language } from './languages.ts'
import type { Area } from './types.ts'
import { createWords, type Words } from './words.ts'

const everything: Readonly<Record<Language, Readonly<Record<Area, object>>>> = { en: english }
const made = new Map<Language, Words>()

/** Every message of a language, for servers; a browser adds the areas of its shell to `createWords`. */
export function allWords(language: Language): Words {
  let words = made.get(language)
  if (words === undefined) {
    words = createWords(language)
    for (const [area, messages] of Object.entries(everything[language])) words.add(area as Area, messages)
    made.set(language, words)
  }
  return words
}
