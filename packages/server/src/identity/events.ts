// What happens to how people sign in, as the log says it. It is decided outside the ledger: see `recordSoon`.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords, zoneInWords } from '../platform/html/index.ts'

type Changed = { user: Id; how: 'reset' | 'change' | 'letter'; at: string }

export const passwordChanged = event('password.changed', facts<Changed>(), {
  says: 'a user got another password',
  facts: {
    user: 'whose it is',
    how: '`reset`: by a mail to their address; `change`: by somebody signed in who knew the one before; `letter`: by a code of a letter',
    at: 'when, in microseconds',
  },
  notice: {
    class: 'security',
    to: ({ user }) => ({ user }),
    says({ how, at }, { deps }, { t, timeZone }) {
      const moment = `${fullMomentInWords(t, BigInt(at), timeZone)} (${zoneInWords(timeZone)})`
      return {
        subject: t('notices.passwordChanged.subject', { provider: deps.config.providerName }),
        body: [t(`notices.passwordChanged.${how}`, { moment }), t('notices.passwordChanged.ifNot')],
        action: { words: t('notices.passwordChanged.action'), path: '/forgot-password' },
      }
    },
  },
})

export const callerInvited = event('caller.invited', facts<{ opening: Id; sent: string; payer: Id | null }>(), {
  says: 'somebody who called is to have an account',
  facts: {
    opening: 'what was sent to them',
    sent: '`mail`: a link that opens the account; `letter`: a code for the account that is open',
    payer: 'the account, where it is open already',
  },
})
export const letterAsked = event('letter.asked', facts<{ opening: Id; payer: Id }>(), {
  says: 'another letter with a code goes to the address on file',
  facts: { opening: 'the letter', payer: 'whose it is' },
})
export const letterSent = event('letter.sent', facts<{ opening: Id }>(), {
  says: 'a letter with a code was printed and is on its way',
  facts: { opening: 'the letter' },
})
