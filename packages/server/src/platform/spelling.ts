// How names are compared, so that one is found however it is spelt. Pure. Beginnings of
// names are stored: whoever changes what is made here has them made again, by a migration that forgets them.

/** Letters that are written with a stroke or are two in one: Unicode takes only marks apart that stand beside a letter. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ħ: 'h', ŧ: 't', ŋ: 'n', ı: 'i', ĸ: 'k', ƒ: 'f',
  ə: 'e', ɓ: 'b', ɗ: 'd', ƙ: 'k', ƴ: 'y', ς: 'σ', ұ: 'у', қ: 'к', ғ: 'г', ң: 'н', ҳ: 'х',
} // prettier-ignore
const strokes = new RegExp(`[${Object.keys(plainLetters).join('')}]`, 'gu')

/**
 * A text as it is compared: capital and small letters, accents, ligatures, wide and narrow forms are one. `ŁÓDŹ` is
 * `lodz`, `Straße` is `strasse`, `ﬁnn` is `finn`, `Ｍａｕｄ` is `maud`.
 */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD') // Small letters of a few capitals have marks of their own: İ.
    .replace(/\p{M}/gu, '')
    .replace(strokes, (letter) => plainLetters[letter] ?? letter)
    .normalize('NFC') // Syllables of Hangul are one character again.

/** Marks that stand within a word: O’Brien, Jean-Luc, Al·lan. */
const within = /['’‘ʼʻ`´.·\p{Pd}]/u

/**
 * The words of a text as they are compared, each once. What is joined by a mark is one word: `O’Brien` is `obrien`,
 * `Jean-Luc` is `jeanluc`.
 */
export const wordsOf = (text: string): string[] => distinct(chunksOf(text).map((parts) => parts.join('')))

/**
 * The words by which a name is found: as `wordsOf`, and the parts of what is joined: `Jean-Luc` is `jeanluc`, `jean` and
 * `luc`.
 */
const namedBy = (name: string): string[] =>
  distinct(chunksOf(name).flatMap((parts) => (parts.length > 1 ? [parts.join(''), ...parts] : parts)))

function chunksOf(text: string): string[][] {
  const marks = new RegExp(within, 'gu')
  return folded(text)
    .split(/[^\p{L}\p{N}'’‘ʼʻ`´.·\p{Pd}]+/u)
    .map((chunk) => chunk.split(marks).filter((part) => part !== ''))
    .filter((parts) => parts.length > 0)
}

/** In scripts where a character is a syllable or a word, one is enough to look for. */
const wholeCharacter = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
/** Nobody types more of a name; longer beginnings would be many. */
const maxLength = 12
/** A name of more words than that is found by the first of them. */
const maxWords = 12

/** Whether a word is long enough to look for: one letter begins too many names, one syllable does not. */
export const isLongEnough = (word: string): boolean => Array.from(word).length > 1 || wholeCharacter.test(word)

/** How a word is looked for: its first characters, as many as are kept. */
export const beginningOf = (word: string): string => Array.from(word).slice(0, maxLength).join('')

/**
 * Every beginning by which a name is found: of each word from two characters on, and one of a word that has no more or is
 * written in syllables.
 */
export function beginningsOf(name: string): string[] {
  const beginnings = namedBy(name)
    .slice(0, maxWords)
    .flatMap((word) => {
      const characters = Array.from(word).slice(0, maxLength)
      const least = characters.length > 1 && !wholeCharacter.test(word) ? 2 : 1
      return characters.slice(least - 1).map((_, i) => characters.slice(0, least + i).join(''))
    })
  return distinct(beginnings)
}

/**
 * Whether each word begins a word of the name, in whatever order.
 *
 * @param words As `wordsOf` gives them.
 */
export function isNamed(name: string, words: readonly string[]): boolean {
  const named = namedBy(name)
  return words.every((word) => named.some((each) => each.startsWith(word)))
}

const distinct = (texts: readonly string[]): string[] => [...new Set(texts)]
