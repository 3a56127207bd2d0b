// What payers are told of their purchases by mail.
import type { Instant } from '@farthing/ledger'
import { itemVersions, licenceWords } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import type { Notice, NoticeWords, Reader, Telling } from '../event/index.ts'
import { fullMomentInWords, moneyText, tokensText } from '../platform/html/index.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import { captureKey, refundKey } from './keys.ts'
import { lineOf } from './lines.ts'
import type { Standing } from './standing.ts'
import { rowOf } from './standing.ts'
import { captures, refunds } from './tables.ts'

/** Play money has no receipts. */
function payerOf(of: Standing, telling: Telling): { readonly payer: string } | null {
  const { payer } = rowOf(of, telling)
  return payer === null || of.mode === 'test' ? null : { payer }
}

const currencyOf = (of: Standing, telling: Telling): Currency => assetCurrency(rowOf(of, telling).asset)

/** What the capture took of which this event tells. */
function capturedMicros(of: Standing, { looks }: Telling): bigint {
  const capture = looks.row(captures, captureKey(of.purchase, BigInt(of.captures)))
  if (capture === undefined) throw new Error(`a capture of ${of.purchase} is not to be seen yet`)
  return capture.micros
}

function refundOf(of: Standing, { looks }: Telling) {
  const refund = looks.row(refunds, refundKey(of.purchase, BigInt(of.refunds)))
  if (refund === undefined) throw new Error(`a refund of ${of.purchase} is not to be seen yet`)
  return refund
}

/** What is bought, of whom. */
function itemOf(of: Standing, telling: Telling) {
  const { version } = lineOf(rowOf(of, telling))
  telling.looks.need(() => ({
    rows: [
      [itemVersions, version],
      [vendors, of.vendor],
    ],
  }))
  const item = telling.looks.row(itemVersions, version)
  return { item, title: item?.title ?? '', vendor: telling.looks.row(vendors, of.vendor)?.name ?? '' }
}

const amountFor = ({ t }: Reader, micros: bigint, currency: Currency): string =>
  t('notices.amount.both', { money: moneyText(t, micros, currency), tokens: tokensText(t, micros, currency) })

const page = (of: Standing): string => `/wallet/purchases/${toPublic('txn', of.purchase)}`

/** The receipt of a purchase, or of one capture, in the reader's words: how much was paid, and when. */
function receiptWords(
  of: Standing,
  telling: Telling,
  reader: Reader,
  { micros, at }: { readonly micros: bigint; readonly at: Instant },
): NoticeWords {
  const { t, timeZone } = reader
  const { item, title, vendor } = itemOf(of, telling)
  const amount = amountFor(reader, micros, currencyOf(of, telling))
  const licence = item?.kind === 'content' ? licenceWords(t, item.terms, at, { timeZone }) : ''
  return {
    subject: t('notices.bought.subject', { title, amount }),
    body: [
      t('notices.bought.body', { title, vendor, amount, moment: fullMomentInWords(t, at, timeZone) }),
      licence === '' ? '' : t('notices.bought.licence', { licence }),
    ],
    action: { words: t('notices.bought.action'), path: page(of) },
    line: t('notices.bought.line', { title, vendor, amount }),
  }
}

/** The receipt of all that was captured, as the payer asked to have it again. */
export function wholeReceipt(of: Standing, telling: Telling, reader: Reader): NoticeWords {
  const at = rowOf(of, telling).authorizedAt ?? telling.happened.at
  return receiptWords(of, telling, reader, { micros: BigInt(of.captured), at })
}

export const bought: Notice<Standing> = {
  class: 'receipt',
  to: payerOf,
  receipt: (of, telling) => ({
    kind: 'paid',
    micros: capturedMicros(of, telling),
    currency: currencyOf(of, telling),
  }),
  says: (of, telling, reader) =>
    receiptWords(of, telling, reader, { micros: capturedMicros(of, telling), at: telling.happened.at }),
}

export const refunded: Notice<Standing> = {
  class: 'receipt',
  to: payerOf,
  receipt: (of, telling) => ({
    kind: 'returned',
    micros: refundOf(of, telling).micros,
    currency: currencyOf(of, telling),
  }),
  says(of, telling, reader) {
    const { t, timeZone } = reader
    const { micros, reason } = refundOf(of, telling)
    const { title, vendor } = itemOf(of, telling)
    const amount = amountFor(reader, micros, currencyOf(of, telling))
    const moment = fullMomentInWords(t, telling.happened.at, timeZone)
    return {
      subject: t('notices.refunded.subject', { title, amount }),
      body: [
        t('notices.refunded.body', { title, vendor, amount, moment }),
        reason === '' ? '' : t('notices.refunded.reason', { reason }),
      ],
      action: { words: t('notices.refunded.action'), path: page(of) },
      line: t('notices.refunded.line', { title, vendor, amount }),
    }
  },
}

/** A hold that was over: whoever wants each receipt is told that it came to nothing. */
export const released = (how: 'voided' | 'expired'): Notice<Standing> => ({
  class: 'detail',
  to: payerOf,
  says(of, telling, { t, timeZone }) {
    const { title, vendor } = itemOf(of, telling)
    const moment = fullMomentInWords(t, telling.happened.at, timeZone)
    return {
      subject: t('notices.released.subject', { title }),
      body: [t(`notices.released.${how}`, { title, vendor, moment })],
      action: { words: t('notices.released.action'), path: page(of) },
    }
  },
})
