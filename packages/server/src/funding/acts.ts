// What staff do about money that arrived outside.
import type { Draft, Id } from '@farthing/ledger'
import { balanceOf } from '@farthing/ledger'
import { Type } from 'typebox'
import { accountIn } from '../account/index.ts'
import type { Plan, PlanLine, Second } from '../act/index.ts'
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
import type { Asset } from '../chart/index.ts'
import { assetCurrency, assetOf, boughtBucket, debtAccount, owedMicros } from '../chart/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { Day, MoneyInput, OneOf, PublicId, TextLine } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { amountMicros } from '../platform/money.ts'
import { permission } from '../staff/index.ts'
import type { RecordPayment } from './payments.ts'
import { recordPayment, reversePayment } from './payments.ts'
import { paymentKinds, payments, reversalReasons } from './tables.ts'
import type { ReversalReason } from './tables.ts'

export const recordPayments = permission('payments.record', {
  says: 'Record money that arrived outside',
  roles: ['finance'],
})
export const reversePayments = permission('payments.reverse', {
  says: 'Take back payments that did not come after all',
  roles: ['finance'],
})

export const readPayments = permission('payments.read', {
  says: 'See recorded payments and how old they are',
  roles: ['finance', 'risk'],
  reads: true,
})

const closed = { additionalProperties: false } as const
/** About 100 US dollars. */
const aboveHundred: Second = {
  when: 'above',
  amounts: { USD: '100000000', EUR: '100000000', GBP: '80000000', JPY: '15000000000' },
}
const Recorded = Type.Object({ payment: PublicId('pay') }, closed)

export const recordPaymentAct = defineAct({
  name: 'payment.record',
  says: 'Record a check, money order, bank credit or payment by phone',
  permission: recordPayments,
  fresh: true,
  second: aboveHundred,
  body: Type.Object(
    {
      account: PublicId('acc'),
      kind: OneOf(paymentKinds),
      reference: {
        ...TextLine(60),
        description: 'What tells it from every other of its kind, such as a check’s number and bank. No name.',
      },
      amount: MoneyInput,
      received_on: Day('The day on which it arrived.'),
    },
    closed,
  ),
  refusals: ['not_found', 'invalid_request', 'payment_recorded'],
  parse(_deps, body): RecordPayment {
    const micros = amountMicros(body.amount.amount)
    if (micros === 0n) throw new Problem('invalid_request', { param: 'input.amount', detail: 'More than nothing.' })
    return {
      payer: accountIn(body),
      kind: body.kind,
      reference: body.reference,
      micros: micros.toString(),
      asset: assetOf(body.amount.currency, 'live'),
      receivedOn: body.received_on,
    }
  },
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan(input, draft, at) {
    const { payer, kind, reference, asset } = input
    return moved(draft, input, () => recordPayment(draft, input, at), [
      planLine('payment_kind', null, wordValue(kind)),
      planLine('payment_reference', null, textValue(reference)),
      planLine('payment', null, moneyValue(BigInt(input.micros), assetCurrency(asset))),
      planLine('account', null, idValue('acc', payer)),
      planLine('received_on', null, textValue(input.receivedOn)),
    ])
  },
  decide: (input, draft, at) => recordPayment(draft, input, at),
  answers: Recorded,
  show: (_deps, { payment }) => ({ payment: toPublic('pay', payment) }),
})

export const reversePaymentAct = defineAct({
  name: 'payment.reverse',
  says: 'Take back a payment that did not come after all',
  permission: reversePayments,
  fresh: true,
  second: aboveHundred,
  body: Type.Object({ payment: PublicId('pay'), why: OneOf(reversalReasons) }, closed),
  refusals: ['not_found', 'payment_reversed'],
  parse(_deps, { payment, why }): { readonly payment: Id; readonly why: ReversalReason } {
    const id = fromPublic('pay', payment)
    if (id === undefined) throw new Problem('not_found')
    return { payment: id, why }
  },
  subject: ({ payment }) => ({ kind: 'payment', id: payment }),
  plan(input, draft, at) {
    const row = draft.row(payments, input.payment)
    if (row === undefined) return cannot({ code: 'not_found' })
    const whose = { ...row, micros: row.micros.toString() }
    return moved(draft, whose, () => reversePayment(draft, input, at), [
      planLine('account', null, idValue('acc', row.payer)),
      planLine('payment_kind', null, wordValue(row.kind)),
      planLine('payment_reference', null, textValue(row.reference)),
      planLine('why', null, wordValue(input.why)),
      planLine('payment', moneyValue(BigInt(whose.micros), assetCurrency(whose.asset)), null),
    ])
  },
  decide: (input, draft, at) => reversePayment(draft, input, at),
})

/** The plan of what a rule moves on a payer's wallet and debt. */
function moved(
  draft: Draft,
  { payer, asset, micros }: { readonly payer: Id; readonly asset: Asset; readonly micros: string },
  rule: Parameters<typeof rehearse>[1],
  lines: readonly PlanLine[],
) {
  const currency = assetCurrency(asset)
  const standing = () => ({
    wallet: postedOn(draft, boughtBucket(payer, asset)),
    owed: owedMicros(draft, debtAccount(payer, asset)),
  })
  const before = standing()
  return rehearse(draft, rule, (): Plan => {
    const after = standing()
    return {
      kind: 'plan',
      lines: [
        ...lines,
        besideLine('wallet', moneyValue(before.wallet, currency), moneyValue(after.wallet, currency)),
        besideLine('debt', moneyValue(before.owed, currency), moneyValue(after.owed, currency)),
      ],
      amount: { micros: BigInt(micros), currency },
      payer,
    }
  })
}

function postedOn(draft: Draft, account: Id): bigint {
  const found = draft.account(account)
  return found === undefined ? 0n : balanceOf(found)
}
