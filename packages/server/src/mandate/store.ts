import type { Id } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

/** An account's mandates, given last first, ended ones too. */
export async function mandatesOf(deps: Pick<Deps, 'pool'>, payer: Id): Promise<Id[]> {
  const rows = await sql<{ id: Buffer }>`
    SELECT id FROM mandates WHERE payer = ${bytesOf(payer)}
     ORDER BY created_at DESC, id DESC LIMIT 200`.rows(deps.pool)
  return rows.map((row) => hexOf(row.id))
}
