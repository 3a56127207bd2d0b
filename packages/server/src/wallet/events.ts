// What happens to a wallet's settings, as the log says it.
import type { Id } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import { event, facts } from '../event/index.ts'
import { fullMomentInWords, moneyText } from '../platform/html/index.ts'

export const timeZoneSet = event('time_zone.set', facts<{ payer: Id; timeZone: string }>(), {
  says: 'an account’s days, weeks and months follow another zone',
  facts: { payer: 'the account', timeZone: 'the zone’s name' },
})

export const limitSet = event('limit.set', facts<{ payer: Id; limit: Id; max: string | null }>(), {
  says: 'a spending limit was set, changed or taken away',
  facts: { payer: 'the account', limit: 'the limit', max: 'its maximum, in micro-units; `null`: it was taken away' },
  notice: {
    class: 'security',
    to: ({ payer }) => ({ payer }),
    says({ payer, limit: id, max }, { looks, happened }, { t, timeZone }) {
      const moment = fullMomentInWords(t, happened.at, timeZone)
      // Its currency stands in the account's row, as long as there is such a limit.
      const limit = looks.row(payers, payer)?.state.limits.find((each) => each.id === id)
      const what =
        max === null
          ? t('notices.limitSet.removed', { moment })
          : limit === undefined
            ? t('notices.limitSet.changed', { moment })
            : t('notices.limitSet.set', { max: moneyText(t, BigInt(max), limit.currency), moment })
      return {
        subject: t('notices.limitSet.subject'),
        body: [what, t('notices.security.ifNot')],
        action: { words: t('notices.limitSet.action'), path: '/wallet/limits' },
      }
    },
  },
})
