import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { sql } from '../platform/sql.ts'

export type ItemListed = { readonly id: Id; readonly version: Id; readonly createdAt: Instant }

/** A vendor's items, newest first. */
export async function itemsOf(
  deps: Pick<Deps, 'pool'>,
  vendor: Id,
  mode: Mode,
  page: { readonly after: Position | undefined; readonly limit: number },
): Promise<ItemListed[]> {
  const after =
    page.after === undefined ? sql`true` : sql`(created_at, id) < (${page.after.at}, ${bytesOf(page.after.id)})`
  const rows = await sql<{ id: Buffer; version: Buffer; createdAt: bigint }>`
    SELECT id, version, created_at AS "createdAt" FROM items
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND ${after}
     ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`.rows(deps.pool)
  return rows.map((row) => ({ id: hexOf(row.id), version: hexOf(row.version), createdAt: row.createdAt }))
}
