import type { Id } from '@farthing/ledger'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'

/** The vendors whose team a user is in. */
export async function teamsOf(
  deps: Deps,
  user: Id,
): Promise<readonly { readonly vendor: Id; readonly name: string; readonly role: string }[]> {
  const { rows } = await deps.pool.query<{ id: Buffer; name: string; team: readonly { user: Id; role: string }[] }>(
    'SELECT id, name, team FROM vendors WHERE team @> $1::jsonb ORDER BY id',
    [JSON.stringify([{ user }])],
  )
  return rows.map(({ id, name, team }) => ({
    vendor: hexOf(id),
    name,
    role: team.find((member) => member.user === user)?.role ?? 'member',
  }))
}
