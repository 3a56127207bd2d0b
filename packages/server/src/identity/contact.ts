// How users are reached, for rooms that write to them.
import type { Id } from '@farthing/ledger'
import type { Language } from '@farthing/words'
import { defaultLanguage } from '@farthing/words'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { personOf } from './users.ts'

export type Contact = {
  readonly user: Id
  readonly account: Id
  /** `null`: they have none. */
  readonly email: string | null
  /** Whether they have proven that the address is theirs. */
  readonly emailVerified: boolean
  /** What they read. */
  readonly language: Language
}

/** Of those users that there are; the others are left out. */
export async function contactsOf(deps: Deps, users: readonly Id[]): Promise<Map<Id, Contact>> {
  const { rows } = await deps.pool.query<{
    id: Buffer
    account: Buffer
    email_sealed: Buffer | null
    number_sealed: Buffer | null
    name_sealed: Buffer
    key_wrapped: Buffer
    email_verified_at: bigint | null
  }>(
    `SELECT id, account, email_sealed, name_sealed, number_sealed, key_wrapped, email_verified_at FROM users WHERE id = ANY($1::bytea[])`,
    [users.map(bytesOf)],
  )
  return new Map(
    rows.map((row) => {
      const [user, account] = [hexOf(row.id), hexOf(row.account)]
      const { email } = personOf(deps, row)
      const emailVerified = row.email_verified_at !== null
      return [user, { user, account, email, emailVerified, language: defaultLanguage }]
    }),
  )
}
