// Names and addresses of people as the desk shows them before somebody asks to see them: enough to tell two people apart who
// are both on the screen, and no more than whoever searched has typed themselves. Pure.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { normalizeEmail } from '../identity/index.ts'
import { wordsOf } from '../platform/spelling.ts'

export const Masked = Type.Object(
  { text: Type.String(), is_masked: Type.Boolean({ description: 'It is not shown whole.' }) },
  {
    title: 'Masked',
    additionalProperties: false,
    description: 'A name or an address, of which only beginnings are shown until somebody asks for it with a reason.',
  },
)
export type MaskedBody = Static<typeof Masked>

const masked = (text: string): MaskedBody => ({ text, is_masked: true })
const shown = (text: string): MaskedBody => ({ text, is_masked: false })

/** `Maud Ellery` is `M… E…`. @param typed What was searched for: as much of a word is shown as it begins with. */
export function maskName(name: string, typed = ''): MaskedBody {
  // An address says nothing of a name, so that none is told by it.
  const words = typed.includes('@') ? [] : wordsOf(typed)
  const parts = name.split(/\s+/u).map((word) => beginningOfWord(word, words))
  return parts.every(({ isWhole }) => isWhole)
    ? shown(name)
    : masked(parts.map(({ text, isWhole }) => (isWhole ? text : `${text}…`)).join(' '))
}

/** `maud@example.org` is `m…@e….org`. @param typed The address, where it was searched for: then it is known. */
export function maskEmail(email: string, typed = ''): MaskedBody {
  if (sameAddress(email, typed)) return shown(email)
  const [local, domain] = splitLast(email, '@')
  const [host, top] = splitLast(domain, '.')
  return masked(`${firstOf(local)}…@${firstOf(host)}….${top}`)
}

/** The shortest beginning of a word that has all that was typed of it; its first letter where nothing was. */
function beginningOfWord(word: string, typed: readonly string[]): { readonly text: string; readonly isWhole: boolean } {
  const letters = Array.from(word)
  const folded = wordsOf(word)[0] ?? ''
  const longest = typed.filter((each) => folded.startsWith(each)).sort((a, b) => b.length - a.length)[0]
  if (longest === undefined) return { text: letters[0] ?? '', isWhole: false }
  const least = letters.findIndex((_, i) => (wordsOf(letters.slice(0, i + 1).join(''))[0] ?? '').startsWith(longest))
  // Marks that are written after a letter belong to it.
  const rest = letters.slice(least + 1)
  const marks = rest.findIndex((letter) => !/\p{M}/u.test(letter))
  const end = least + 1 + (marks === -1 ? rest.length : marks)
  return { text: letters.slice(0, end).join(''), isWhole: end === letters.length }
}

const firstOf = (text: string): string => Array.from(text)[0] ?? ''
const sameAddress = (email: string, typed: string): boolean => {
  const address = normalizeEmail(typed)
  return address !== undefined && address === normalizeEmail(email)
}

function splitLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark)
  return [text.slice(0, at), text.slice(at + 1)]
}
