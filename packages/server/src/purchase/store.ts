import type { Id } from '@farthing/ledger'
import { sql } from 'kysely'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Status } from './tables.ts'

/**
 * A vendor's purchases, newest first.
 *
 * @param page.before Identifiers are in the order of time: those below it.
 */
export async function purchasesOf(
  deps: Deps,
  vendor: Id,
  mode: Mode,
  page: { readonly before?: Id | undefined; readonly status?: Status | undefined; readonly limit: number },
): Promise<Id[]> {
  const before = page.before === undefined ? sql`true` : sql`id < ${bytesOf(page.before)}`
  const status = page.status === undefined ? sql`true` : sql`status = ${page.status}`
  const { rows } = await sql<{ id: Buffer }>`
    SELECT id FROM purchases WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND ${before} AND ${status}
     ORDER BY id DESC LIMIT ${page.limit}`.execute(deps.db)
  return rows.map((row) => hexOf(row.id))
}
