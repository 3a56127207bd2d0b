// Tables: rows that stay whole, a head that is drawn again on each page, decimal marks under each other.
import type { Block, Column } from './document.ts'
import { printable } from './glyphs.ts'
import type { Pdf, Structure } from './pdf.ts'
import { artifact, figures, pen } from './write.ts'
import type { Style } from './write.ts'

type Table = Extract<Block, { kind: 'table' }>
/** A column where it stands on the page. */
type Placed = Column & {
  readonly x: number
  readonly width: number
  /** How wide what follows the decimal mark is at most, with the mark, in points. */
  readonly fraction: number
}

/** What a head is the head of: the types of pdfkit do not know it yet. */
type Scope = PDFKit.Mixins.StructureElementOptions & { readonly scope?: 'Row' | 'Column' }

const cellStyle = { size: 9 } as const
const headStyle = { size: 9, font: 'bold' } as const
const gap = 8
const padding = 2.5

/** Draws a table. @throws Error where a row has not a cell for each column. */
export function drawTable(pdf: Pdf, root: Structure, table: Table): void {
  const { columns, rows, total } = table
  const columnsHere = placed(pdf, table)
  if ([...rows, ...(total === undefined ? [] : [total])].some(({ length }) => length !== columns.length))
    throw new Error('a row of a table has not a cell for each column')
  const structure = pdf.struct('Table')
  root.add(structure)
  pdf.moveDown(0.6)
  const head = columns.map(({ heading }) => heading)
  const headHeight = heightOf(pdf, columnsHere, head, headStyle)
  const firstHeight = heightOf(pdf, columnsHere, rows[0] ?? head, cellStyle)
  breakBefore(pdf, headHeight + firstHeight)
  drawRow(pdf, columnsHere, head, headStyle, structure, 'TH')
  for (const row of rows) {
    if (breakBefore(pdf, heightOf(pdf, columnsHere, row, cellStyle)))
      artifact(pdf, 'Pagination', () => drawRow(pdf, columnsHere, head, headStyle))
    drawRow(pdf, columnsHere, row, cellStyle, structure, 'TD')
  }
  if (total !== undefined) {
    breakBefore(pdf, heightOf(pdf, columnsHere, total, headStyle))
    drawRow(pdf, columnsHere, total, headStyle, structure, 'TD')
  }
  structure.end()
}

/** Facts as a table of two columns, each row named by its first cell. */
export function drawFacts(pdf: Pdf, root: Structure, facts: readonly (readonly [string, string])[]): void {
  const columns: Column[] = [
    { heading: '', align: 'start', share: 2 },
    { heading: '', align: 'start', share: 5 },
  ]
  const here = placed(pdf, { columns, rows: facts })
  const structure = pdf.struct('Table')
  root.add(structure)
  pdf.moveDown(0.6)
  for (const fact of facts) {
    breakBefore(pdf, heightOf(pdf, here, fact, cellStyle))
    drawRow(pdf, here, fact, cellStyle, structure, 'fact')
  }
  structure.end()
}

/** Begins another page where a row of that height would not end on this one. @returns Whether it did. */
function breakBefore(pdf: Pdf, height: number): boolean {
  const { margins, height: page } = pdf.page
  if (pdf.y + height <= page - margins.bottom || pdf.y === margins.top) return false
  pdf.addPage()
  return true
}

function placed(pdf: Pdf, { columns, rows, total = [] }: Pick<Table, 'columns' | 'rows' | 'total'>): Placed[] {
  const { left, right } = pdf.page.margins
  const all = pdf.page.width - left - right - gap * (columns.length - 1)
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  let x = left
  return columns.map((column, i) => {
    const width = (all * column.share) / shares
    const cells = [...rows.map((row) => row[i] ?? ''), total[i] ?? '']
    // A total is bold, and wider.
    const wide = (text: string): number => pen(pdf, headStyle).widthOfString(fractionOf(printable(text)), figures)
    const fraction = column.align === 'decimal' ? Math.max(...new Set(cells.map(fractionOf)).values().map(wide)) : 0
    const at = { ...column, x, width, fraction }
    x += width + gap
    return at
  })
}

/** What follows the whole part of a figure, with its mark: `.025` of `$0.025`. */
const fractionOf = (text: string): string => /[.,]\d+\D*$/.exec(text)?.[0] ?? ''

function heightOf(pdf: Pdf, columns: readonly Placed[], cells: readonly string[], style: Style): number {
  pen(pdf, style)
  const heights = columns.map(({ width }, i) => pdf.heightOfString(printable(cells[i] ?? ' ') || ' ', { width }))
  return Math.max(...heights) + 2 * padding
}

/** One row, and a line below it. Without `structure` it is drawn alone: the head of another page was said before. */
function drawRow(
  pdf: Pdf,
  columns: readonly Placed[],
  cells: readonly string[],
  style: Style,
  structure?: Structure,
  kind?: 'TH' | 'TD' | 'fact',
): void {
  const y = pdf.y
  const height = heightOf(pdf, columns, cells, style)
  const row = structure && pdf.struct('TR')
  if (row !== undefined) structure?.add(row)
  columns.forEach((column, i) => {
    const cell = () => drawCell(pdf, column, cells[i] ?? '', style, y + padding)
    if (row === undefined) return cell()
    const tag = kind === 'fact' ? (i === 0 ? 'TH' : 'TD') : (kind ?? 'TD')
    const scope: Scope = tag === 'TH' ? { scope: kind === 'fact' ? 'Row' : 'Column' } : {}
    row.add(pdf.struct(tag, scope, cell))
  })
  row?.end()
  const { left, right } = pdf.page.margins
  const rule = () =>
    pdf
      .moveTo(left, y + height)
      .lineTo(pdf.page.width - right, y + height)
      .lineWidth(style.font === 'bold' ? 0.8 : 0.3)
      .strokeColor('#777777')
      .stroke()
  if (row === undefined) rule()
  else artifact(pdf, 'Layout', rule)
  pdf.x = left
  pdf.y = y + height
}

function drawCell(pdf: Pdf, { align, x, width, fraction }: Placed, text: string, style: Style, y: number): void {
  const shown = printable(text)
  const wide = pen(pdf, style).widthOfString(shown, figures)
  if (align === 'start' || wide > width) {
    pdf.text(shown, x, y, { width, align: align === 'start' ? 'left' : 'right' })
    return
  }
  const isFigure = align === 'decimal' && /\d/.test(shown)
  const after = isFigure ? Math.min(fraction - pdf.widthOfString(fractionOf(shown), figures), width - wide) : 0
  pdf.text(shown, x + width - wide - after, y, { ...figures, lineBreak: false })
}
