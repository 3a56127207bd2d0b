import type { Id } from '@farthing/ledger'
import type { Notice } from '../event/index.ts'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords } from '../platform/html/index.ts'
import type { Currency } from '../platform/money.ts'
import type { BlockReason } from './tables.ts'

export const walletOpened = event('account.wallet_opened', facts<{ payer: Id; currency: Currency }>(), {
  says: 'an account got a wallet of another currency',
  facts: { payer: 'the account', currency: 'of the wallet' },
})

export const accountOpened = event('account.opened', facts<{ payer: Id; user: Id; currency: Currency }>(), {
  says: 'a payer’s account was opened',
  facts: { payer: 'the account', user: 'its first member', currency: 'of its first wallet' },
})

const told = (what: 'accountBlocked' | 'accountReleased'): Notice<{ readonly payer: Id }> => ({
  class: 'security',
  to: ({ payer }) => ({ payer }),
  says: (_, { happened, deps }, { t, timeZone }) => ({
    subject: t(`notices.${what}.subject`, { provider: deps.config.providerName }),
    body: [t(`notices.${what}.body`, { moment: fullMomentInWords(t, happened.at, timeZone) })],
    action: { words: t(`notices.${what}.action`), path: '/wallet' },
  }),
})

export const accountBlocked = event('account.blocked', facts<{ payer: Id; why: BlockReason }>(), {
  says: 'the provider blocked a payer’s account: nothing is spent from it and nothing is set',
  facts: { payer: 'the account', why: 'a code: `asked_for`, `unauthorized_use`, `suspected_fraud`, `debt` or `legal`' },
  notice: told('accountBlocked'),
})

export const accountReleased = event('account.released', facts<{ payer: Id }>(), {
  says: 'the provider opened a blocked account again',
  facts: { payer: 'the account' },
  notice: told('accountReleased'),
})
