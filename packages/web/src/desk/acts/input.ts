// What is typed into an act's form, and what is sent of it.
import { typedAmount } from '../../money/text.ts'
import type { Field } from '../shapes.ts'

/** What was typed, by field; an amount has two: `amount.amount` and `amount.currency`. */
export type Typed = Readonly<Record<string, string>>

export const isMoney = ({ properties }: Field): boolean =>
  properties !== undefined && 'amount' in properties && 'currency' in properties

/** The words that a field may be; `undefined`: it is free. */
export function choicesOf({ anyOf, enum: words }: Field): readonly string[] | undefined {
  if (words !== undefined) return words
  const constants = anyOf?.flatMap(({ const: word }) => (word === undefined ? [] : [word]))
  return constants !== undefined && constants.length > 0 && constants.length === anyOf?.length ? constants : undefined
}

/** The act's `input`, or the field that is missing. What is empty and not needed is left out. */
export function inputOf(schema: Field, typed: Typed): { input: Record<string, unknown> } | { missing: string } {
  const input: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(schema.properties ?? {})) {
    const value = valueOf(name, field, typed)
    if (value !== undefined) input[name] = value
    else if (schema.required?.includes(name) === true) return { missing: name }
  }
  return { input }
}

function valueOf(name: string, field: Field, typed: Typed): unknown {
  if (isMoney(field)) {
    const amount = typedAmount(typed[`${name}.amount`] ?? '')
    return amount === '' ? undefined : { amount, currency: typed[`${name}.currency`] ?? 'USD' }
  }
  const text = (typed[name] ?? '').trim()
  if (text === '') return undefined
  if (field.type === 'integer' || field.type === 'number') return Number(text)
  if (field.type === 'boolean') return text === 'true'
  if (field.type === 'array') return text.split(',').filter((each) => each !== '')
  return text
}
