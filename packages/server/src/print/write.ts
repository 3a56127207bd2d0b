// The pens: text in the page's flow, what it is said to be, and what is drawn beside it.
import { fontFiles, printable } from './glyphs.ts'
import type { Pdf, Structure } from './pdf.ts'

export type Style = {
  /** Points. */
  readonly size: number
  readonly font?: 'regular' | 'bold'
  readonly color?: string
}

/** For what is beside the matter; on white it has the contrast that WCAG 2.2 asks of text, 9.7 to 1. */
export const dim = '#444444'

/** For digits that stand under each other: this typeface draws `11` closer together than `12`. The types know names alone. */
export const figures = { features: { kern: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[] } as const

/** A piece of the page, said to be what it is. */
export function tagged(pdf: Pdf, parent: Structure, tag: string, draw: () => void): void {
  parent.add(pdf.struct(tag, {}, draw))
}

/** Chooses how the next text is drawn. By the file's own name: pdfkit reads a font anew each time that it is called by another. */
export function pen(pdf: Pdf, { size, font = 'regular', color = '#000000' }: Style): Pdf {
  return pdf.font(fontFiles[font]).fontSize(size).fillColor(color)
}

/** Text from where the page is, in lines of its own. */
export function write(pdf: Pdf, text: string, style: Style): void {
  pen(pdf, style).text(printable(text), { lineGap: style.size * 0.2 })
}

/** One line that stands where it is put, smaller where it would be wider than `width`. */
export function writeAt(
  pdf: Pdf,
  text: string,
  style: Style,
  at: { readonly x: number; readonly y: number; readonly width: number },
): void {
  const shown = printable(text)
  const wide = pen(pdf, style).widthOfString(shown)
  if (wide > at.width) pdf.fontSize((style.size * at.width) / wide)
  pdf.text(shown, at.x, at.y, { lineBreak: false })
}

/** What is drawn and is no part of what is read. */
export function artifact(pdf: Pdf, type: 'Layout' | 'Pagination', draw: () => void): void {
  pdf.markContent('Artifact', { type })
  draw()
  pdf.endMarkedContent()
}
