// How acts and their plans stand in the API of the desk.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { Plan, PlanLine, PlanValue, WhySecond } from '../act/index.ts'
import { keptActText, planHash } from '../act/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Money, Nullable, PublicId, TextLine } from '../platform/http/schemas.ts'
import { toMoney } from '../platform/money.ts'

const closed = { additionalProperties: false } as const

export const Reason = { ...TextLine(200, 3), description: 'Why; it stays on record.' }
export const PlanHash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'Of the plan that was shown: where it is another by now, nothing is done.',
})

const Value = Type.Union(
  [
    Type.Object({ kind: Type.Literal('money'), money: Money }, closed),
    Type.Object({ kind: Type.Literal('count'), count: Type.Integer() }, closed),
    Type.Object(
      { kind: Type.Literal('word'), word: Type.String({ description: 'A code, such as a status.' }) },
      closed,
    ),
    Type.Object({ kind: Type.Literal('text'), text: Type.String() }, closed),
    Type.Object({ kind: Type.Literal('at'), at: Type.String({ description: 'RFC 3339.' }) }, closed),
    Type.Object({ kind: Type.Literal('id'), id: Type.String({ description: 'A public identifier.' }) }, closed),
  ],
  { title: 'PlanValue' },
)

export const Line = Type.Object(
  {
    what: Type.String({ description: 'A code for what changes.' }),
    before: Nullable(Value),
    after: Nullable(Value),
    beside: Type.Boolean({ description: 'Shown beside: where it changes, the act is the same all the same.' }),
  },
  { ...closed, title: 'PlanLine' },
)

export const WhySecondSchema = Type.Union(
  [Type.Literal('always'), Type.Literal('above_limit'), Type.Literal('above_limit_with_others')],
  {
    description:
      'Why it needs a second person. `above_limit_with_others`: with what was given in the last 24 hours, by this person or to this payer, it is above the limit.',
  },
)

export const PlanSchema = Type.Object(
  {
    lines: Type.Array(Line),
    amount: Nullable(Money),
    plan_hash: PlanHash,
    second_person: Nullable(WhySecondSchema),
  },
  { ...closed, title: 'ActPlan', description: 'What the act will do.' },
)

export const linesBody = (deps: Deps, lines: readonly PlanLine[]): Promise<Static<typeof Line>[]> =>
  Promise.all(
    lines.map(async ({ what, before, after, beside = false }) => ({
      what,
      before: await valueBody(deps, before),
      after: await valueBody(deps, after),
      beside,
    })),
  )

/** A text that was kept is shown as long as it is there. */
async function valueBody(deps: Deps, value: PlanValue | null): Promise<Static<typeof Value> | null> {
  if (value?.kind !== 'kept') return value
  const text = await keptActText(deps, value.kept)
  return text === undefined ? null : { kind: 'text', text: Object.values(JSON.parse(text) as object).join(', ') }
}

export const planBody = async (deps: Deps, plan: Plan, why: WhySecond | null): Promise<Static<typeof PlanSchema>> => ({
  lines: await linesBody(deps, plan.lines),
  amount: plan.amount === undefined ? null : toMoney(plan.amount.micros, plan.amount.currency),
  plan_hash: planHash(plan),
  second_person: why,
})

export const ActId = PublicId('act')
