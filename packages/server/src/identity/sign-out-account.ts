// The provider signs an account out everywhere: whoever is signed in has to sign in again.
import type { Decision, Draft, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { accountIn, payers } from '../account/index.ts'
import { countValue, defineAct, planLine, rehearse } from '../act/index.ts'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { PublicId } from '../platform/http/schemas.ts'
import { sql } from '../platform/sql.ts'
import { permission } from '../staff/index.ts'
import { accountSignedOut } from './account-events.ts'

export const signOutAccounts = permission('accounts.sign_out', {
  says: 'Sign accounts out everywhere',
  roles: ['support', 'risk'],
})

/** `at`: micro-seconds, decimal. */
type SignedOut = { readonly at: string }

function signOut(draft: Draft, { payer }: { readonly payer: Id }, at: bigint): Decision<SignedOut | Refusal> {
  if (draft.row(payers, payer) === undefined) return refused({ code: 'not_found' })
  draft.record(accountSignedOut.of({ payer }))
  return done({ at: at.toString() })
}

/** Ends every session of every member that began up to an instant; once more ends nothing that began since. */
async function endSessions({ pool }: Pick<Deps, 'pool'>, payer: Id, { at }: SignedOut): Promise<void> {
  await sql`
    UPDATE sessions SET revoked_at = ${BigInt(at)}
     WHERE user_id IN (SELECT id FROM users WHERE account = ${bytesOf(payer)})
       AND revoked_at IS NULL AND created_at <= ${BigInt(at)} RETURNING id`.rows(pool)
}

export const signOutAccount = defineAct({
  name: 'account.sign_out',
  says: 'Sign an account out everywhere',
  permission: signOutAccounts,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ account: PublicId('acc') }, { additionalProperties: false }),
  refusals: ['not_found'],
  parse: (_deps, body): { readonly payer: Id } => ({ payer: accountIn(body) }),
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan: (input, draft, at) =>
    rehearse(
      draft,
      () => signOut(draft, input, at),
      () => ({
        kind: 'plan',
        lines: [
          planLine('members_signed_out', null, countValue(draft.row(payers, input.payer)?.state.members.length ?? 0)),
        ],
        payer: input.payer,
      }),
    ),
  decide: (input, draft, at) => signOut(draft, input, at),
  after: (deps, { payer }, answer) => endSessions(deps, payer, answer),
})
