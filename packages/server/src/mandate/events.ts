import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'

/** A member of an account allowed software to buy; the actor is who. */
export const mandateCreated = defineEvent(
  'mandate.created',
  facts<{
    mandate: Id
    payer: Id
    mode: Mode
    currency: Currency
    ceilingMicros: string
    perPurchaseMicros: string | null
    /** Where alone it may buy; `null`: anywhere. */
    vendors: readonly Id[] | null
    expiresAt: string
  }>(),
)

export const mandateRevoked = defineEvent('mandate.revoked', facts<{ mandate: Id; payer: Id }>())
