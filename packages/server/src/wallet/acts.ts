// What staff do to payers' limits.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { accountIn } from '../account/index.ts'
import { defineAct, moneyValue, planLine, rehearse, wordValue } from '../act/index.ts'
import { microsIn } from '../platform/http/amounts.ts'
import { MoneyInput, PublicId } from '../platform/http/schemas.ts'
import { permission } from '../staff/index.ts'
import { payers } from '../account/index.ts'
import { limitFields, scopeIn, windowIn } from './limit-body.ts'
import { limitBefore, lowerLimit } from './lower-limit.ts'
import type { LowerLimit } from './lower-limit.ts'

export const lowerLimits = permission('limits.lower', {
  says: 'Lower spending limits of accounts',
  roles: ['support', 'risk'],
})

type Input = Omit<LowerLimit, 'maxMicros'> & { readonly max: string }
const limitOf = ({ max, ...rest }: Input): LowerLimit => ({ ...rest, maxMicros: BigInt(max) })

export const lowerLimitAct = defineAct({
  name: 'limit.lower',
  says: 'Lower a spending limit, or set one where there is none',
  permission: lowerLimits,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ account: PublicId('acc'), ...limitFields, max: MoneyInput }, { additionalProperties: false }),
  refusals: ['not_found', 'limit_not_lowered', 'invalid_request'],
  parse(_deps, body): Input {
    const { currency, max } = body
    const scope = scopeIn(body)
    const micros = microsIn(currency, max, { param: 'input.max', detail: 'A limit has one currency.' })
    return { payer: accountIn(body), currency, ...(scope && { scope }), window: windowIn(body), max: `${micros}` }
  },
  subject: ({ payer }): { kind: 'payer'; id: Id } => ({ kind: 'payer', id: payer }),
  plan(input, draft, at) {
    const { payer, currency, max, window } = input
    const before = limitBefore(draft.row(payers, payer)?.state.limits ?? [], limitOf(input))
    return rehearse(
      draft,
      () => lowerLimit(draft, limitOf(input), at),
      () => ({
        kind: 'plan',
        lines: [
          planLine('limit_window', null, wordValue(window.period)),
          planLine('limit_scope', null, wordValue(input.scope?.kind ?? 'account')),
          planLine(
            'limit_max',
            before === undefined ? null : moneyValue(BigInt(before.maxMicros), currency),
            moneyValue(BigInt(max), currency),
          ),
        ],
        payer,
      }),
    )
  },
  decide: (input, draft, at) => lowerLimit(draft, limitOf(input), at),
})
