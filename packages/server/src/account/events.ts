import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import type { Currency } from '../platform/money.ts'
import type { BlockReason } from './tables.ts'

export const accountOpened = event('account.opened', facts<{ payer: Id; user: Id; currency: Currency }>(), {
  says: 'a payer’s account was opened',
  facts: { payer: 'the account', user: 'its first member', currency: 'of its first wallet' },
})

export const accountBlocked = event('account.blocked', facts<{ payer: Id; why: BlockReason }>(), {
  says: 'the provider blocked a payer’s account: nothing is spent from it and nothing is set',
  facts: { payer: 'the account', why: 'a code: `asked_for`, `unauthorized_use`, `suspected_fraud`, `debt` or `legal`' },
})

export const accountReleased = event('account.released', facts<{ payer: Id }>(), {
  says: 'the provider opened a blocked account again',
  facts: { payer: 'the account' },
})
