// What is typed into an act's form, and what is sent of it.
import { typedAmount } from '../../money/text.ts'
import type { Field } from '../shapes.ts'

/**
 * What was typed, by field. An amount has two: `amount.amount` and `amount.currency`; a list of amounts one for each
 * currency: `above.USD`. Several choices stand with commas between, several lines of text each on its own.
 */
export type Typed = Readonly<Record<string, string>>

/** One field of a form, and what was typed into it. */
export type FieldProps = {
  readonly name: string
  readonly field: Field
  readonly typed: Typed
  readonly type: (field: string, value: string) => void
  readonly error: string | undefined
  readonly label: string
  readonly hint: string | undefined
}

export const isMoney = ({ properties }: Field): boolean =>
  properties !== undefined && 'amount' in properties && 'currency' in properties

/** Amounts of several currencies. */
export const isMoneyList = ({ type, items }: Field): boolean =>
  type === 'array' && items !== undefined && isMoney(items)

/** Of a list of amounts: its currencies. */
export const currenciesOf = (field: Field): readonly string[] =>
  choicesOf(field.items?.properties?.['currency'] ?? {}) ?? []

/** The words that a field may be; `undefined`: it is free. */
export function choicesOf({ anyOf, enum: words }: Field): readonly string[] | undefined {
  if (words !== undefined) return words
  const constants = anyOf?.flatMap(({ const: word }) => (word === undefined ? [] : [word]))
  return constants !== undefined && constants.length > 0 && constants.length === anyOf?.length ? constants : undefined
}

/** A field that may be `null`, as what it is otherwise. */
export function withoutNull(field: Field): { readonly field: Field; readonly nullable: boolean } {
  const others = field.anyOf?.filter(({ type }) => type !== 'null')
  const [only] = others ?? []
  const nullable = only !== undefined && others?.length === 1 && field.anyOf?.length === 2
  return nullable ? { field: only, nullable } : { field, nullable: false }
}

/** The field of an amount whose currency is the act's, so that it is asked for once. */
export const amountOf = ({ properties = {} }: Field): string | undefined =>
  'currency' in properties ? Object.entries(properties).find(([, field]) => isMoney(field))?.[0] : undefined

/** The act's `input`, or the field that is missing. What is empty and not needed is left out; what may be `null` is `null`. */
export function inputOf(schema: Field, typed: Typed): { input: Record<string, unknown> } | { missing: string } {
  const input: Record<string, unknown> = {}
  for (const [name, described] of Object.entries(schema.properties ?? {})) {
    const { field, nullable } = withoutNull(described)
    const amount = name === 'currency' ? amountOf(schema) : undefined
    const value = amount === undefined ? valueOf(name, field, typed) : (typed[`${amount}.currency`] ?? 'USD')
    if (value !== undefined) input[name] = value
    else if (nullable) input[name] = null
    else if (schema.required?.includes(name) === true) return { missing: name }
  }
  return { input }
}

function valueOf(name: string, field: Field, typed: Typed): unknown {
  if (isMoney(field)) {
    const amount = typedAmount(typed[`${name}.amount`] ?? '')
    return amount === '' ? undefined : { amount, currency: typed[`${name}.currency`] ?? 'USD' }
  }
  if (isMoneyList(field)) {
    const amounts = currenciesOf(field)
      .map((currency) => ({ amount: typedAmount(typed[`${name}.${currency}`] ?? ''), currency }))
      .filter(({ amount }) => amount !== '')
    return amounts.length === 0 ? undefined : amounts
  }
  const text = (typed[name] ?? '').trim()
  if (text === '') return undefined
  if (field.type === 'integer' || field.type === 'number') return Number(text)
  if (field.type === 'boolean') return text === 'true'
  if (field.type === 'array') {
    const parts = text.split(isLines(field) ? '\n' : ',').map((each) => each.trim())
    return parts.filter((each) => each !== '')
  }
  // The field of a browser says the hour on its own clock, without the zone.
  if (field.format === 'date-time') return new Date(text).toISOString()
  // A decimal is written with a point, whatever the person's language has.
  if (field.pattern !== undefined && isDecimal(field)) return typedAmount(text)
  return text
}

/** Several lines of free text, such as those of an address. */
export const isLines = ({ type, items }: Field): boolean =>
  type === 'array' && items !== undefined && choicesOf(items) === undefined && items.pattern === undefined

/** An amount without its currency. */
export const isDecimal = ({ type, pattern }: Field): boolean =>
  type === 'string' && pattern?.startsWith('^((0|[1-9][0-9]') === true

/** Names of permissions. */
export const isNames = ({ type, items }: Field): boolean => type === 'array' && items?.pattern === '^[a-z_.]+$'
