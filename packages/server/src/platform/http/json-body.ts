import { Problem } from './problems.ts'
import { utf8Of } from './utf8.ts'

const deepest = 32

/**
 * Parses a JSON body as strictly as money needs: UTF-8, no doubled names, no `__proto__`, no NUL, no half of a
 * surrogate pair, at most 32 levels (T16, T27).
 *
 * @throws {Problem} malformed_body; invalid_request naming the field.
 */
export function parseJsonBody(bytes: Buffer): unknown {
  const text = utf8Of(bytes)
  const body = parse(text)
  if (typeof body !== 'object' || body === null) return body
  const names = inspect(body, '', 1)
  // JSON.parse silently keeps the last of two equal names; then the text has more names than the value.
  if (names !== colonsOutsideStrings(text)) {
    throw new Problem('malformed_body', { detail: 'A name stands twice in one object of the body. Nothing was done.' })
  }
  return body
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new Problem('malformed_body', { detail: 'The body is not valid JSON. Nothing was done.', cause: error })
  }
}

/** @returns How many names there are in all objects of `value`. */
function inspect(value: object, path: string, depth: number): number {
  if (depth > deepest) throw new Problem('invalid_request', { param: path, detail: `Deeper than ${deepest} levels.` })
  const isArray = Array.isArray(value)
  let names = 0
  for (const [name, each] of Object.entries(value) as [string, unknown][]) {
    if (!isArray) names += 1
    if (name === '__proto__' || !isStorable(name))
      throw new Problem('invalid_request', { param: join(path, name), detail: 'Such a name is refused.' })
    if (typeof each === 'string') {
      if (!isStorable(each))
        throw new Problem('invalid_request', {
          param: join(path, name),
          detail: 'NUL and half characters are refused.',
        })
    } else if (typeof each === 'object' && each !== null) names += inspect(each, join(path, name), depth + 1)
  }
  return names
}

const isStorable = (text: string): boolean => !text.includes('\0') && text.isWellFormed()
const join = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`)

function colonsOutsideStrings(text: string): number {
  let colons = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 58) colons += 1
    else if (code === 34) at = endOfString(text, at)
  }
  return colons
}

/** Where the string that begins at `quote` ends: at the next quote with an even number of backslashes before it. */
function endOfString(text: string, quote: number): number {
  for (let end = text.indexOf('"', quote + 1); end >= 0; end = text.indexOf('"', end + 1)) {
    let slashes = 0
    while (text.charCodeAt(end - 1 - slashes) === 92) slashes += 1
    if (slashes % 2 === 0) return end
  }
  return text.length
}
