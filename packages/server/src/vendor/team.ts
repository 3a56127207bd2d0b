import type { Decider, Id, RowOf } from '@farthing/ledger'
import { refused } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { changeable } from './rules.ts'
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

type OfVendor = { readonly vendor: Id }

/**
 * The same rule for a user of the vendor's team, who is in it still when it is decided: a look at the page is a
 * moment old.
 *
 * Refusals: not_found, and those of `decider`.
 */
export function byTeam<Input extends OfVendor, Answer>(
  decider: Decider<Input, Answer | Refusal>,
): Decider<Input & { readonly by: Id }, Answer | Refusal> {
  return {
    name: decider.name,
    prefetch(input) {
      const { accounts = [], rows = [] } = decider.prefetch?.(input) ?? {}
      return { accounts, rows: [...rows, [vendors, input.vendor]] }
    },
    decide(input, draft, at) {
      const may = changeable(draft, input.vendor, input.by)
      return 'refusal' in may ? refused(may.refusal) : decider.decide(input, draft, at)
    },
  }
}
