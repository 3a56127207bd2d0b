import { FarthingError } from '../errors.ts'

/** A posted form as the provider keeps it: text by name, or, of a name that came several times, all of its texts in order. */
export type FormParameters = Record<string, string | string[]>

/** Reads the form only when it is wanted. @throws FarthingError `form_unreadable` */
export type FormReader = () => FormParameters | Promise<FormParameters>

/**
 * How many bytes of a body an adapter reads before it gives up, so that whoever sent too much
 * still gets an answer. What the provider takes of a form is far less, and it says itself how much.
 */
export const longestBodyBytes = 1_048_576

/**
 * Reads a body as browsers post a form.
 *
 * @throws FarthingError `form_unreadable` where it is of another type.
 */
export function formOf(contentType: string | null | undefined, body: string): FormParameters {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type === 'application/x-www-form-urlencoded' || body === '') return gathered(new URLSearchParams(body))
  throw unreadable(
    `the pay form came as ${type === '' ? 'no type' : type}: post it as application/x-www-form-urlencoded, which a form does without an enctype`,
  )
}

/**
 * Takes a form that a parser has read before the paywall could, as `express.urlencoded()` leaves it.
 *
 * @throws FarthingError `form_unreadable` where names were folded into objects, which cannot be undone.
 */
export function parsedForm(fields: Record<string, unknown>): FormParameters {
  return gathered(Object.entries(fields).flatMap(([name, value]) => pairs(name, value)))
}

export function tooLong(): FarthingError {
  return unreadable(`the pay form is longer than ${longestBodyBytes} bytes`)
}

export function unreadable(detail: string, param?: string): FarthingError {
  return new FarthingError({ code: 'form_unreadable', status: 0, detail, param })
}

function pairs(name: string, value: unknown): [string, string][] {
  if (Array.isArray(value)) return value.flatMap((one: unknown) => pairs(name, one))
  if (typeof value === 'string') return [[name, value]]
  throw unreadable(
    `a parser made the form field ${name} into something that is no text: let wall.handle come before express.urlencoded(), or give that { extended: false }`,
    name,
  )
}

// Browsers write each line break of a text area as CR LF; text at the provider has LF.
function gathered(fields: Iterable<[string, string]>): FormParameters {
  const form = new Map<string, string[]>()
  for (const [name, value] of fields) {
    const text = value.replaceAll(/\r\n?/g, '\n')
    const before = form.get(name)
    if (before === undefined) form.set(name, [text])
    else before.push(text)
  }
  return Object.fromEntries(
    [...form].map(([name, [only = '', ...more]]) => [name, more.length === 0 ? only : [only, ...more]]),
  )
}
