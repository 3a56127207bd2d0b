import type { Id } from '@farthing/ledger'
import type { ItemKind, Terms } from '../catalog/index.ts'
import { itemVersionsSql } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { vendorsSql } from '../vendor/index.ts'
import type { EntitlementRow } from './rules.ts'

/** A licence with what was bought. */
export type Licence = {
  readonly id: Id
  readonly row: EntitlementRow
  readonly version: {
    readonly title: string
    readonly kind: ItemKind
    readonly terms: Terms
    readonly contentUrl: string | null
  }
  readonly vendorName: string
}

type Found = {
  id: Buffer
  payer: Buffer
  item: Buffer
  vendor: Buffer
  mode: Mode
  version: Buffer
  purchase: Buffer
  granted_at: bigint
  views_used: bigint
  first_opened_at: bigint | null
  revoked_at: bigint | null
  openings: readonly string[] | null
  title: string
  kind: ItemKind
  terms: Terms
  content_url: string | null
  vendor_name: string
}

/** Licences of one payer, bought last first; of one vendor and mode, and of one item, where given. */
export async function licencesOf(
  deps: Deps,
  payer: Id,
  only: { readonly vendor?: Id; readonly mode: Mode; readonly item?: Id | undefined; readonly limit: number },
): Promise<Licence[]> {
  const { vendor, mode, item, limit } = only
  const ofVendor = vendor === undefined ? sql`true` : sql`e.vendor = ${bytesOf(vendor)}`
  const ofItem = item === undefined ? sql`true` : sql`e.item = ${bytesOf(item)}`
  const rows = await sql<Found>`
    SELECT e.*, i.title, i.kind, i.terms, i.content_url, v.name AS vendor_name
      FROM entitlements e
      JOIN ${itemVersionsSql} i ON i.id = e.version
      JOIN ${vendorsSql} v ON v.id = e.vendor
     WHERE e.payer = ${bytesOf(payer)} AND e.mode = ${mode} AND ${ofVendor} AND ${ofItem}
     ORDER BY e.granted_at DESC, e.id LIMIT ${limit}`.rows(deps.pool)
  return rows.map((found) => ({
    id: hexOf(found.id),
    row: {
      payer: hexOf(found.payer),
      item: hexOf(found.item),
      vendor: hexOf(found.vendor),
      mode: found.mode,
      version: hexOf(found.version),
      purchase: hexOf(found.purchase),
      grantedAt: found.granted_at,
      viewsUsed: found.views_used,
      firstOpenedAt: found.first_opened_at,
      revokedAt: found.revoked_at,
      openings: found.openings,
    },
    version: { title: found.title, kind: found.kind, terms: found.terms, contentUrl: found.content_url },
    vendorName: found.vendor_name,
  }))
}
