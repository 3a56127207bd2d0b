import type { Id } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { submitOnce } from '../platform/http/submit.ts'
import { keyOf } from '../platform/ids.ts'
import { activateStaff, setStaffName, setStaffPassword, staffMembers, useInvitation } from '../staff/index.ts'
import { endDeskSessions } from './desk-sessions.ts'
import { replaceFactors } from './factors/change.ts'
import type { Person } from './factors/mails.ts'
import type { NewFactor } from './factors/store.ts'

export type Taken = {
  readonly staff: Id
  readonly link: string
  readonly name: string
  readonly passwordHash: string
  readonly factor: NewFactor
  readonly person: Person
}

/**
 * Somebody takes an invitation: password, second factor and recovery codes at once, so that nobody at the desk is ever
 * without one. Whatever they had before is replaced, and their sessions end.
 *
 * @returns The recovery codes; `undefined` where the link was used, replaced or too old meanwhile.
 */
export async function takeInvitation(deps: Deps, taken: Taken): Promise<readonly string[] | undefined> {
  const { staff, link, name, passwordHash, factor, person } = taken
  const codes = await inTransaction(deps.pool, async (client) => {
    if (!(await useInvitation(deps, client, link))) return undefined
    await setStaffPassword(deps, staff, passwordHash, client)
    await setStaffName(deps, staff, name, client)
    await endDeskSessions(deps, staff, { client })
    return replaceFactors(deps, { realm: 'desk', id: staff }, factor, { person, client })
  })
  if (codes !== undefined) await activated(deps, staff)
  return codes
}

/**
 * Makes somebody who took their invitation one who works here: once, and again at their sign-in where a server died
 * between the two.
 *
 * @returns Whether they work here.
 */
export async function activated(deps: Deps, staff: Id): Promise<boolean> {
  const seen = await deps.ledger.look({ rows: [[staffMembers, staff]] }, { fresh: true })
  const status = seen.row(staffMembers, staff)?.status
  if (status !== 'invited') return status === 'active'
  const actor = staffActor(staff, 'took the invitation')
  const result = await submitOnce(deps, keyOf('staff begins', staff), activateStaff, { staff }, { actor })
  return result.kind === 'done'
}
