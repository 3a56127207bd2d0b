// What happens to mandates, as the log says it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'
import type { Currency } from '../platform/money.ts'

type Created = {
  mandate: Id
  payer: Id
  mode: Mode
  currency: Currency
  ceilingMicros: string
  perPurchaseMicros: string | null
  vendors: readonly Id[] | null
  expiresAt: string
}

export const mandateCreated = event('mandate.created', facts<Created>(), {
  says: 'a member of an account allowed software to buy; the actor is who',
  facts: {
    mandate: 'the mandate',
    payer: 'whose money it may spend',
    mode: '`live` or `test`',
    currency: 'of its ceiling',
    ceilingMicros: 'what it may spend in all, in micro-units',
    perPurchaseMicros: 'and at once; `null`: as much',
    vendors: 'where alone it may buy; `null`: anywhere',
    expiresAt: 'until when, in microseconds',
  },
})

export const mandateRevoked = event('mandate.revoked', facts<{ mandate: Id; payer: Id }>(), {
  says: 'a mandate was taken back',
  facts: { mandate: 'the mandate', payer: 'whose money it could spend' },
})
