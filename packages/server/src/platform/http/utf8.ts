import { Problem } from './problems.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * The text of a body. What is no UTF-8 is refused: with U+FFFD in its place, something else would be stored than was
 * sent, and two things that were sent would be the same.
 *
 * @throws {Problem} malformed_body
 */
export function utf8Of(bytes: Buffer): string {
  try {
    return strict.decode(bytes)
  } catch (error) {
    throw new Problem('malformed_body', { detail: 'The body is not valid UTF-8. Nothing was done.', cause: error })
  }
}

/** What stands in a query or a form, percent-encoded UTF-8 with + for a space; `undefined` where it is none. */
export function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

/** @returns The problem, where the query of a URL is no percent-encoded UTF-8. */
export function queryProblem(url: string): Problem | undefined {
  const at = url.indexOf('?')
  if (at < 0 || !url.includes('%', at) || decoded(url.slice(at + 1)) !== undefined) return undefined
  return new Problem('malformed_url', { detail: 'The query is not percent-encoded UTF-8. Nothing was done.' })
}
