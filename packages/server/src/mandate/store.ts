import type { Id } from '@farthing/ledger'
import { sql } from 'kysely'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'

/** An account's mandates, given last first, ended ones too. */
export async function mandatesOf(deps: Pick<Deps, 'db'>, payer: Id): Promise<Id[]> {
  const { rows } = await sql<{ id: Buffer }>`
    SELECT id FROM mandates WHERE payer = ${bytesOf(payer)}
     ORDER BY created_at DESC, id DESC LIMIT 200`.execute(deps.db)
  return rows.map((row) => hexOf(row.id))
}
