import type { Ajv, AnySchemaObject, ErrorObject, KeywordDefinition } from 'ajv'
import { isTimeZone } from '../calendar.ts'
import { fromDay, fromRfc3339 } from '../clock.ts'
import type { TextFault } from '../text.ts'
import { faultOf, isBlank, searchText } from '../text.ts'

/** What a text is read as, or what is wrong with it. */
type Read = { readonly text: string } | { readonly fault: TextFault }

/** Text that people see: NFC, no spaces around, something to see unless it may be empty. */
function seen(text: string, lines: boolean, mayBeEmpty: boolean): Read {
  const kept = text.normalize().trim()
  if (kept === '' ? !mayBeEmpty : isBlank(kept)) return { fault: 'is blank' }
  const fault = faultOf(kept, { lines })
  return fault === undefined ? { text: kept } : { fault }
}

/** Must be repeated exactly as it was, so nothing of it is left out silently. */
function name(text: string): Read {
  if (text !== text.trim()) return { fault: 'has white space at an end' }
  return seen(text, false, false)
}

/**
 * Every kind of text in a request that has no pattern of its own. One-line texts are `line`, those of several lines
 * `lines`; `name` is what a vendor calls something, and finds it by; `given` is told on as it came, with its lines;
 * `code` is what people copy from somewhere and whoever checks it reads by `pastedCode`, `search` what they look for; `opaque` is made by a program; a `url` is
 * parsed by whoever follows it; `free` is checked by the page that asks for it, or is a password.
 */
const kinds = {
  line: (text, mayBeEmpty) => seen(text, false, mayBeEmpty),
  lines: (text, mayBeEmpty) => seen(text, true, mayBeEmpty),
  name,
  given: (text) => {
    const fault = faultOf(text, { lines: true })
    return fault === undefined ? { text } : { fault }
  },
  url: (text) => {
    const fault = faultOf(text, { lines: false })
    return fault === undefined ? { text } : { fault }
  },
  code: (text) => ({ text }),
  search: (text) => ({ text: searchText(text) }),
  opaque: (text) =>
    /^[\u0021-\u007e]*$/.test(text) ? { text } : { fault: 'holds more than printable ASCII characters' },
  free: (text) => ({ text }),
} as const satisfies Record<string, (text: string, mayBeEmpty: boolean) => Read>

export type TextKind = keyof typeof kinds
export const textKinds = Object.keys(kinds) as TextKind[]

/** The keyword of the OpenAPI document that names the kind. */
export const textKeyword = 'x-text'

/** Where Ajv found what it validates. */
type At = { readonly parentData: Record<string | number, unknown>; readonly parentDataProperty: string | number }
type Validate<T> = ((value: T, at?: At) => boolean) & { errors?: Partial<ErrorObject>[] }

/**
 * `x-text`: refuses what its kind does, and puts the text as it is read in the place of the one that came. Ajv's own
 * `modifying` cannot be said of it: with that, names of an object are not to be compiled.
 */
const textDefinition: KeywordDefinition = {
  keyword: textKeyword,
  type: 'string',
  schemaType: 'string',
  errors: true,
  compile(kind: TextKind, schema: AnySchemaObject) {
    const mayBeEmpty = (schema['minLength'] ?? 0) === 0
    const validate: Validate<string> = (text, at) => {
      const read: Read = kinds[kind](text, mayBeEmpty)
      if ('fault' in read) {
        validate.errors = [{ keyword: textKeyword, message: read.fault, params: {} }]
        return false
      }
      if (at !== undefined && read.text !== text && at.parentData[at.parentDataProperty] === text)
        at.parentData[at.parentDataProperty] = read.text
      return true
    }
    return validate
  },
}

/** `x-maxBytes`: how much the names and the texts of an object are together, in bytes of UTF-8. */
const bytesDefinition: KeywordDefinition = {
  keyword: 'x-maxBytes',
  type: 'object',
  schemaType: 'number',
  errors: true,
  compile(maxBytes: number) {
    const validate: Validate<Readonly<Record<string, unknown>>> = (texts) => {
      const bytes = Object.entries(texts)
        .flat(2)
        .reduce<number>((sum, each) => sum + (typeof each === 'string' ? Buffer.byteLength(each) : 0), 0)
      if (bytes <= maxBytes) return true
      validate.errors = [{ keyword: 'x-maxBytes', message: `is more than ${maxBytes} bytes in all`, params: {} }]
      return false
    }
    return validate
  },
}

/** Teaches a validator what our schemas say of texts. */
export function addTextKinds(ajv: Ajv): Ajv {
  ajv.addKeyword(textDefinition)
  ajv.addKeyword(bytesDefinition)
  ajv.addFormat('date-time', (text) => fromRfc3339(text) !== undefined)
  ajv.addFormat('date', (text) => fromDay(text) !== undefined)
  ajv.addFormat('instant-or-day', (text) => fromDay(text) !== undefined || fromRfc3339(text) !== undefined)
  ajv.addFormat('time-zone', isTimeZone)
  return ajv
}

/** What is wrong with a text of another format, as a piece of a sentence. */
export const formatFaults: Readonly<Record<string, TextFault>> = {
  'date-time': 'is no instant of RFC 3339 with a day that the calendar has and a zone, such as 2026-11-24T08:00:00Z',
  date: 'is no day that the calendar has, such as 2026-11-24',
  'instant-or-day': 'is no day that the calendar has, such as 2026-11-24, and no instant of RFC 3339 with its zone',
  'time-zone': 'is no zone that we know: give a name of the IANA time zone database, such as Europe/London',
}
