import { done } from '@farthing/ledger'
import { Type } from 'typebox'
import { CurrencyCode } from '../platform/http/schemas.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Currency } from '../platform/money.ts'
import { amountMicros, amountPattern } from '../platform/money.ts'
import { manageStaff } from '../staff/index.ts'
import { actsOf, defineAct } from './define.ts'
import type { PlanLine, Second } from './tables.ts'
import { actRules } from './tables.ts'
import { actRuleSet } from './events.ts'
import { ruleKey } from './second.ts'
import { moneyValue, planLine, wordValue } from './values.ts'

const closed = { additionalProperties: false } as const
const Amount = Type.String({ pattern: amountPattern, maxLength: 17, description: 'Decimal; zero too.' })

const body = Type.Object(
  {
    act: Type.String({ maxLength: 64, pattern: '^[a-z_.]+$', description: 'Name of the act.' }),
    when: Type.Union([Type.Literal('never'), Type.Literal('always'), Type.Literal('above')]),
    above: Type.Optional(
      Type.Array(Type.Object({ amount: Amount, currency: CurrencyCode }, closed), {
        maxItems: 40,
        description:
          'Where `when` is `above`: amounts up to which one person is enough. A currency that is left out: none.',
      }),
    ),
  },
  closed,
)

type Input = { readonly act: string; readonly second: Second; readonly built: Second }

/** Says when an act needs a second person. Always by two people. Every change stays in the log. */
export const setActRule = defineAct({
  name: 'act.set_rule',
  says: 'Say when an act needs a second person',
  permission: manageStaff,
  approve: manageStaff,
  fresh: true,
  second: { when: 'always' },
  canChangeSecond: false,
  body,
  refusals: ['invalid_request'],
  parse(deps, { act: name, when, above = [] }): Input {
    const act = actsOf(deps).find((each) => each.name === name)
    if (act === undefined) throw new Problem('invalid_request', { param: 'input.act', detail: 'There is no such act.' })
    if (act.canChangeSecond === false) {
      throw new Problem('invalid_request', { param: 'input.act', detail: 'This act always needs a second person.' })
    }
    if ((when === 'above') !== above.length > 0) {
      throw new Problem('invalid_request', {
        param: 'input.above',
        detail: 'Amounts go with `above`, and with nothing else.',
      })
    }
    const amounts = above.map(({ amount, currency }) => [currency, `${amountMicros(amount)}`] as const)
    if (new Set(above.map(({ currency }) => currency)).size < above.length) {
      throw new Problem('invalid_request', { param: 'input.above', detail: 'A currency stands there twice.' })
    }
    const second: Second = when === 'above' ? { when, amounts: Object.fromEntries(amounts) } : { when }
    return { act: name, second, built: act.second }
  },
  subject: ({ act }) => ({ kind: 'act', id: ruleKey(act) }),
  plan({ act, second, built }, draft) {
    const before = draft.row(actRules, ruleKey(act))?.second ?? built
    return { kind: 'plan', lines: [planLine('act', null, wordValue(act)), ...linesOf(before, second)] }
  },
  decide({ act, second }, draft, at) {
    draft.put(actRules, ruleKey(act), { act, second, changedAt: at })
    draft.record(actRuleSet.of({ name: act, second: JSON.stringify(second) }))
    return done(null)
  },
})

function linesOf(before: Second, after: Second): PlanLine[] {
  const amountsOf = (rule: Second) => (rule.when === 'above' ? rule.amounts : {})
  const [was, is] = [amountsOf(before), amountsOf(after)]
  const codes = [...new Set([...Object.keys(was), ...Object.keys(is)])] as Currency[]
  const value = (micros: string | undefined, code: Currency) =>
    micros === undefined ? null : moneyValue(BigInt(micros), code)
  return [
    planLine('second_person', wordValue(before.when), wordValue(after.when)),
    ...codes.map((code) => planLine('second_person_above', value(was[code], code), value(is[code], code))),
  ]
}
