// How a purchase stood after something happened to it, as its events say it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Telling } from '../event/index.ts'
import type { PurchaseRow, Status } from './tables.ts'
import { purchases } from './tables.ts'

/**
 * How a purchase stands after what happened. The rest of its row is written once and never changed, so that it is read where
 * it is told. Amounts are micro-units of its asset, in decimal.
 */
export type Standing = {
  readonly purchase: Id
  readonly vendor: Id
  readonly mode: Mode
  readonly status: Status
  readonly captured: string
  readonly captures: number
  readonly refunded: string
  readonly refunds: number
}

/** @throws {Error} Where the rows are older than what happened: a look may be, when another server writes. */
export function rowOf(of: Standing, { looks }: Telling): PurchaseRow {
  const row = looks.row(purchases, of.purchase)
  const isOld = row?.status === 'requested' && of.status !== 'requested'
  if (row === undefined || isOld) throw new Error(`what happened to purchase ${of.purchase} is not to be seen yet`)
  return row
}
