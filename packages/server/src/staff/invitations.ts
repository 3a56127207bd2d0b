// A link by which somebody begins to work here, or comes back who lost password and second factors. It works once.
import type { Id } from '@farthing/ledger'
import type pg from 'pg'
import { seconds } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { randomText } from '../platform/random.ts'
import { sha256 } from '../platform/secrets.ts'
import { sql } from '../platform/sql.ts'

const keptDays = 7

/** Makes a link of 256 bits, good once in seven days; one made before ends. @returns The whole URL. */
export async function newInvitation(deps: Deps, staff: Id, on: Pick<pg.ClientBase, 'query'> = deps.pool) {
  const link = randomText(deps.random, 43)
  const now = deps.clock.now()
  await sql`
    INSERT INTO staff_invitations (staff, link_hash, created_at, expires_at)
    VALUES (${bytesOf(staff)}, ${sha256(link)}, ${now}, ${now + seconds(keptDays * 86_400)})
    ON CONFLICT (staff) DO UPDATE SET link_hash = excluded.link_hash, created_at = excluded.created_at,
      expires_at = excluded.expires_at, used_at = NULL`.rows(on)
  return `${deps.config.publicUrl}/desk/invitation?link=${link}`
}

/** Whose link it is, if it can still be used. Looking changes nothing: mail programs open links to look at them. */
export async function invitedBy(deps: Deps, link: string): Promise<Id | undefined> {
  const [row] = await sql<{ staff: Buffer }>`SELECT staff FROM staff_invitations
    WHERE link_hash = ${sha256(link)} AND used_at IS NULL AND expires_at > ${deps.clock.now()}`.rows(deps.pool)
  return row && hexOf(row.staff)
}

/** Uses a link up, in the transaction of what it is for. @returns Whether it could still be used. */
export async function useInvitation(deps: Deps, client: pg.ClientBase, link: string): Promise<boolean> {
  const now = deps.clock.now()
  const rows = await sql`UPDATE staff_invitations SET used_at = ${now}
    WHERE link_hash = ${sha256(link)} AND used_at IS NULL AND expires_at > ${now} RETURNING staff`.rows(client)
  return rows.length === 1
}
