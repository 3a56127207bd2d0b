import { describe, expect, test } from 'vitest'
import type { Block, PrintedDocument } from './index.ts'
import { printedLines, printedTexts } from './fixtures.ts'
import { maxAddressLines, printPdf, unprintable } from './index.ts'

const sender = {
  operatorName: 'Harbour Mutual & Sons',
  operatorAddress: ['4 Quay Street', 'Galway H91 X2Y3', 'Ireland'],
  paper: 'a4',
  publicUrl: 'https://wallet.harbour.example',
} as const
const document: PrintedDocument = {
  title: 'Your <code> & more',
  language: 'en',
  at: 1_780_315_200_000_000n, // 2026-06-01T12:00:00Z
  date: '1 June 2026',
  to: ['Żofia Őry', 'ul. Św. Filipa 23', '31-150 Kraków'],
  blocks: [
    { kind: 'paragraph', text: 'Ω Ж € 山田' },
    { kind: 'code', label: 'Your code', text: '12345 67890' },
  ],
}

describe('a printed file', () => {
  test('has the same bytes for the same input, and others for another', async () => {
    const one = await printPdf(sender, document)
    expect((await printPdf(sender, document)).equals(one)).toBe(true)
    const other = await printPdf(sender, { ...document, blocks: [{ kind: 'paragraph', text: 'Ω Ж € 山' }] })
    expect(identifierOf(other)).not.toBe(identifierOf(one))
    expect(identifierOf(one)).toMatch(/^[0-9a-f]{32}$/)
  })

  test('says its title, its language and when it was so, and that it is tagged (PDF/UA-1)', async () => {
    const raw = (await printPdf(sender, document)).toString('latin1')
    expect(raw).toMatch(/^%PDF-1\.7\n/)
    expect(raw).toContain('/Lang (en)')
    expect(raw).toContain('/DisplayDocTitle true')
    expect(raw).toContain('/Marked true')
    expect(raw).toContain('(D:20260601120000Z)')
    expect(raw).not.toMatch(/D:20(?!260601120000Z)/) // No other moment.
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>')
    // What is XML there stays XML, whatever a name has in it.
    expect(raw).toContain('<rdf:li xml:lang="x-default">Your &lt;code&gt; &amp; more</rdf:li>')
    expect(raw).toContain('<rdf:li>Harbour Mutual &amp; Sons</rdf:li>')
    expect(raw).toContain('(Your <code> & more)')
  })

  test('has its typeface within, and no other', async () => {
    const raw = (await printPdf(sender, document)).toString('latin1')
    expect(new Set(raw.match(/\/BaseFont \/\S+/g))).toEqual(
      new Set(['/BaseFont /BZZZZZ+Arimo-Regular', '/BaseFont /CZZZZZ+Arimo-Bold']),
    )
    expect(raw.match(/\/FontFile2 /g)).toHaveLength(2)
  })

  test('has the operator’s name and address at its head, the address in the window, and its pages numbered', async () => {
    expect(printedTexts(await printPdf(sender, document))).toEqual([
      'Harbour Mutual & Sons',
      '4 Quay Street · Galway H91 X2Y3 · Ireland · wallet.harbour.example',
      'Harbour Mutual & Sons · 4 Quay Street · Galway H91 X2Y3 · Ireland', // Above the address, for the post.
      'Żofia Őry',
      'ul. Św. Filipa 23',
      '31-150 Kraków',
      '1 June 2026',
      'Your <code> & more',
      'Ω Ж € [U+5C71][U+7530]', // What the typeface lacks is named.
      'Your code',
      '12345 67890',
      'Page 1 of 1',
      'Your <code> & more',
    ])
  })

  test('says of every piece what it is, in the order of reading', async () => {
    const blocks: Block[] = [
      { kind: 'heading', text: 'Facts' },
      { kind: 'facts', facts: [['Account', 'acc_1']] },
      {
        kind: 'table',
        columns: [{ heading: 'Amount', align: 'decimal', share: 1 }],
        rows: [['$1.5']],
        total: ['$1.5'],
      },
    ]
    const raw = (await printPdf(sender, { ...document, blocks })).toString('latin1')
    const kinds = [...raw.matchAll(/\/S \/(\w+)(?: *\n?\/[^/\n]*)*?/g)].map(([, kind]) => kind)
    expect(kinds.filter((kind) => kind !== 'P').sort()).toEqual(
      ['Document', 'H1', 'H2', 'TD', 'TD', 'TD', 'TH', 'TH', 'TR', 'TR', 'TR', 'TR', 'Table', 'Table'].sort(),
    )
    expect(raw.match(/\/Scope \/(Row|Column)/g)?.sort()).toEqual(['/Scope /Column', '/Scope /Row'])
  })

  test('sets decimal marks under each other', async () => {
    const rows = [['$1,111.5'], ['−$0.000025'], ['$7'], ['$12.11']] // Ones are what this typeface kerns.
    const table: Block = { kind: 'table', columns: [{ heading: 'Amount', align: 'decimal', share: 1 }], rows }
    const lines = printedLines(await printPdf(sender, { ...document, blocks: [table] }))
    // Widths of Arimo in thousandths of its size.
    const width = (text: string): number =>
      Array.from(text).reduce((sum, each) => sum + ({ ',': 278, '−': 584 }[each] ?? 556), 0)
    const marks = lines
      .filter(({ text }) => /^−?\$/.test(text))
      .map(({ text, x, size }) => x + (width(text.split('.')[0] ?? '') * size) / 1000)
    expect(marks.length).toBe(4)
    for (const mark of marks) expect(mark).toBeCloseTo(marks[0] ?? 0, 1)
  })

  test('goes on over many pages, with the head of a table on each', async () => {
    const rows = Array.from({ length: 150 }, (_, i) => [`${i + 1}`, 'Eels of the Ouse'])
    const columns = [
      { heading: 'Number', align: 'end', share: 1 },
      { heading: 'Title', align: 'start', share: 4 },
    ] as const
    const texts = printedTexts(await printPdf(sender, { ...document, blocks: [{ kind: 'table', columns, rows }] }))
    expect(texts.filter((text) => text === 'Number').length).toBe(4)
    expect(texts.filter((text) => text === 'Eels of the Ouse').length).toBe(150)
    expect(texts).toContain('Page 4 of 4')
  })

  test('a table with too few cells, or an address too long for the window, is a fault and no file', async () => {
    const table: Block = { kind: 'table', columns: [{ heading: 'A', align: 'end', share: 1 }], rows: [[]] }
    await expect(printPdf(sender, { ...document, blocks: [table] })).rejects.toThrow('a cell for each column')
    expect([maxAddressLines(sender), maxAddressLines({ paper: 'letter' })]).toEqual([6, 5])
    const to = Array.from({ length: 6 }, () => 'line')
    await expect(printPdf({ ...sender, paper: 'letter' }, { ...document, to })).rejects.toThrow('6 lines')
  })

  test('names what cannot be printed: other scripts, pictures, and what is written from the right', () => {
    expect(unprintable('Żofia Őry, Ελένη, Жанна, 12.50 € − ₹')).toEqual([])
    expect(unprintable('山田 山 🎵')).toEqual(['U+5C71', 'U+7530', 'U+1F3B5'])
    expect(unprintable('שלום')).toEqual(['U+05E9', 'U+05DC', 'U+05D5', 'U+05DD'])
    expect(unprintable('a\u0301')).toEqual([]) // NFC is á.
  })
})

const identifierOf = (pdf: Buffer): string | undefined => /\/ID \[<([0-9a-f]+)>/.exec(pdf.toString('latin1'))?.[1]
