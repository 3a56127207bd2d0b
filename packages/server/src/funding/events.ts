// How tokens come into wallets, as the log says it and as it is told.
import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { assetCurrency, assetMode } from '../chart/index.ts'
import { event, facts, movement } from '../event/index.ts'
import { fullMomentInWords, moneyText } from '../platform/html/index.ts'

type Batch = { batch: string; count: number; micros: string; asset: Asset; expiresAt: string }

export const vouchersIssued = event('voucher.issued', facts<Batch>(), {
  says: 'vouchers went into circulation: no money moves before one is redeemed',
  facts: {
    batch: 'what the operator calls them',
    count: 'how many',
    micros: 'what each is worth, in micro-units',
    asset: 'of what',
    expiresAt: 'until when, in microseconds',
  },
})

type Redeemed = { payer: Id; method: 'voucher'; issue: Id; micros: string; asset: Asset }

export const fundingRedeemed = movement('funding.redeemed', facts<Redeemed>(), {
  says: 'tokens were issued to a payer: what they owed was repaid first',
  facts: {
    payer: 'to whom',
    method: 'how they were paid for',
    issue: 'the signed record',
    micros: 'how much, in micro-units',
    asset: 'of what',
  },
  history: {
    kinds: ['funding'],
    line: (_facts, { t }) => ({ kind: 'funding', title: t('server.voucher'), vendor: null, purchase: null }),
  },
  notice: {
    class: 'service',
    to: ({ payer, asset }) => (assetMode(asset) === 'test' ? null : { payer }),
    says({ micros, asset }, { happened }, { t, timeZone }) {
      const amount = moneyText(t, BigInt(micros), assetCurrency(asset))
      return {
        subject: t('notices.tokensAdded.subject', { amount }),
        body: [
          t('notices.tokensAdded.body', { amount, moment: fullMomentInWords(t, happened.at, timeZone) }),
          t('notices.tokensAdded.owed'),
        ],
        action: { words: t('notices.tokensAdded.action'), path: '/wallet/history' },
      }
    },
  },
})
