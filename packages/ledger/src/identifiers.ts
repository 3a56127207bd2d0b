import { FinalFault } from './faults.ts'
import type { Id } from './types.ts'

/** A loop: every key of every operation passes here, and a regular expression takes twice as long. */
function isHex(id: string): boolean {
  if (id.length !== 32) return false
  for (let i = 0; i < 32; i++) {
    const code = id.charCodeAt(i)
    if (code < 48 || code > 102 || (code > 57 && code < 97)) return false
  }
  return true
}

/** Throws `FinalFault` unless `id` is 32 lower-case hex digits: anything else would be cut short on its way to bytes. */
export function demandId(id: Id): void {
  if (typeof id !== 'string' || !isHex(id)) throw new FinalFault(`not an identifier of 32 lower-case hex digits: ${id}`)
}
