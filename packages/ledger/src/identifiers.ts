import { demand } from './faults.ts'
import type { Id } from './types.ts'

const shape = /^[0-9a-f]{32}$/

/** Throws `FinalFault` unless `id` is 32 lower-case hex digits: anything else would be cut short on its way to bytes. */
export function demandId(id: Id): void {
  demand(typeof id === 'string' && shape.test(id), `not an identifier of 32 lower-case hex digits: ${id}`)
}
