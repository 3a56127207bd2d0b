import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { receivableIn, rightsholderPayableIn } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { ledgerAccountsSql } from '../platform/ledger-tables.ts'
import { sql } from '../platform/sql.ts'
import { rightsholders } from './tables.ts'

export type RightsholderListed = {
  readonly id: Id
  readonly name: string
  readonly reference: string | null
  readonly role: string | null
  readonly createdAt: Instant
}

/** A vendor's owners of rights of one mode, newest first. */
export async function rightsholdersOf(
  deps: Pick<Deps, 'pool'>,
  vendor: Id,
  mode: Mode,
  page: { readonly after: Position | undefined; readonly limit: number },
): Promise<RightsholderListed[]> {
  const after =
    page.after === undefined ? sql`true` : sql`(created_at, id) < (${page.after.at}, ${bytesOf(page.after.id)})`
  const rows = await sql<Omit<RightsholderListed, 'id'> & { id: Buffer }>`
    SELECT id, name, reference, role, created_at AS "createdAt" FROM rightsholders
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND ${after}
     ORDER BY created_at DESC, id DESC LIMIT ${page.limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id) }))
}

/** The names of owners of rights, by their keys. */
export async function rightsholderNames(
  deps: Pick<Deps, 'ledger'>,
  owners: readonly Id[],
): Promise<(owner: Id) => string> {
  const seen = await deps.ledger.look({ accounts: [], rows: owners.map((owner) => [rightsholders, owner] as const) })
  return (owner) => seen.row(rightsholders, owner)?.name ?? ''
}

/** What is owed just now to all of a vendor's owners of rights together, less what they owe back. */
export async function owedToRightsholders(
  deps: Pick<Deps, 'pool'>,
  vendor: Id,
  mode: Mode,
  asset: string,
): Promise<bigint> {
  const rows = await sql<{ owed: bigint }>`
    SELECT coalesce(sum(a.balance), 0)::bigint AS owed
      FROM rightsholders h
      JOIN ${ledgerAccountsSql} a ON a.id IN (${rightsholderPayableIn(sql`h.id`, asset)}, ${receivableIn(sql`h.id`, asset)})
     WHERE h.vendor = ${bytesOf(vendor)} AND h.mode = ${mode}`.rows(deps.pool)
  return rows[0]?.owed ?? 0n
}
