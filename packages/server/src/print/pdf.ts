// pdfkit, as this room uses it: one typeface, tagged, and the same bytes for the same input.
import { hash } from 'node:crypto'
import PDFDocument from 'pdfkit'
import { fontFiles } from './glyphs.ts'
import type { PrintedDocument } from './document.ts'
import type { Paper } from './paper.ts'

export type Pdf = PDFKit.PDFDocument
export type Structure = PDFKit.PDFStructureElement

/**
 * An empty file: PDF/UA-1 (ISO 14289-1), title and language said, no page yet.
 *
 * @param author Who sends it.
 */
export function newPdf(document: PrintedDocument, author: string, paper: Paper): Pdf {
  const madeAt = new Date(Number(document.at / 1_000n))
  const info = {
    Title: document.title,
    Author: author,
    Creator: 'Farthing',
    Producer: 'Farthing, by pdfkit',
    CreationDate: madeAt,
    ModDate: madeAt,
    // pdfkit makes the identifier of a file of what stands here: two files never share one.
    Digest: hash('sha256', JSON.stringify({ ...document, at: `${document.at}` }), 'hex'),
  }
  const options = {
    pdfVersion: '1.7',
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    lang: document.language,
    info,
    font: fontFiles.regular,
    autoFirstPage: false,
    bufferPages: true,
    size: [paper.width, paper.height],
    margins: { top: paper.top, bottom: paper.bottom, left: paper.left, right: paper.right },
  } as const
  // The types are of an earlier release, which knew no PDF/UA.
  const pdf = new PDFDocument(options as unknown as PDFKit.PDFDocumentOptions)
  escapeMetadata(pdf)
  return pdf
}

/** pdfkit writes title and author into XML as they are: an ampersand would break it. The file's other copy is written before. */
function escapeMetadata(pdf: Pdf): void {
  const end = pdf.endMetadata.bind(pdf)
  pdf.endMetadata = () => {
    const { Title = '', Author = '' } = pdf.info
    Object.assign(pdf.info, { Title: escaped(Title), Author: escaped(Author) })
    end()
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Ends the file. @returns Its bytes. */
export async function bytesOfPdf(pdf: Pdf): Promise<Buffer> {
  const chunks: Buffer[] = []
  pdf.end()
  for await (const chunk of pdf) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}
