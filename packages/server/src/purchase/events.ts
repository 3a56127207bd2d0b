// What happens to a purchase, as the log says it, and how each is told.
import type { Id } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import type { HistoryLine, Telling } from '../event/index.ts'
import { event, facts, movement } from '../event/index.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import { captureKey, refundKey } from './keys.ts'
import { lineOf } from './lines.ts'
import { purchaseBody } from './render.ts'
import { bought, refunded, released } from './notices.ts'
import type { Standing } from './standing.ts'
import { rowOf } from './standing.ts'
import type { PurchaseRow } from './tables.ts'
import { captures, refunds } from './tables.ts'

/** Who ended a hold or gave money back in the vendor’s place: the provider, or its suspension of the vendor. */
export type By = 'provider' | 'suspension'
/** `by` left out: the vendor did it. */
type Given = Standing & { readonly by?: By }

/** @param row As what happened has left it. */
export const standingOf = (purchase: Id, row: PurchaseRow): Standing => ({
  purchase,
  vendor: row.vendor,
  mode: row.mode,
  status: row.status,
  captured: row.capturedMicros.toString(),
  captures: Number(row.captures),
  refunded: row.refundedMicros.toString(),
  refunds: Number(row.refunds),
})
/** The same, of what the vendor does, or somebody else in its place. */
export const givenStandingOf = (purchase: Id, row: PurchaseRow, by: By | undefined): Given => ({
  ...standingOf(purchase, row),
  ...(by && { by }),
})

const meanings = {
  purchase: 'the purchase',
  vendor: 'whose it is',
  mode: '`live` or `test`',
  status: 'its status after it',
  captured: 'all that was captured, in micro-units',
  captures: 'by how many captures',
  refunded: 'all that was refunded, in micro-units',
  refunds: 'by how many refunds',
}
const givenMeanings = {
  ...meanings,
  by: '`provider`: its staff did it in the vendor’s place; `suspension`: the vendor was suspended. Left out: the vendor',
}

/** A vendor's server asked for it. */
export const purchaseRequested = event('purchase.requested', facts<Standing>(), {
  says: 'a vendor’s server asked for it',
  facts: meanings,
  timeline: {
    words: (of, telling) => [
      telling.t('server.timeline.requested', { amount: amount(of, telling, rowOf(of, telling).priceMicros) }),
    ],
  },
})

/** The payer approved, or a mandate: its price is held. */
export const purchaseAuthorized = movement('purchase.authorized', facts<Standing>(), {
  says: 'it was approved, and its price is held',
  facts: meanings,
  history: {
    kinds: ['hold', 'purchase'],
    // A hold is shown as what came of it: once the purchase was captured, it is shown as the purchase.
    line: (of, telling) => line(rowOf(of, telling).capturedMicros > 0n ? 'purchase' : 'hold', of, telling),
  },
  webhook: webhook('purchase.authorized'),
  timeline: { words: (_of, { t }) => [t('server.timeline.authorized')] },
})

/** Money went to the payees: the whole price with the approval, or the next part of what is held. */
export const purchaseCaptured = movement('purchase.captured', facts<Standing>(), {
  says: 'its payees were paid: with the approval, or by a part of what was held',
  facts: meanings,
  history: {
    kinds: ['purchase', 'release'],
    // The price of a hold left the wallet when it was held: what moves now is what the capture did not take of it.
    line: (of, telling) => line(isAtOnce(of, telling) ? 'purchase' : 'release', of, telling),
  },
  webhook: webhook('purchase.captured'),
  notice: bought,
  timeline: {
    words: (of, telling) => {
      const capture = telling.looks.row(captures, captureKey(of.purchase, BigInt(of.captures)))
      const { t } = telling
      const captured = t('server.timeline.captured', { amount: amount(of, telling, capture?.micros ?? 0n) })
      return isAtOnce(of, telling) ? [t('server.timeline.authorized'), captured] : [captured]
    },
  },
})

/** The vendor ended it, or the provider did in its place: what was held and not captured is free again. */
export const purchaseVoided = movement('purchase.voided', facts<Given>(), {
  says: 'the vendor ended it, or the provider in its place: what was held and not captured is free again',
  facts: givenMeanings,
  history: { kinds: ['release'], line: (of, telling) => line('release', of, telling) },
  webhook: webhook('purchase.voided'),
  notice: released('voided'),
  timeline: {
    words(of, telling) {
      if (rowOf(of, telling).authorizedAt === null) return [telling.t('server.timeline.voidedUnapproved')]
      const part = of.captures > 0 ? 'restVoided' : 'voided'
      return [telling.t(`server.timeline.${part}${byWhom(of)}`)]
    },
  },
})

/** The hold was over: what was not captured is free again. */
export const purchaseExpired = movement('purchase.expired', facts<Standing>(), {
  says: 'its hold was over: what was not captured is free again',
  facts: meanings,
  history: { kinds: ['release'], line: (of, telling) => line('release', of, telling) },
  webhook: webhook('purchase.expired'),
  notice: released('expired'),
  timeline: {
    at: (of, telling) => rowOf(of, telling).holdExpiresAt ?? telling.happened.at,
    words: ({ captures: count }, { t }) => [t(count > 0 ? 'server.timeline.restExpired' : 'server.timeline.expired')],
  },
})

/** Somebody came to approve it after its time was over: it has ended. No money had moved. */
export const purchaseLapsed = event('purchase.lapsed', facts<Standing>(), {
  says: 'somebody came to approve it after its time was over: it has ended',
  facts: meanings,
  webhook: webhook('purchase.expired'),
  timeline: {
    at: (of, telling) => rowOf(of, telling).expiresAt,
    words: (_of, { t }) => [t('server.timeline.notApproved')],
  },
})

/** There is a reason against it that the payer cannot cure: it has ended. */
export const purchaseDeclined = event('purchase.declined', facts<Standing>(), {
  says: 'there is a reason against it that the payer cannot cure: it has ended',
  facts: meanings,
  webhook: webhook('purchase.declined'),
  timeline: {
    words(of, telling) {
      const { decline } = rowOf(of, telling)
      const { t, deps } = telling
      if (decline === null) return [t('server.timeline.declined')]
      return [t('server.timeline.declinedFor', { why: deps.problems[decline].title })]
    },
  },
})

/** The payees gave money back to the payer. */
export const purchaseRefunded = movement('purchase.refunded', facts<Given>(), {
  says: 'its payees gave money back to the payer',
  facts: givenMeanings,
  history: { kinds: ['refund'], line: (of, telling) => line('refund', of, telling) },
  webhook: webhook('purchase.refunded'),
  notice: refunded,
  timeline: {
    words(of, telling) {
      const refund = telling.looks.row(refunds, refundKey(of.purchase, BigInt(of.refunds)))
      const given = { amount: amount(of, telling, refund?.micros ?? 0n) }
      const why = refund?.reason ?? ''
      const { t } = telling
      const by = of.by === undefined ? '' : 'ByProvider'
      return [
        why === ''
          ? t(`server.timeline.refunded${by}`, given)
          : t(`server.timeline.refundedFor${by}`, { ...given, why }),
      ]
    },
  },
})

/** All of this room. */
export const purchaseEvents = [
  purchaseRequested,
  purchaseAuthorized,
  purchaseCaptured,
  purchaseVoided,
  purchaseExpired,
  purchaseLapsed,
  purchaseDeclined,
  purchaseRefunded,
]

/** The vendor’s team reads that it was the provider, and not which person. */
const byWhom = ({ by }: Given): '' | 'ByProvider' | 'BySuspension' =>
  by === undefined ? '' : by === 'provider' ? 'ByProvider' : 'BySuspension'

const isAtOnce = (of: Standing, telling: Telling): boolean => rowOf(of, telling).capture === 'automatic'

function line<const Kind extends string>(kind: Kind, of: Standing, telling: Telling): HistoryLine<Kind> {
  const { looks } = telling
  const { version } = lineOf(rowOf(of, telling))
  looks.need(() => ({
    rows: [
      [itemVersions, version],
      [vendors, of.vendor],
    ],
  }))
  const title = looks.row(itemVersions, version)?.title ?? ''
  const vendor = { id: of.vendor, name: looks.row(vendors, of.vendor)?.name ?? '' }
  return { kind, title, vendor, purchase: of.purchase }
}

function amount(of: Standing, telling: Telling, micros: bigint): string {
  const { tokens, amount, currency } = toMoneyAndTokens(micros, assetCurrency(rowOf(of, telling).asset))
  return telling.t('server.timeline.amount', { count: tokens, amount, currency })
}

/** The vendor's server is sent the purchase as it stood after what happened. */
function webhook(type: string) {
  return {
    type,
    to: ({ vendor, mode }: Standing) => ({ vendor, mode }),
    data(of: Standing, telling: Telling) {
      const body = purchaseBody(telling.deps, answerAfter(of, telling), telling.looks)
      if (body.royalty_transactions.length !== of.captures + of.refunds)
        throw new Error(`captures or refunds of ${body.id} are not to be seen yet`)
      return body
    },
  }
}

function answerAfter(of: Standing, telling: Telling): PurchaseAnswer {
  const { status, captured, captures, refunded, refunds } = of
  return { ...answerOf(of.purchase, rowOf(of, telling)), status, captured, captures, refunded, refunds }
}
