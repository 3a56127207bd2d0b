import type { Id } from '@farthing/ledger'
import type pg from 'pg'
import { payers } from '../account/index.ts'
import { recordSoon } from '../event/index.ts'
import { userActor, visitor } from '../platform/actor.ts'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { passwordChanged } from './events.ts'
import { emailIndex, userById } from './users.ts'

/** Whose password it is, and how they are told. */
export type Owner = {
  readonly user: Id
  readonly login: string
  readonly email: string | null
  readonly timeZone: string
}

export type NewPassword = { readonly owner: Owner; readonly passwordHash: string } & (
  | {
      /** By mail: the mailbox is proven, and every session ends. */
      readonly how: 'reset'
    }
  | {
      /** By somebody signed in who knew the one before: their own session goes on, the others end. */
      readonly how: 'change'
      readonly hashBefore: string
      /** SHA-256 of their cookie, 64 hex digits. */
      readonly session: string
    }
)

export async function ownerOf(deps: Deps, user: Id): Promise<Owner> {
  const { login, email, account } = await userById(deps, user)
  const seen = await deps.ledger.look({ accounts: [], rows: [[payers, account]] })
  return { user, login, email, timeZone: seen.row(payers, account)?.state.timeZone ?? 'UTC' }
}

/**
 * Writes a password, ends sessions and requests for another, and has the owner told by mail; all of it or nothing.
 *
 * @param client In a transaction.
 * @returns Whether it was written; it was not where the password before is another by now.
 */
export async function writePassword(deps: Deps, client: pg.ClientBase, password: NewPassword): Promise<boolean> {
  const now = deps.clock.now()
  const user = bytesOf(password.owner.user)
  // Requests first, the user after: always in this order, so that a reset and a change never wait for each other.
  const { email } = password.owner
  if (email !== null) {
    const index = emailIndex(deps, email)
    await client.query('UPDATE password_resets SET used_at = $2 WHERE email_index = $1 AND used_at IS NULL', [
      index,
      now,
    ])
  }
  if (!(await writeHash(client, user, password, now))) return false
  // The row of the user is locked until we commit: who signs in with the password before waits, and is refused then.
  await client.query('UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL AND id <> $3', [
    user,
    now,
    password.how === 'change' ? Buffer.from(password.session, 'hex') : Buffer.alloc(0),
  ])
  const { owner, how } = password
  const changed = passwordChanged.of({ user: owner.user, how, at: now.toString() })
  await recordSoon(deps, client, changed, how === 'reset' ? visitor : userActor(owner.user))
  return true
}

async function writeHash(client: pg.ClientBase, user: Buffer, password: NewPassword, now: bigint): Promise<boolean> {
  const { rowCount } =
    password.how === 'reset'
      ? await client.query(
          'UPDATE users SET password_hash = $2, email_verified_at = coalesce(email_verified_at, $3) WHERE id = $1',
          [user, password.passwordHash, now],
        )
      : await client.query('UPDATE users SET password_hash = $2 WHERE id = $1 AND password_hash = $3', [
          user,
          password.passwordHash,
          password.hashBefore,
        ])
  return rowCount === 1
}
