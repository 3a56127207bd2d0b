// Reads back what was printed: enough of PDF (ISO 32000-1) for the files that this room makes.
import { inflateSync } from 'node:zlib'

export type PrintedLine = {
  readonly text: string
  /** Points from the left and from the bottom. */
  readonly x: number
  readonly y: number
  readonly size: number
}

/** Every line of a file, in the order in which they are read. */
export function printedLines(pdf: Buffer): PrintedLine[] {
  const raw = pdf.toString('latin1')
  const fonts = fontsOf(raw)
  const ids = [...raw.matchAll(/\/Contents (\d+) 0 R/g)].map(([, id]) => id ?? '')
  return ids.flatMap((id) => linesOf(streamOf(raw, id), fonts))
}

/** The words of every line. */
export const printedTexts = (pdf: Buffer): string[] => printedLines(pdf).map(({ text }) => text)

const objectOf = (raw: string, id: string): string => {
  const begin = raw.indexOf(`\n${id} 0 obj\n`)
  return raw.slice(begin, raw.indexOf('\nendobj', begin))
}

function streamOf(raw: string, id: string): string {
  const [, body = ''] = /stream\n([\s\S]*)\nendstream/.exec(objectOf(raw, id)) ?? []
  return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
}

/** What each number of a glyph means, by the name of the font. */
function fontsOf(raw: string): ReadonlyMap<string, readonly string[]> {
  const named = [...raw.matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = '', id = '']) => [name, id] as const)
  return new Map(
    named.map(([name, id]) => {
      const [, meaning = ''] = /\/ToUnicode (\d+) 0 R/.exec(objectOf(raw, id)) ?? []
      const [, list = ''] = /\[([^\]]*)\]/.exec(streamOf(raw, meaning)) ?? []
      return [name, [...list.matchAll(/<([^>]*)>/g)].map(([, hex = '']) => fromHex(hex.replaceAll(' ', '')))]
    }),
  )
}

const fromHex = (hex: string): string => Buffer.from(hex, 'hex').swap16().toString('utf16le')

function linesOf(stream: string, fonts: ReadonlyMap<string, readonly string[]>): PrintedLine[] {
  const blocks = stream.matchAll(/BT\n1 0 0 1 (\S+) (\S+) Tm\n\/(F\d+) (\S+) Tf\n[\s\S]*?\[([^\]]*)\] TJ\nET/g)
  return [...blocks].map(([, x, y, font = '', size, shown = '']) => {
    const glyphs = [...shown.matchAll(/<([0-9a-f]*)>/g)].flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
    const text = glyphs.map((glyph) => fonts.get(font)?.[Number.parseInt(glyph, 16)] ?? '?').join('')
    return { text, x: Number(x), y: Number(y), size: Number(size) }
  })
}
