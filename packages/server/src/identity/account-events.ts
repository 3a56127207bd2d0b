// What happens to who is signed in, as the log says it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords } from '../platform/html/index.ts'

export const accountSignedOut = event('account.signed_out', facts<{ payer: Id }>(), {
  says: 'the provider ended all sessions of an account’s members: they sign in again',
  facts: { payer: 'the account' },
  notice: {
    class: 'security',
    to: ({ payer }) => ({ payer }),
    says: (_facts, { happened }, { t, timeZone }) => ({
      subject: t('notices.accountSignedOut.subject'),
      body: [
        t('notices.accountSignedOut.body', { moment: fullMomentInWords(t, happened.at, timeZone) }),
        t('notices.byStaff.wallet'),
      ],
      action: { words: t('notices.byStaff.profile'), path: '/wallet/profile' },
    }),
  },
})
