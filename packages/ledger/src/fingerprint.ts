import { hash } from 'node:crypto'
import { FinalFault } from './faults.ts'

/**
 * One text for one value: keys are sorted, what is `undefined` is left out, a bigint ends with an `n` that no
 * number has, bytes are `b` and hex digits. Strings alone are quoted, so no two kinds look alike.
 */
function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return JSON.stringify(value)
    case 'bigint':
      return `${value}n`
    case 'boolean':
      return value ? 'true' : 'false'
    case 'number':
      if (!Number.isFinite(value)) throw new FinalFault(`an input holds ${value}`)
      return `${value}`
    case 'object':
      break
    default:
      throw new FinalFault(`an input holds a ${typeof value}`)
  }
  if (value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value instanceof Uint8Array) return `b${Buffer.from(value).toString('hex')}`
  return canonicalObject(value)
}

function canonicalObject(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) {
    throw new FinalFault(`an input holds a ${value.constructor.name}, which has no canonical form`)
  }
  const record = value as Readonly<Record<string, unknown>>
  let text = ''
  for (const key of Object.keys(record).sort()) {
    const each = record[key]
    if (each === undefined) continue
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonical(each)}`
  }
  return `{${text}}`
}

/**
 * What tells one request from another under the same id: SHA-256 of the decider's name and the canonical input.
 *
 * @returns 64 hex digits.
 * @throws {FinalFault} An input with a clock in it (`Date`), a function, a `NaN`: nothing that could be compared.
 */
export const fingerprint = (name: string, input: unknown): string =>
  hash('sha256', `${JSON.stringify(name)}${input === undefined ? '' : canonical(input)}`, 'hex')
