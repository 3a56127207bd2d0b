// What happens to who is signed in, as the log says it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

export const accountSignedOut = event('account.signed_out', facts<{ payer: Id }>(), {
  says: 'the provider ended all sessions of an account’s members: they sign in again',
  facts: { payer: 'the account' },
})
