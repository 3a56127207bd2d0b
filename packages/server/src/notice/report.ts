// Reads what a mail server sends back: delivery status notifications (RFC 3464). Whoever can reach the address may have
// written it, so that nothing is believed but a token of ours, and nothing of it is kept but a status. Pure.

/** More is no notification: the mail that came back is there as headers, or cut. */
export const maxReportBytes = 256 * 1_024

/** What a notification says of the mail's recipient. */
export type Report = {
  /** Status of RFC 3463: `5.1.1`. */
  readonly status: string
  /** Whether the address takes no mail (class 5); else it was given up after tries (class 4). */
  readonly isPermanent: boolean
}

type Part = { readonly headers: ReadonlyMap<string, string>; readonly body: string }

/**
 * @param message As it came: headers, an empty line, the body.
 * @returns `undefined`: it says of nobody that delivery failed. It may be an answer of a program, or say that it takes
 *   longer.
 */
export function readReport(message: string): Report | undefined {
  const { headers, body } = partOf(message)
  const type = headers.get('content-type') ?? ''
  if (!/^multipart\/report\b/i.test(type) || !/report-type\s*=\s*"?delivery-status\b/i.test(type)) return undefined
  const boundary = /boundary\s*=\s*(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i.exec(type)
  const line = boundary?.[1] ?? boundary?.[2]
  if (line === undefined) return undefined
  const status = splitBy(body, line)
    .map(partOf)
    .find((part) => /^message\/(global-)?delivery-status\b/i.test(part.headers.get('content-type') ?? ''))
  return status && failureIn(status.body)
}

/** Of the groups of fields, one for the message and one for each recipient, the first that says it failed. */
function failureIn(text: string): Report | undefined {
  for (const group of text.split(/\r?\n[ \t]*\r?\n/)) {
    const fields = fieldsOf(group)
    if (!/^failed\b/i.test(fields.get('action') ?? '')) continue
    const status = /^([45]\.\d{1,3}\.\d{1,3})(?!\d)/.exec(fields.get('status') ?? '')?.[1]
    if (status !== undefined) return { status, isPermanent: status.startsWith('5') }
  }
  return undefined
}

/** Addresses to which it came, as mail servers write them down: one of them is ours. */
export function recipientsOf(message: string): string {
  const { headers } = partOf(message)
  return ['delivered-to', 'x-original-to', 'envelope-to', 'to'].map((name) => headers.get(name) ?? '').join('\n')
}

function partOf(text: string): Part {
  const [, head = '', body = ''] = /^((?:[^\r\n]+\r?\n)*)(?:\r?\n)?([^]*)$/.exec(text) ?? []
  return { headers: fieldsOf(head), body }
}

/** Fields by their names in small letters; of a name that comes again, the first. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.replaceAll(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

/** The parts between lines of a boundary, without what stands before the first and after the last. */
function splitBy(body: string, boundary: string): string[] {
  const parts: string[][] = []
  for (const line of body.split(/\r?\n/)) {
    const end = line.trimEnd()
    if (end === `--${boundary}--`) break
    if (end === `--${boundary}`) parts.push([])
    else parts.at(-1)?.push(line)
  }
  return parts.map((lines) => lines.join('\n'))
}
