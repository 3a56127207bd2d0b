// What may stand in text that people see, and what is read of text that they paste. Pure.

/** What is wrong with a text, as a piece of a sentence: `holds U+202E, which is refused`. */
export type TextFault = string

/**
 * Scripts whose letters join, where U+200C and U+200D change how a word is read. Between letters of others, and
 * between digits, they are nothing but a way to write two texts that look the same.
 */
const joining =
  /[\p{scx=Arab}\p{scx=Syrc}\p{scx=Mand}\p{scx=Mong}\p{scx=Nkoo}\p{scx=Adlm}\p{scx=Rohg}\p{scx=Deva}\p{scx=Beng}\p{scx=Guru}\p{scx=Gujr}\p{scx=Orya}\p{scx=Taml}\p{scx=Telu}\p{scx=Knda}\p{scx=Mlym}\p{scx=Sinh}\p{scx=Khmr}\p{scx=Mymr}\p{scx=Tibt}\p{scx=Java}\p{scx=Bali}]/u
const joiningLetter = /[\p{L}\p{M}]/u
const pictograph = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f]/u
/** Controls, formats, halves, private and unassigned characters, all that is drawn as nothing, what stands for damage. */
const doubtful = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\ufff9-\ufffd]/u
/** Formats that are drawn: signs before numbers in Arabic and Syriac. */
const drawnFormat = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2]/u
const selector = /[\ufe00-\ufe0f\u{e0100}-\u{e01ef}]/u
const hasVariants = /[\p{Extended_Pictographic}\p{Script=Han}\p{Script=Myanmar}\p{Script=Phags_Pa}\p{Sm}\p{So}]/u
const drawn = /[\p{L}\p{N}\p{P}\p{S}\p{Extended_Pictographic}]/u
/** Signs and letters that are drawn as nothing. */
const blank = /[\u2800\u{1d159}]/gu
/** Flags of parts of countries, and digits on keys, are written with characters that are otherwise drawn as nothing. */
const flagsAndKeys = /[\p{RGI_Emoji_Tag_Sequence}\p{Emoji_Keycap_Sequence}]/gv
/** No writing puts more marks than that on one letter. */
const markFlood = /\p{M}{11}/u
const plain = /^[\u0020-\u007e]*$/

/**
 * What is wrong with a text that people see: controls, characters that turn the direction of writing, that are drawn
 * as nothing, that are assigned to nothing or stand for damage, and heaps of marks (T25). Joiners pass where a script
 * or a pictograph needs them.
 *
 * @param options.lines Whether line ends and tabs may stand in it.
 */
export function faultOf(text: string, options: { readonly lines: boolean }): TextFault | undefined {
  if (plain.test(text)) return undefined
  const first = pointsOf(text, options.lines).find(({ isRefused }) => isRefused)?.point
  if (first !== undefined) return `holds ${nameOf(first)}`
  return markFlood.test(text) ? 'holds a heap of marks on one letter' : undefined
}

/** Whether there is anything to see in a text. */
export const isBlank = (text: string): boolean => !drawn.test(text.replace(blank, ''))

/** A text to look for in texts that people see: what is refused in those is left out, and spaces around. NFC. */
export function searchText(text: string): string {
  if (plain.test(text)) return text.trim()
  const kept = pointsOf(spaced(text), false).filter(({ isRefused }) => !isRefused)
  return kept
    .map(({ point }) => point)
    .join('')
    .trim()
    .normalize()
}

/**
 * Reads text that people type or paste where each character counts: an address, an identifier. Characters that are
 * drawn as nothing go, all white space is a space, the wide forms of East Asian keyboards are ASCII; NFC, no spaces
 * around.
 */
export function pastedText(text: string): string {
  if (plain.test(text)) return text.trim()
  return spaced(text)
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}]/gu, '')
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .trim()
    .normalize()
}

/**
 * Reads a code of digits or letters, as `pastedText`, however it is grouped: spaces, dashes of every kind and dots go;
 * digits of every script are ASCII.
 */
export const pastedCode = (text: string): string =>
  pastedText(text)
    .replace(/\p{Nd}/gu, asciiDigit)
    .replace(/[ .\p{Pd}\u2212\u2043\u02d7\u00b7\u30fb\u30fc\uff70]/gu, '')

/** White space of every kind as one space each. */
const spaced = (text: string): string => text.replace(/\s/gu, ' ')

/** Decimal digits of every script stand in tens, one after the other, from zero (Unicode, chapter 4.6). */
function asciiDigit(digit: string): string {
  const at = digit.codePointAt(0) ?? 0
  let before = 0
  while (/\p{Nd}/u.test(String.fromCodePoint(at - 1 - before))) before += 1
  return (before % 10).toString()
}

/** The characters of a text, and which of them are refused. */
function pointsOf(text: string, lines: boolean): { readonly point: string; readonly isRefused: boolean }[] {
  const points = Array.from(text.replace(flagsAndKeys, '\u{1f3f4}'))
  return points.map((point, i) => ({
    point,
    isRefused: doubtful.test(point) && !isNeeded(point, points[i - 1] ?? '', lines),
  }))
}

function isNeeded(point: string, before: string, lines: boolean): boolean {
  if (lines && (point === '\n' || point === '\r' || point === '\t')) return true
  if (point === '\u200c') return isJoining(before)
  if (point === '\u200d') return isJoining(before) || pictograph.test(before)
  if (selector.test(point)) return hasVariants.test(before)
  if (/[\u180b-\u180d\u180f]/.test(point)) return /\p{Script=Mongolian}/u.test(before)
  return drawnFormat.test(point) || (/\p{Cn}/u.test(point) && pictograph.test(point)) // Pictographs yet to come.
}

const isJoining = (point: string): boolean => joining.test(point) && joiningLetter.test(point)

const nameOf = (point: string): string => {
  const hex = (point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return point === '\ufffd' ? 'U+FFFD, which stands for text that was damaged on its way' : `U+${hex}, which is refused`
}
