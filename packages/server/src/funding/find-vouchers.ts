import type { Id, Instant } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { pastedCode } from '../platform/text.ts'
import { voucherKey } from './create-vouchers.ts'
import { readVoucher } from './voucher-code.ts'

export type VoucherFound = {
  readonly last4: string | null
  readonly micros: bigint
  readonly asset: Asset
  readonly batch: string
  readonly expiresAt: Instant
  /** The payer's account that redeemed it. */
  readonly redeemedBy: Id | null
  readonly redeemedAt: Instant | null
}

/**
 * Vouchers for the provider's staff, the newest first.
 *
 * @param q The whole code, however it is grouped, or its last four digits.
 */
export async function findVouchers(
  deps: Pick<Deps, 'pool' | 'secrets'>,
  q: string,
  limit: number,
): Promise<VoucherFound[]> {
  const digits = readVoucher(q)
  const last4 = pastedCode(q)
  if (digits === undefined && !/^[0-9]{4}$/.test(last4)) return []
  const condition = digits === undefined ? sql`last4 = ${last4}` : sql`id = ${bytesOf(voucherKey(deps, digits))}`
  const rows = await sql<Omit<VoucherFound, 'redeemedBy'> & { redeemedBy: Buffer | null }>`
    SELECT last4, micros, asset, batch, expires_at AS "expiresAt", redeemed_by AS "redeemedBy",
           redeemed_at AS "redeemedAt"
      FROM vouchers WHERE ${condition} ORDER BY created_at DESC LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, redeemedBy: row.redeemedBy === null ? null : hexOf(row.redeemedBy) }))
}
