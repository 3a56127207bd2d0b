import { Problem } from './problems.ts'
import { decoded, utf8Of } from './utf8.ts'

/**
 * Parses the body of one of our own pages' forms (application/x-www-form-urlencoded): UTF-8 throughout, each name once,
 * as strict as JSON bodies are (T16).
 *
 * @throws {Problem} malformed_body
 */
export function parseFormBody(bytes: Buffer): Record<string, string> {
  const fields = new Map<string, string>()
  for (const pair of utf8Of(bytes).split('&')) {
    if (pair === '') continue
    const [, given = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(pair) ?? []
    const name = decoded(given)
    const text = decoded(value)
    if (name === undefined || text === undefined) throw wrong('is not percent-encoded UTF-8')
    if (fields.has(name)) throw wrong('has a field twice')
    if (name === '__proto__' || text.includes('\0')) throw wrong('has a name or a character that is refused')
    fields.set(name, text)
  }
  return Object.fromEntries(fields)
}

const wrong = (what: string): Problem =>
  new Problem('malformed_body', { detail: `The form ${what}. Nothing was done.` })
