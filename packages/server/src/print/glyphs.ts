// Which characters the typeface can show. pdfkit draws an empty box for what it lacks and says nothing, so that is found
// before.
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const { resolve } = createRequire(import.meta.url)
/** Arimo (SIL OFL 1.1): Latin, Greek and Cyrillic in one file, digits of one width. */
export const fontFiles = {
  regular: resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'),
  bold: resolve('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'),
} as const

/** Written from right to left: pdfkit would set the words in the wrong order. */
const rightToLeft =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}\p{Script=Hanifi_Rohingya}]/u

let known: ReadonlySet<number> | undefined
/** Code points that both weights have. */
function shown(): ReadonlySet<number> {
  known ??= inFile(fontFiles.regular).intersection(inFile(fontFiles.bold))
  return known
}

function inFile(file: string): ReadonlySet<number> {
  // The types say nothing of the font that is chosen.
  const { _font: font } = new PDFDocument({ font: file, autoFirstPage: false }) as unknown as {
    readonly _font: { readonly font: { readonly characterSet: readonly number[] } }
  }
  return new Set(font.font.characterSet)
}

const isShown = (point: string): boolean =>
  point === '\n' || (shown().has(point.codePointAt(0) ?? 0) && !rightToLeft.test(point))

/** `U+5C71` */
const nameOf = (point: string): string => `U+${(point.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The characters of a text that no printed page can show, as `U+5C71`, each once; empty: it can be printed as it is. */
export const unprintable = (text: string): readonly string[] => [
  ...new Set(
    Array.from(text.normalize())
      .filter((point) => !isShown(point))
      .map(nameOf),
  ),
]

/** A text as the page shows it: NFC, and `[U+5C71]` for each character that the typeface lacks, so that none is lost. */
export const printable = (text: string): string =>
  Array.from(text.normalize(), (point) => (isShown(point) ? point : `[${nameOf(point)}]`)).join('')
