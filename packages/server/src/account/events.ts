import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import type { Currency } from '../platform/money.ts'

export const accountOpened = event('account.opened', facts<{ payer: Id; user: Id; currency: Currency }>(), {
  says: 'a payer’s account was opened',
  facts: { payer: 'the account', user: 'its first member', currency: 'of its first wallet' },
})
