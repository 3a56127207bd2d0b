// What staff give payers out of goodwill.
import { available } from '@farthing/ledger'
import { Type } from 'typebox'
import { accountIn } from '../account/index.ts'
import { defineAct, moneyValue, planLine, rehearse, textValue, countValue } from '../act/index.ts'
import { assetCurrency, assetOf } from '../chart/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { MoneyInput, PublicId, TextLine } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { amountMicros } from '../platform/money.ts'
import { permission } from '../staff/index.ts'
import { grantBucket } from './accounts.ts'
import type { Credit } from './credit.ts'
import { credit, creditId } from './credit.ts'

export const creditAccounts = permission('accounts.credit', {
  says: 'Credit accounts out of goodwill',
  roles: ['support', 'finance'],
})

const closed = { additionalProperties: false } as const

export const creditAccount = defineAct({
  name: 'account.credit',
  says: 'Credit an account out of goodwill, at the provider’s cost',
  permission: creditAccounts,
  fresh: true,
  second: { when: 'above', amounts: { USD: '20000000', EUR: '20000000', GBP: '16000000', JPY: '3000000000' } },
  givesAs: 'goodwill',
  body: Type.Object(
    {
      account: PublicId('acc'),
      amount: MoneyInput,
      title: Type.Optional({ ...TextLine(60), description: 'What the payer reads. Default: Goodwill credit.' }),
      days: Type.Optional(
        Type.Integer({ minimum: 1, maximum: 365, default: 90, description: 'For how long it can be spent.' }),
      ),
    },
    closed,
  ),
  refusals: ['not_found', 'invalid_request'],
  parse(_deps, body, { id }): Credit {
    const micros = amountMicros(body.amount.amount)
    if (micros === 0n) throw new Problem('invalid_request', { param: 'input.amount', detail: 'More than nothing.' })
    return {
      payer: accountIn(body),
      title: body.title ?? 'Goodwill credit',
      micros: micros.toString(),
      asset: assetOf(body.amount.currency, 'live'),
      days: body.days ?? 90,
      once: id('credit'),
    }
  },
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan(input, draft, at) {
    const { payer, title, asset, days } = input
    const currency = assetCurrency(asset)
    return rehearse(
      draft,
      () => credit(draft, input, at),
      () => {
        const bucket = draft.account(grantBucket(creditId(input), asset))
        const given = bucket === undefined ? 0n : available(bucket)
        return {
          kind: 'plan',
          lines: [
            planLine('credit', null, moneyValue(given, currency)),
            planLine('title', null, textValue(title)),
            planLine('days', null, countValue(days)),
          ],
          amount: { micros: given, currency },
          payer,
        }
      },
    )
  },
  decide: (input, draft, at) => credit(draft, input, at),
  answers: Type.Object({ grant: PublicId('grn') }, closed),
  show: (_deps, { grant }) => ({ grant: toPublic('grn', grant) }),
})
