// What happens to mandates, as the log says it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords, moneyText } from '../platform/html/index.ts'
import type { Currency } from '../platform/money.ts'
import { mandates } from './tables.ts'

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
  notice: {
    class: 'security',
    to: ({ payer, mode }) => (mode === 'test' ? null : { payer }),
    says({ ceilingMicros, currency, expiresAt }, { happened }, { t, timeZone }) {
      const ceiling = moneyText(t, BigInt(ceilingMicros), currency)
      const moment = fullMomentInWords(t, happened.at, timeZone)
      const until = fullMomentInWords(t, BigInt(expiresAt), timeZone)
      return {
        subject: t('notices.mandateGiven.subject', { ceiling }),
        body: [t('notices.mandateGiven.body', { ceiling, moment, until }), t('notices.security.ifNot')],
        action: { words: t('notices.mandateGiven.action'), path: '/wallet' },
      }
    },
  },
})

export const mandateRevoked = event('mandate.revoked', facts<{ mandate: Id; payer: Id }>(), {
  says: 'a mandate was taken back',
  facts: { mandate: 'the mandate', payer: 'whose money it could spend' },
  notice: {
    class: 'security',
    to: ({ mandate, payer }, { looks }) => (looks.row(mandates, mandate)?.mode === 'test' ? null : { payer }),
    says: (_, { happened }, { t, timeZone }) => ({
      subject: t('notices.mandateRevoked.subject'),
      body: [t('notices.mandateRevoked.body', { moment: fullMomentInWords(t, happened.at, timeZone) })],
      action: { words: t('notices.mandateRevoked.action'), path: '/wallet' },
    }),
  },
})
