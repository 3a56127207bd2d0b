import { FinalFault } from './faults.ts'
import type { Id } from './types.ts'

const shape = /^[0-9a-f]{32}$/

/** Throws `FinalFault` unless `id` is 32 lower-case hex digits: anything else would be cut short on its way to bytes. */
export function demandId(id: Id): void {
  if (typeof id !== 'string' || !shape.test(id))
    throw new FinalFault(`not an identifier of 32 lower-case hex digits: ${id}`)
}
