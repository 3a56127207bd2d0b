import type { Block } from './document.ts'
import { printable } from './glyphs.ts'
import type { Pdf, Structure } from './pdf.ts'
import { drawFacts, drawTable } from './table.ts'
import { figures, pen, tagged, write } from './write.ts'

/** Draws a block where the page is, and goes on to the next page where it must. */
export function drawBlock(pdf: Pdf, root: Structure, block: Block): void {
  pdf.x = pdf.page.margins.left
  switch (block.kind) {
    case 'heading':
      pdf.moveDown(0.8)
      return tagged(pdf, root, 'H2', () => write(pdf, block.text, { size: 12, font: 'bold' }))
    case 'paragraph':
      pdf.moveDown(0.5)
      return tagged(pdf, root, 'P', () =>
        write(pdf, block.text, {
          size: block.tone === 'small' ? 8.5 : 10.5,
          font: block.tone === 'strong' ? 'bold' : 'regular',
        }),
      )
    case 'code':
      return drawCode(pdf, root, block)
    case 'facts':
      return drawFacts(pdf, root, block.facts)
    case 'table':
      return drawTable(pdf, root, block)
  }
}

function drawCode(pdf: Pdf, root: Structure, { label, text }: Extract<Block, { kind: 'code' }>): void {
  pdf.moveDown(0.6)
  tagged(pdf, root, 'P', () => write(pdf, label, { size: 9 }))
  tagged(pdf, root, 'P', () => {
    pen(pdf, { size: 18, font: 'bold' }).text(printable(text), { ...figures, characterSpacing: 1 })
  })
}
