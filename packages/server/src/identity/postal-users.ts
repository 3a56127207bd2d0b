// Users without an e-mail address: they have a postal address and a number.
import type { Id } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { nameIndexes } from './name-indexes.ts'
import { hashPassword } from './passwords.ts'
import { newUserNumber, numberIndex } from './user-number.ts'
import type { UserRow } from './users.ts'
import { personOf } from './users.ts'

export type PostalPerson = {
  readonly name: string
  /** Below the name, a line each. */
  readonly address: readonly string[]
}

/**
 * Makes the user of an account that is open. Their password is one that nobody knows, until they choose theirs by a
 * letter's code. Done again it changes nothing.
 */
export async function createPostalUser(
  deps: Deps,
  { user, account }: { readonly user: Id; readonly account: Id },
  { name, address }: PostalPerson,
): Promise<void> {
  const key = deps.secrets.newPersonKey(['users', user, 'key_wrapped'])
  const passwordHash = await hashPassword(deps, deps.random.bytes(32).toString('hex'))
  // One of a hundred million: where somebody has it already, the next try has another.
  for (let tries = 0; tries < 5; tries++) {
    const number = newUserNumber(deps.random)
    await deps.pool.query(
      `INSERT INTO users (id, account, name_sealed, key_wrapped, number_index, number_sealed, postal_sealed,
         password_hash, created_at, name_beginnings)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`,
      [
        bytesOf(user),
        bytesOf(account),
        key.sealer.seal(['users', user, 'name_sealed'], name),
        key.wrapped,
        numberIndex(deps, number),
        key.sealer.seal(['users', user, 'number_sealed'], number),
        key.sealer.seal(['users', user, 'postal_sealed'], JSON.stringify(address)),
        passwordHash,
        deps.clock.now(),
        nameIndexes(deps, name),
      ],
    )
    if ((await postalPerson(deps, user)) !== undefined) return
  }
  throw new Error('no number is free for a user')
}

/** Who gets a letter; `undefined`: nobody of that identifier has a postal address. */
export async function postalPerson(
  deps: Deps,
  user: Id,
): Promise<(PostalPerson & { readonly number: string | null }) | undefined> {
  const { rows } = await deps.pool.query<UserRow & { readonly postal_sealed: Buffer }>(
    `SELECT id, account, email_sealed, number_sealed, name_sealed, key_wrapped, email_verified_at, postal_sealed
       FROM users WHERE id = $1 AND postal_sealed IS NOT NULL`,
    [bytesOf(user)],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const key = deps.secrets.personKey(['users', user, 'key_wrapped'], row.key_wrapped)
  const address = JSON.parse(key.open(['users', user, 'postal_sealed'], row.postal_sealed)) as string[]
  const { name, number } = personOf(deps, row)
  return { name, address, number }
}

/** Who of an account's members gets letters; `undefined`: none of them has a postal address. */
export async function postalUserOf(deps: Deps, members: readonly Id[]): Promise<Id | undefined> {
  const { rows } = await deps.pool.query<{ id: Buffer }>(
    'SELECT id FROM users WHERE id = ANY($1) AND postal_sealed IS NOT NULL ORDER BY id LIMIT 1',
    [members.map(bytesOf)],
  )
  return rows[0] && hexOf(rows[0].id)
}
