import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'
import type { Currency } from '../platform/money.ts'

export const accountOpened = defineEvent(
  'account.opened',
  facts<{ payer: Id; /** Its first member. */ user: Id; currency: Currency }>(),
)
