// Money that was recorded as paid outside, by its age: what is old is looked for.
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { outsideAges, outsideByAge, readPayments } from '../funding/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Routes } from '../platform/http/app.ts'
import { CurrencyCode, Day, Money, Nullable } from '../platform/http/schemas.ts'
import { toMoney } from '../platform/money.ts'
import { staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const

const Outside = Type.Object(
  {
    kind: Type.String({ description: 'How it arrived: `check`, `money_order`, `bank_credit` or `phone`.' }),
    currency: CurrencyCode,
    payments: Type.Integer(),
    amount: Money,
    oldest: Day('On which the oldest of them arrived.'),
    by_age: Type.Array(
      Type.Object(
        { days: Nullable(Type.Integer({ description: 'Up to how many days old; `null`: older.' })), amount: Money },
        closed,
      ),
    ),
  },
  { ...closed, title: 'OutsideMoney' },
)

export const outsideMoneyRoutes: Routes = (app, deps) => {
  app.get(
    '/api/desk/outside-money',
    {
      schema: deskSchema(
        readPayments,
        {
          operationId: 'deskOutsideMoney',
          summary: 'What was recorded as paid outside and is not seen in the bank yet, by age',
        },
        Type.Object({ data: Type.Array(Outside) }, closed),
      ),
    },
    async (request) => {
      await staffCaller(deps, request, readPayments)
      const rows = await outsideByAge(deps, dayOf(deps.clock.now(), 'UTC'))
      return {
        data: rows.map(({ kind, asset, payments, micros, oldest, byAge }) => {
          const currency = assetCurrency(asset)
          const places = [...outsideAges, null]
          return {
            kind,
            currency,
            payments,
            amount: toMoney(micros, currency),
            oldest,
            by_age: byAge.map((each, i) => ({ days: places[i] ?? null, amount: toMoney(each, currency) })),
          }
        }),
      }
    },
  )
}
