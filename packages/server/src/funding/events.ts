// How tokens come into wallets, as the log says it and as it is told.
import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { assetCurrency, assetMode } from '../chart/index.ts'
import type { Notice } from '../event/index.ts'
import { event, facts, movement } from '../event/index.ts'
import { fullMomentInWords, moneyText } from '../platform/html/index.ts'
import type { PaymentKind, ReversalReason } from './tables.ts'

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

type Payment = { payer: Id; payment: Id; kind: PaymentKind; issue: Id; micros: string; asset: Asset }
const ofPayment = {
  payer: 'whose',
  payment: 'the payment',
  kind: '`check`, `money_order`, `bank_credit` or `phone`',
  issue: 'the signed record of the tokens',
  micros: 'how much, in micro-units',
  asset: 'of what',
}

export const paymentRecorded = movement('payment.recorded', facts<Payment>(), {
  says: 'money arrived outside, and tokens were issued for it: what the payer owed was repaid first',
  facts: ofPayment,
  history: {
    kinds: ['funding'],
    line: ({ kind }, { t }) => ({ kind: 'funding', title: t(`server.payment.${kind}`), vendor: null, purchase: null }),
  },
  notice: aboutPayment('paymentRecorded'),
})

export const paymentReversed = movement('payment.reversed', facts<Payment & { why: ReversalReason }>(), {
  says: 'a payment did not come after all: its tokens were taken back, and what was spent of them is owed',
  facts: { ...ofPayment, why: 'a code: `returned_unpaid` or `entered_wrongly`' },
  history: {
    kinds: ['reversal'],
    line: ({ kind, why }, { t }) => ({
      kind: 'reversal',
      title: t(`server.${why === 'returned_unpaid' ? 'paymentReturned' : 'paymentMistaken'}.${kind}`),
      vendor: null,
      purchase: null,
    }),
  },
  notice: aboutPayment('paymentReversed'),
})

function aboutPayment(what: 'paymentRecorded' | 'paymentReversed'): Notice<Payment> {
  return {
    class: 'service',
    to: ({ payer }) => ({ payer }),
    says({ micros, asset }, { happened }, { t, timeZone }) {
      const amount = moneyText(t, BigInt(micros), assetCurrency(asset))
      return {
        subject: t(`notices.${what}.subject`, { amount }),
        body: [
          t(`notices.${what}.body`, { amount, moment: fullMomentInWords(t, happened.at, timeZone) }),
          t('notices.byStaff.wallet'),
        ],
        action: { words: t('notices.tokensAdded.action'), path: '/wallet/history' },
      }
    },
  }
}
