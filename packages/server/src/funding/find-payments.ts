import type { Id, Instant } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
import { referenceKey } from './payments.ts'
import type { PaymentKind } from './tables.ts'

export type PaymentFound = {
  readonly id: Id
  readonly payer: Id
  readonly kind: PaymentKind
  readonly reference: string
  readonly micros: bigint
  readonly asset: Asset
  /** A day, `2026-11-28`. */
  readonly receivedOn: string
  readonly recordedAt: Instant
  readonly reversedAt: Instant | null
}

/**
 * Payments that arrived outside, for the provider's staff, the newest first.
 *
 * @param q `pay_…`, or the whole reference, however it is grouped and written.
 */
export async function findPayments(deps: Pick<Deps, 'pool'>, q: string, limit: number): Promise<PaymentFound[]> {
  const id = fromPublic('pay', q)
  const key = referenceKey(q)
  if (id === undefined && key === '') return []
  const condition = id === undefined ? sql`reference_key = ${key}` : sql`id = ${bytesOf(id)}`
  const rows = await sql<Omit<PaymentFound, 'id' | 'payer'> & { id: Buffer; payer: Buffer }>`
    SELECT id, payer, kind, reference, micros, asset, received_on AS "receivedOn", recorded_at AS "recordedAt",
           reversed_at AS "reversedAt"
      FROM payments WHERE ${condition} ORDER BY recorded_at DESC, id LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id), payer: hexOf(row.payer) }))
}
