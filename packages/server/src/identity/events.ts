// What happens to how people sign in, as the log says it. It is decided outside the ledger: see `recordSoon`.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords, zoneInWords } from '../platform/html/index.ts'

type Changed = { user: Id; how: 'reset' | 'change'; at: string }

export const passwordChanged = event('password.changed', facts<Changed>(), {
  says: 'a user got another password',
  facts: {
    user: 'whose it is',
    how: '`reset`: by a mail to their address; `change`: by somebody signed in who knew the one before',
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
