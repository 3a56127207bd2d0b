// What staff do to purchases in their vendors' place, and to vendors whose purchases end by it.
import type { Draft, Id } from '@farthing/ledger'
import { available, balanceOf } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Plan } from '../act/index.ts'
import {
  besideLine,
  cannot,
  defineAct,
  idValue,
  moneyValue,
  planLine,
  rehearse,
  textValue,
  wordValue,
} from '../act/index.ts'
import { assetCurrency, assetOf, boughtBucket, vendorPayable } from '../chart/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { MoneyInput, OneOf, PublicId, TextLine } from '../platform/http/schemas.ts'
import { fromPublic, keyOf } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { amountMicros, currencyCodes } from '../platform/money.ts'
import { enqueue } from '../platform/work/store.ts'
import { permission } from '../staff/index.ts'
import type { SuspensionReason } from '../vendor/index.ts'
import { suspend, suspensionReasons, suspendVendors, vendorIn } from '../vendor/index.ts'
import type { RefundInPlace } from './in-its-place.ts'
import { refundInPlace, voidInPlace } from './in-its-place.ts'
import { refundable } from './refund.ts'
import type { PurchaseRow } from './tables.ts'
import { purchases } from './tables.ts'
import { voidHolds } from './void-suspended.ts'

export const refundPurchases = permission('purchases.refund', {
  says: 'Refund purchases in the vendor’s place',
  roles: ['support', 'finance', 'risk'],
})
export const voidPurchases = permission('purchases.void', {
  says: 'Void holds in the vendor’s place',
  roles: ['support', 'risk'],
})

const closed = { additionalProperties: false } as const

/** @throws {Problem} not_found */
function purchaseIn({ purchase }: { readonly purchase: string }): Id {
  const id = fromPublic('txn', purchase)
  if (id === undefined) throw new Problem('not_found')
  return id
}

type Refunding = RefundInPlace & { readonly currency: Currency | null }

export const refundPurchaseAct = defineAct({
  name: 'purchase.refund',
  says: 'Refund a purchase in the vendor’s place, whole or in part',
  permission: refundPurchases,
  fresh: true,
  second: { when: 'above', amounts: { USD: '20000000', EUR: '20000000', GBP: '16000000', JPY: '3000000000' } },
  givesAs: 'goodwill',
  body: Type.Object(
    {
      purchase: PublicId('txn'),
      amount: Type.Optional(MoneyInput),
      note: Type.Optional({ ...TextLine(200), description: 'What payer and vendor read. It names nobody.' }),
    },
    closed,
  ),
  refusals: ['not_found', 'invalid_request', 'amount_above_captured'],
  parse(_deps, body): Refunding {
    const { amount, note = '' } = body
    const amountMicrosText = amount === undefined ? null : amountMicros(amount.amount).toString()
    if (amountMicrosText === '0')
      throw new Problem('invalid_request', { param: 'input.amount', detail: 'More than nothing.' })
    return { purchase: purchaseIn(body), amountMicros: amountMicrosText, note, currency: amount?.currency ?? null }
  },
  subject: ({ purchase }) => ({ kind: 'purchase', id: purchase }),
  plan(input, draft, at) {
    const { purchase, amountMicros: wanted } = input
    const order = draft.row(purchases, purchase)
    if (order === undefined) return cannot({ code: 'not_found' })
    const wrong = otherCurrency(order, input)
    if (wrong !== undefined) return cannot(wrong)
    const micros = wanted === null ? refundable(order, at).micros : BigInt(wanted)
    return planOf(draft, order, () => refundInPlace(draft, input, at), {
      lines: (money) => [
        planLine('refunded', money(order.refundedMicros), money(order.refundedMicros + micros)),
        planLine('purchase', null, idValue('txn', purchase)),
        ...(input.note === '' ? [] : [planLine('note', null, textValue(input.note))]),
      ],
      micros,
    })
  },
  decide(input, draft, at) {
    const order = draft.row(purchases, input.purchase)
    const wrong = order === undefined ? undefined : otherCurrency(order, input)
    return wrong === undefined ? refundInPlace(draft, input, at) : { kind: 'refused', answer: wrong }
  },
})

const otherCurrency = ({ asset }: PurchaseRow, { currency }: Refunding) =>
  currency === null || currency === assetCurrency(asset)
    ? undefined
    : ({
        code: 'invalid_request',
        param: 'input.amount.currency',
        detail: `The purchase is in ${assetCurrency(asset)}.`,
      } as const)

export const voidPurchaseAct = defineAct({
  name: 'purchase.void',
  says: 'Void what is held for a purchase in the vendor’s place',
  permission: voidPurchases,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ purchase: PublicId('txn') }, closed),
  refusals: ['not_found', 'not_authorized', 'hold_expired'],
  parse: (_deps, body): { readonly purchase: Id } => ({ purchase: purchaseIn(body) }),
  subject: ({ purchase }) => ({ kind: 'purchase', id: purchase }),
  plan(input, draft, at) {
    const order = draft.row(purchases, input.purchase)
    if (order === undefined) return cannot({ code: 'not_found' })
    return planOf(draft, order, () => voidInPlace(draft, input, at), {
      lines: (money) => [
        planLine('held', money(order.priceMicros - order.capturedMicros), money(0n)),
        planLine('captured', money(order.capturedMicros), money(order.capturedMicros)),
      ],
    })
  },
  decide: (input, draft, at) => voidInPlace(draft, input, at),
})

/** What a rule does to a purchase, with what its payer and its vendor have before and after. */
function planOf(
  draft: Draft,
  { asset, payer, vendor, mode }: PurchaseRow,
  rule: Parameters<typeof rehearse>[1],
  what: {
    readonly lines: (money: (micros: bigint) => ReturnType<typeof moneyValue>) => Plan['lines']
    /** What is given. */
    readonly micros?: bigint
  },
) {
  const currency = assetCurrency(asset)
  const money = (micros: bigint) => moneyValue(micros, currency)
  const standing = () => ({
    wallet: payer === null ? 0n : freeOn(draft, boughtBucket(payer, asset)),
    payable: postedOn(draft, vendorPayable(vendor, asset)),
  })
  const before = standing()
  return rehearse(draft, rule, (): Plan => {
    const after = standing()
    return {
      kind: 'plan',
      lines: [
        ...what.lines(money),
        besideLine('wallet', money(before.wallet), money(after.wallet)),
        besideLine('vendor_payable', money(before.payable), money(after.payable)),
      ],
      // Play money is nothing that anybody gives.
      ...(what.micros !== undefined && mode === 'live' && { amount: { micros: what.micros, currency } }),
      ...(payer !== null && { payer }),
    }
  })
}

function freeOn(draft: Draft, account: Id): bigint {
  const found = draft.account(account)
  return found === undefined ? 0n : available(found)
}

function postedOn(draft: Draft, account: Id): bigint {
  const found = draft.account(account)
  return found === undefined ? 0n : balanceOf(found)
}

export const suspendVendorAct = defineAct({
  name: 'vendor.suspend',
  says: 'Suspend a vendor: it sells and captures nothing, and what is held for it is voided',
  permission: suspendVendors,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ vendor: PublicId('ven'), why: OneOf(suspensionReasons) }, closed),
  refusals: ['not_found', 'vendor_suspended'],
  parse: (_deps, body): { readonly vendor: Id; readonly why: SuspensionReason } => ({
    vendor: vendorIn(body),
    why: body.why,
  }),
  subject: ({ vendor }) => ({ kind: 'vendor', id: vendor }),
  plan: (input, draft, at) =>
    rehearse(
      draft,
      () => suspend(draft, input, at),
      () => ({
        kind: 'plan',
        lines: [
          planLine('vendor_status', wordValue('open'), wordValue('suspended')),
          planLine('why', null, wordValue(input.why)),
          ...currencyCodes.flatMap((currency) => {
            const payable = postedOn(draft, vendorPayable(input.vendor, assetOf(currency, 'live')))
            return payable === 0n
              ? []
              : [besideLine('payable_waits', moneyValue(payable, currency), moneyValue(payable, currency))]
          }),
        ],
      }),
    ),
  decide: (input, draft, at) => suspend(draft, input, at),
  async after(deps, _input, { vendor, since }) {
    const id = keyOf('void holds', vendor, since)
    await enqueue(deps.pool, voidHolds, { id, input: { vendor, since }, now: await deps.ledger.now() })
  },
})
