// Print: PDFs of letters, files and statements.
export type { Block, Column, PrintedDocument } from './document.ts'
export { unprintable } from './glyphs.ts'
export { maxAddressLines } from './paper.ts'
export { printPdf } from './print.ts'
export { room } from './room.ts'
