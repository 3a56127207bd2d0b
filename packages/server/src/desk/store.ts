import type { Id, Instant } from '@farthing/ledger'
import { itemVersionsSql } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
import { firstLineOf, purchasesSql } from '../purchase/index.ts'
import { vendorsSql } from '../vendor/index.ts'

export type PurchaseFound = {
  readonly id: Id
  readonly vendor: Id
  readonly vendorName: string
  readonly mode: Mode
  readonly title: string
  readonly payer: Id | null
  readonly status: string
  readonly orderReference: string
  readonly priceMicros: bigint
  readonly asset: string
  readonly capturedMicros: bigint
  readonly refundedMicros: bigint
  readonly requestedAt: Instant
}

/**
 * Purchases by `txn_…`, `ven_…`, `acc_…` (the payer) or a whole order reference; empty: the newest (R5). The last two
 * read the whole table: they are rare, and an index would make each purchase slower.
 */
export async function findPurchases(deps: Pick<Deps, 'pool'>, q: string, limit: number): Promise<PurchaseFound[]> {
  const rows = await sql<
    Omit<PurchaseFound, 'id' | 'vendor' | 'payer'> & { id: Buffer; vendor: Buffer; payer: Buffer | null }
  >`
    SELECT p.id, p.vendor, w.name AS "vendorName", p.mode, v.title, p.payer, p.status,
           p.order_reference AS "orderReference", p.price_micros AS "priceMicros", p.asset,
           p.captured_micros AS "capturedMicros", p.refunded_micros AS "refundedMicros", p.requested_at AS "requestedAt"
      FROM ${purchasesSql} p CROSS JOIN LATERAL ${firstLineOf} line
      JOIN ${itemVersionsSql} v ON v.id = line.version JOIN ${vendorsSql} w ON w.id = p.vendor
     WHERE ${purchaseIs(q)} ORDER BY p.id DESC LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({
    ...row,
    id: hexOf(row.id),
    vendor: hexOf(row.vendor),
    payer: row.payer === null ? null : hexOf(row.payer),
  }))
}

function purchaseIs(q: string) {
  if (q === '') return sql`true`
  const purchase = fromPublic('txn', q)
  if (purchase !== undefined) return sql`p.id = ${bytesOf(purchase)}`
  const vendor = fromPublic('ven', q)
  if (vendor !== undefined) return sql`p.vendor = ${bytesOf(vendor)}`
  const payer = fromPublic('acc', q)
  return payer === undefined ? sql`p.order_reference = ${q}` : sql`p.payer = ${bytesOf(payer)}`
}
