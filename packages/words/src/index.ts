export { defaultLanguage, type Language, languageFor, languages } from './languages.ts'
export { fill, type Filling, type Part } from './parts.ts'
export type { Area, Count, Given, Key, PlainKey, PlainValues, RichValues, Translation } from './types.ts'
export { createWords, type Words } from './words.ts'
