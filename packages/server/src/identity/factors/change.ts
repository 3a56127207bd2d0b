import type { Id } from '@farthing/ledger'
import type pg from 'pg'
import { inTransaction } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { Problem } from '../../platform/http/problems.ts'
import { sql } from '../../platform/sql.ts'
import type { Holder } from './holder.ts'
import { textOf } from './holder.ts'
import type { Person } from './mails.ts'
import { tellHolder } from './mails.ts'
import { deleteRecoveryCodes, newRecoveryCodes } from './recovery-codes.ts'
import type { NewFactor } from './store.ts'
import { deleteFactors, factorsOf, hasFactor, insertFactor } from './store.ts'

/** So many are enough for everybody's phones and keys. */
const maxFactors = 10

/**
 * Adds a factor that was proven. With the first one come recovery codes, and `endOthers` ends the sessions that have
 * shown no factor; the holder is told by mail. All of it or nothing.
 *
 * @returns The recovery codes, to be shown once; `undefined`: there was a factor before, and the codes are as they were.
 * @throws {Problem} invalid_request: another's passkey, or too many.
 */
export async function addFactor(
  deps: Deps,
  holder: Holder,
  factor: NewFactor,
  { person, endOthers }: { readonly person: Person; readonly endOthers: (client: pg.ClientBase) => Promise<void> },
): Promise<readonly string[] | undefined> {
  return inTransaction(deps.pool, async (client) => {
    await oneAtATime(client, holder)
    const before = await factorsOf(deps, holder, client)
    if (before.length >= maxFactors || !(await insertFactor(deps, holder, factor, client)))
      throw new Problem('invalid_request', { detail: 'This passkey is in use already, or there are ten factors.' })
    const { label } = factor
    const told = { ...person, at: deps.clock.now(), label, what: 'added' } as const
    await tellHolder(deps, told, client)
    if (before.length > 0) return undefined
    await endOthers(client)
    return newRecoveryCodes(deps, holder, client)
  })
}

/**
 * Removes a factor; the holder is told by mail. Removing it again does nothing.
 *
 * @throws {Problem} factor_needed: staff never have none.
 */
export async function removeFactor(deps: Deps, holder: Holder, factor: Id, person: Person): Promise<void> {
  await inTransaction(deps.pool, async (client) => {
    await oneAtATime(client, holder)
    const before = await factorsOf(deps, holder, client)
    const removed = before.find(({ id }) => id === factor)
    if (removed === undefined) return
    if (before.length === 1 && holder.realm === 'desk')
      throw new Problem('factor_needed', { detail: 'Add another one first. Nothing was removed.' })
    await deleteFactors(holder, client, factor)
    if (before.length === 1) await deleteRecoveryCodes(holder, client)
    const { label } = removed
    const told = { ...person, at: deps.clock.now(), label, what: 'removed' } as const
    await tellHolder(deps, told, client)
  })
}

/** Puts one factor and new recovery codes in the place of all that the holder had. @returns The codes. */
export async function replaceFactors(
  deps: Deps,
  holder: Holder,
  factor: NewFactor,
  { person, client }: { readonly person: Person; readonly client: pg.ClientBase },
): Promise<readonly string[]> {
  await oneAtATime(client, holder)
  await deleteFactors(holder, client)
  if (!(await insertFactor(deps, holder, factor, client)))
    throw new Problem('invalid_request', { detail: 'This passkey is in use already.' })
  const { label } = factor
  const told = { ...person, at: deps.clock.now(), label, what: 'replaced' } as const
  await tellHolder(deps, told, client)
  return newRecoveryCodes(deps, holder, client)
}

/** Makes a new set of recovery codes; the one before is worth nothing, and the holder is told by mail. */
export function renewRecoveryCodes(deps: Deps, holder: Holder, person: Person): Promise<readonly string[]> {
  return inTransaction(deps.pool, async (client) => {
    await oneAtATime(client, holder)
    const told = { ...person, at: deps.clock.now(), what: 'recoveryNew' } as const
    await tellHolder(deps, told, client)
    return newRecoveryCodes(deps, holder, client)
  })
}

/** Changes of one holder's factors wait for each other: two tabs that each remove one of two do not remove both. */
async function oneAtATime(client: pg.ClientBase, holder: Holder): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${textOf(holder)}, 815))`.rows(client)
}

/** Gives somebody of the demo an authenticator app whose secret is public; a second time it does nothing. */
export async function giveAuthenticator(deps: Deps, holder: Holder, secret: string): Promise<void> {
  if (await hasFactor(deps, holder)) return
  const factor = { kind: 'totp', label: 'Authenticator app', credential: '', secret, count: 0n } as const
  await insertFactor(deps, holder, factor, deps.pool)
}
