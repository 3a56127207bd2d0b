import type { Id, RowOf } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { TeamMember } from './tables.ts'
import { vendors } from './tables.ts'

export type Membership = { readonly vendor: RowOf<typeof vendors>; readonly role: TeamMember['role'] }

/**
 * The vendor, for a user of its team.
 *
 * @throws {Problem} not_found: for a vendor of others as for one that does not exist (T15).
 */
export async function inTeam(deps: Pick<Deps, 'ledger'>, user: Id, vendor: Id): Promise<Membership> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[vendors, vendor]] })).row(vendors, vendor)
  const member = row?.team.find((each) => each.user === user)
  if (row === undefined || member === undefined) throw new Problem('not_found')
  return { vendor: row, role: member.role }
}
