// Texts that an act needs and the log must not hold, such as names and addresses.
import type { Id } from '@farthing/ledger'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

/** Keeps a text, sealed. @returns Its identifier: the same for the same text, so that an attempt that is made again is the same. */
export async function keepText(deps: Deps, text: string): Promise<Id> {
  const id = deps.secrets.index('act text', text).toString('hex').slice(0, 32)
  const sealed = deps.secrets.seal(['act_texts', id, 'sealed'], text)
  await sql`
    INSERT INTO act_texts (id, sealed, created_at) VALUES (${bytesOf(id)}, ${sealed}, ${deps.clock.now()})
    ON CONFLICT DO NOTHING RETURNING id`.rows(deps.pool)
  return id
}

/** A text that was kept; `undefined` where it is forgotten. */
export async function keptActText(deps: Deps, id: Id): Promise<string | undefined> {
  const [row] = await sql<{ sealed: Buffer }>`SELECT sealed FROM act_texts WHERE id = ${bytesOf(id)}`.rows(deps.pool)
  return row && deps.secrets.open(['act_texts', id, 'sealed'], row.sealed)
}

/** Forgets a text: nobody needs it any more. */
export async function forgetActText(deps: Deps, id: Id): Promise<void> {
  await sql`DELETE FROM act_texts WHERE id = ${bytesOf(id)} RETURNING id`.rows(deps.pool)
}
