import type { Config } from '../platform/config.ts'
import { sayIn } from '../platform/html/index.ts'
import { drawBlock } from './blocks.ts'
import type { PrintedDocument } from './document.ts'
import { printable } from './glyphs.ts'
import type { Paper } from './paper.ts'
import { paperOf } from './paper.ts'
import type { Pdf, Structure } from './pdf.ts'
import { bytesOfPdf, newPdf } from './pdf.ts'
import { artifact, dim, pen, tagged, write, writeAt } from './write.ts'

/** Who sends what is printed, and on what. */
export type Sender = Pick<Config, 'operatorName' | 'operatorAddress' | 'paper' | 'publicUrl'>

/**
 * A PDF of a document: the operator's name and postal address at its head, tagged for whoever hears it (PDF/UA-1), its
 * typeface within. The same document of the same sender has the same bytes. A character that the typeface lacks is
 * shown as `[U+5C71]`, never left out: see `unprintable` for what must not be posted so.
 *
 * @throws Error where an address has more lines than the window, or a row of a table not a cell for each column.
 */
export async function printPdf(sender: Sender, document: PrintedDocument): Promise<Buffer> {
  const paper = paperOf(sender)
  const pdf = newPdf(document, sender.operatorName, paper)
  pdf.addPage()
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  drawHead(pdf, root, sender, paper)
  if (document.to !== undefined) drawAddress(pdf, root, { to: document.to, sender, paper })
  else pdf.moveDown(2)
  tagged(pdf, root, 'P', () => write(pdf, document.date, { size: 9.5, color: dim }))
  pdf.moveDown(0.5)
  tagged(pdf, root, 'H1', () => write(pdf, document.title, { size: 16, font: 'bold' }))
  for (const block of document.blocks) drawBlock(pdf, root, block)
  root.end()
  drawFeet(pdf, paper, document)
  return bytesOfPdf(pdf)
}

function drawHead(pdf: Pdf, root: Structure, { operatorName, operatorAddress, publicUrl }: Sender, paper: Paper): void {
  pdf.x = paper.left
  pdf.y = paper.top
  tagged(pdf, root, 'P', () => write(pdf, operatorName, { size: 12, font: 'bold' }))
  const lines = [...operatorAddress, new URL(publicUrl).host]
  tagged(pdf, root, 'P', () => write(pdf, lines.join(' · '), { size: 8.5, color: dim }))
}

/** The address in the window, and the text begins below. */
function drawAddress(
  pdf: Pdf,
  root: Structure,
  { to, sender, paper }: { readonly to: readonly string[]; readonly sender: Sender; readonly paper: Paper },
): void {
  const { x, y, width, lineHeight, senderY, maxLines } = paper.window
  if (to.length > maxLines) throw new Error(`an address of ${to.length} lines does not fit the window`)
  if (senderY !== null) {
    const from = [sender.operatorName, ...sender.operatorAddress].join(' · ')
    // For the post alone: the head has said it already.
    artifact(pdf, 'Layout', () => writeAt(pdf, from, { size: 6.5, color: dim }, { x, y: senderY, width }))
  }
  tagged(pdf, root, 'P', () =>
    to.forEach((each, i) => writeAt(pdf, each, { size: 10 }, { x, y: y + i * lineHeight, width })),
  )
  pdf.x = paper.left
  pdf.y = paper.letterY
}

/** What is on every page, once it is known how many there are. */
function drawFeet(pdf: Pdf, paper: Paper, { title, language }: PrintedDocument): void {
  const t = sayIn(language)
  const { count } = pdf.bufferedPageRange()
  const { width, height, left, right, bottom } = paper
  const y = height - bottom / 2 - 6
  for (let page = 0; page < count; page++) {
    pdf.switchToPage(page)
    pdf.page.margins.bottom = 0 // Or pdfkit would begin another page for what stands below the text.
    artifact(pdf, 'Pagination', () => {
      const number = t('print.frame.page', { page: `${page + 1}`, pages: `${count}` })
      const wide = pen(pdf, { size: 8, color: dim }).widthOfString(printable(number))
      writeAt(pdf, number, { size: 8, color: dim }, { x: width - right - wide, y, width: wide + 1 })
      writeAt(pdf, title, { size: 8, color: dim }, { x: left, y, width: width - left - right - wide - 20 })
    })
  }
}
