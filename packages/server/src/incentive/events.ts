// What happens to tokens that were given, as the log says it and as it is told.
import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { assetCurrency, assetMode } from '../chart/index.ts'
import { event, facts, movement } from '../event/index.ts'
import { fullMomentInWords, moneyText } from '../platform/html/index.ts'
import { grants } from './tables.ts'

type Given = { grant: Id; title: string; payer: Id; micros: string; asset: Asset }

const meanings = {
  grant: 'the grant',
  title: 'what the payer reads',
  payer: 'whose it is',
  micros: 'how much, in micro-units',
  asset: 'of what',
}

export const incentiveGranted = movement('incentive.granted', facts<Given>(), {
  says: 'tokens were given to a payer',
  facts: meanings,
  history: {
    kinds: ['incentive'],
    line: ({ title }) => ({ kind: 'incentive', title, vendor: null, purchase: null }),
  },
  notice: {
    class: 'service',
    to: ({ payer, asset }) => (assetMode(asset) === 'test' ? null : { payer }),
    says({ grant, title, micros, asset }, { looks, happened }, { t, timeZone }) {
      const amount = moneyText(t, BigInt(micros), assetCurrency(asset))
      const until = looks.row(grants, grant)?.expiresAt
      return {
        subject: t('notices.tokensGiven.subject', { amount }),
        body: [
          t('notices.tokensGiven.body', { amount, title, moment: fullMomentInWords(t, happened.at, timeZone) }),
          until === undefined ? '' : t('notices.tokensGiven.until', { until: fullMomentInWords(t, until, timeZone) }),
        ],
        action: { words: t('notices.tokensGiven.action'), path: '/wallet' },
      }
    },
  },
})

export const incentiveExpired = movement('incentive.expired', facts<Given>(), {
  says: 'what a payer had not spent of a grant in time went back to who bore its cost',
  facts: meanings,
  history: {
    kinds: ['expiry'],
    line: ({ title }) => ({ kind: 'expiry', title, vendor: null, purchase: null }),
  },
})

export const incentiveEnded = event('incentive.ended', facts<{ grant: Id; payer: Id }>(), {
  says: 'nothing is left of a grant, nor held of it',
  facts: { grant: 'the grant', payer: 'whose it was' },
})
