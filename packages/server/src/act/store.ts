// The acts that were done or wait: the SQL that lists them.
import type { Id, RowOf } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { sql } from '../platform/sql.ts'
import { staffActs } from './tables.ts'

export type ListedAct = { readonly id: Id; readonly row: RowOf<typeof staffActs> }

/** Acts, newest first. @param status Left out: whatever became of them. `done` has those too that are being finished. */
export async function listActs(
  deps: Pick<Deps, 'pool' | 'ledger'>,
  {
    status,
    after,
    limit,
  }: { readonly status?: string | undefined; readonly after?: Position | undefined; readonly limit: number },
): Promise<ListedAct[]> {
  const statuses = status === 'done' ? ['done', 'finishing'] : [status ?? '']
  const wanted = status === undefined ? sql`true` : sql`status = ANY(${statuses})`
  const older = after === undefined ? sql`true` : sql`(created_at, id) < (${after.at}, ${bytesOf(after.id)})`
  const found = await sql<{ id: Buffer }>`
    SELECT id FROM staff_acts WHERE ${wanted} AND ${older}
     ORDER BY created_at DESC, id DESC LIMIT ${limit}`.rows(deps.pool)
  const ids = found.map(({ id }) => hexOf(id))
  const seen = await deps.ledger.look({ rows: ids.map((id) => [staffActs, id] as const) })
  return ids.flatMap((id) => {
    const row = seen.row(staffActs, id)
    return row === undefined ? [] : [{ id, row }]
  })
}

/** One of them; `undefined` where there is none. */
export async function findAct(deps: Pick<Deps, 'ledger'>, id: Id): Promise<ListedAct | undefined> {
  const row = (await deps.ledger.look({ rows: [[staffActs, id]] }, { fresh: true })).row(staffActs, id)
  return row && { id, row }
}
