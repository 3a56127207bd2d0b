import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from './csv.ts'

test.each([
  [['a', 'b c', ''], 'a,b c,\r\n'],
  [['a,b', 'c"d', 'e\r\nf'], '"a,b","c""d","e\r\nf"\r\n'],
  [
    ['=cmd|/C calc!A0', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'],
    "'=cmd|/C calc!A0,'+1,'-1,'@SUM(A1),'\t=1,\"'\r=1\"\r\n",
  ],
  [['=HYPERLINK("https://evil.example","x")'], '"\'=HYPERLINK(""https://evil.example"",""x"")"\r\n'],
  [['＝1+1', '＠x'], "'＝1+1,'＠x\r\n"],
  [['a=b', '1-2'], 'a=b,1-2\r\n'],
])('T25: %j is written %j', (fields, line) => {
  expect(csvLine(fields)).toBe(line)
})

test('T25: an amount is a plain decimal, below zero too; a text that looks like one is a text', () => {
  expect(csvLine([-1_250_000n, 2_500n, 0n, -1n, '-1.25'])).toBe("-1.25,0.0025,0,-0.000001,'-1.25\r\n")
})

test('T25: whatever the fields, a reader of RFC 4180 finds as many, and none begins a formula', () => {
  const field = fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '"', ',', '\r', '\n', '\t', 'a', ' ', '\u202e', 'é'),
  })
  fc.assert(
    fc.property(fc.array(field, { minLength: 1, maxLength: 6 }), (fields) => {
      const read = parse(csvLine(fields))
      expect(read.length).toBe(fields.length)
      read.forEach((text, i) => {
        expect(/^[=+\-@\t\r]/.test(text)).toBe(false)
        expect([fields[i], `'${fields[i]}`]).toContain(text)
      })
    }),
    { verbose: true },
  )
})

/** Reads one line as RFC 4180 says. */
function parse(line: string): string[] {
  const fields: string[] = []
  let at = 0
  for (;;) {
    let text = ''
    if (line[at] === '"') {
      for (at += 1; line[at] !== '"' || line[at + 1] === '"'; at += line[at] === '"' ? 2 : 1) text += line[at] ?? ''
      at += 1
    } else for (; line[at] !== ',' && line.slice(at, at + 2) !== '\r\n'; at += 1) text += line[at] ?? ''
    fields.push(text)
    if (line[at] !== ',') return fields
    at += 1
  }
}
