import type { Decider, Id } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { beginDeskSession, deskCookieName } from '../identity/index.ts'
import { providerActor } from '../platform/actor.ts'
import type { TestProvider } from '../platform/testing.ts'
import type { RoleName } from '../staff/index.ts'
import { activateStaff, createStaffPerson, inviteMember } from '../staff/index.ts'

export type TestStaff = {
  readonly staff: Id
  readonly name: string
  readonly email: string
  /** Headers of a request from their browser, from a page of the desk. */
  readonly headers: { readonly cookie: string; readonly origin: string }
}

const invite: Decider<{ readonly staff: Id; readonly roles: readonly RoleName[] }, null> = {
  name: 'test.invite',
  decide({ staff, roles }, draft, at) {
    inviteMember(draft, staff, roles, at)
    return done(null)
  },
}

let count = 0

/** Somebody who works for the provider and has just signed in at the desk. */
export async function aStaff(
  { deps }: Pick<TestProvider, 'deps'>,
  options: { readonly roles?: readonly RoleName[]; readonly name?: string; readonly email?: string } = {},
): Promise<TestStaff> {
  const { roles = ['support'], name = 'Ines Correia', email = `staff-${++count}@wallet.example` } = options
  const staff = deps.ids.mint()
  const submission = { actor: providerActor('test') }
  await deps.ledger.submit(invite, deps.ids.mint(), { staff, roles }, submission)
  if (!(await createStaffPerson(deps, { id: staff, name, email }))) throw new Error(`${email} works here already`)
  await deps.ledger.submit(activateStaff, deps.ids.mint(), { staff }, submission)
  return { staff, name, email, headers: await deskHeaders({ deps }, staff) }
}

/** Headers of a fresh session of that person. */
export async function deskHeaders({ deps }: Pick<TestProvider, 'deps'>, staff: Id): Promise<TestStaff['headers']> {
  return { cookie: `${deskCookieName}=${await beginDeskSession(deps, staff)}`, origin: deps.config.publicUrl }
}
