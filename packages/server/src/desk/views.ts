// Views of tables that staff saved: a filter under a name, their own or shared with all.
import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

export const viewTables = ['users', 'vendors', 'purchases', 'record'] as const
export type ViewTable = (typeof viewTables)[number]
export type View = {
  readonly id: Id
  readonly staff: Id
  readonly table: ViewTable
  readonly name: string
  /** As the page's URL has it. */
  readonly query: string
  readonly shared: boolean
  readonly createdAt: Instant
}

/** So many views one person may have: it is a list that people read. */
export const maxViews = 100

/** A person's own views of a table and those that others share, by name. */
export async function viewsFor(deps: Pick<Deps, 'pool'>, staff: Id, table: ViewTable): Promise<View[]> {
  const rows = await sql<Omit<View, 'id' | 'staff'> & { id: Buffer; staff: Buffer }>`
    SELECT id, staff, "table", name, query, shared, created_at AS "createdAt" FROM desk_views
     WHERE "table" = ${table} AND (shared OR staff = ${bytesOf(staff)}) ORDER BY lower(name), id LIMIT 500`.rows(
    deps.pool,
  )
  return rows.map((row) => ({ ...row, id: hexOf(row.id), staff: hexOf(row.staff) }))
}

/**
 * Saves a view, once an identifier.
 *
 * @returns `full`: this person has so many already. `other`: the identifier is another view's.
 */
export async function saveView(deps: Pick<Deps, 'pool'>, view: View): Promise<'saved' | 'full' | 'other'> {
  const [id, staff] = [bytesOf(view.id), bytesOf(view.staff)]
  const saved = await sql`
    INSERT INTO desk_views (id, staff, "table", name, query, shared, created_at)
    SELECT ${id}, ${staff}, ${view.table}, ${view.name}, ${view.query}, ${view.shared}, ${view.createdAt}::bigint
     WHERE (SELECT count(*) FROM desk_views WHERE staff = ${staff}) < ${maxViews}
    ON CONFLICT (id) DO NOTHING RETURNING id`.rows(deps.pool)
  if (saved.length === 1) return 'saved'
  const [known] = await sql<{ same: boolean }>`
    SELECT ("table", name, query, shared) = (${view.table}, ${view.name}, ${view.query}, ${view.shared}::boolean) AS same
      FROM desk_views WHERE id = ${id}`.rows(deps.pool)
  return known === undefined ? 'full' : known.same ? 'saved' : 'other'
}

/** Removes a view of one's own. @returns Whether it was there. */
export async function removeView(deps: Pick<Deps, 'pool'>, staff: Id, view: Id): Promise<boolean> {
  const rows = await sql`
    DELETE FROM desk_views WHERE id = ${bytesOf(view)} AND staff = ${bytesOf(staff)} RETURNING id`.rows(deps.pool)
  return rows.length === 1
}
