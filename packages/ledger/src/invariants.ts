// What no rule may break, whatever it decides.
import { isDeepStrictEqual } from 'node:util'
import { fitsInt8, sameCell } from './cells.ts'
import type { StoredCell, StoredCells } from './cells.ts'
import { FinalFault } from './faults.ts'
import type { Layout } from './table.ts'
import type { Account, Id } from './types.ts'

/** jsonb gives keys back in an order of its own. */
const sameJson = (a: StoredCell | undefined, b: StoredCell | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && isDeepStrictEqual(JSON.parse(a), JSON.parse(b))

/** @throws {FinalFault} A column that never changes would. */
export function demandFixed(layout: Layout, key: Id, old: StoredCells, cells: StoredCells): void {
  if (layout.changing.length === cells.length) return
  for (let i = 0; i < cells.length; i++) {
    if (!layout.columns[i]?.fixed || sameCell(old[i], cells[i])) continue
    if (layout.columns[i]?.type === 'jsonb' && sameJson(old[i], cells[i])) continue
    throw new FinalFault(`${layout.table.name}.${layout.names[i] ?? ''} of ${key} is fixed`)
  }
}

/** What could be taken, and what there could be at most, whatever becomes of the holds. */
const freeOf = (account: Account): bigint => account.creditsPosted - account.debitsPosted - account.debitsPending
const maxOf = (account: Account): bigint => account.creditsPosted + account.creditsPending - account.debitsPosted

/** @throws {FinalFault} A floor, a ceiling or 64 bits are passed further than they were before. */
export function demandBounds(account: Account, before: Account | null, name: string): void {
  const { id, floor, ceiling } = account
  if (floor !== null && freeOf(account) < floor && freeOf(account) < (before === null ? 0n : freeOf(before)))
    throw new FinalFault(`${name} breaks the floor of ${id} (P2)`)
  if (ceiling !== null && maxOf(account) > ceiling && maxOf(account) > (before === null ? 0n : maxOf(before)))
    throw new FinalFault(`${name} breaks the ceiling of ${id} (P2)`)
  const fits = fitsInt8(account.creditsPosted) && fitsInt8(account.debitsPosted) && fitsInt8(account.creditsPending)
  if (!fits || !fitsInt8(account.debitsPending)) throw new FinalFault(`${name} moves ${id} beyond 64 bits`)
}
