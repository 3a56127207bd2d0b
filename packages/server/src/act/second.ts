// Whether an act needs a second person.
import type { Draft, Id, Instant } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { keyOf } from '../platform/ids.ts'
import { staffMembers } from '../staff/index.ts'
import type { Act, Plan } from './define.ts'
import type { Second, WhySecond } from './tables.ts'
import { actRules, actUses } from './tables.ts'

/** Over how long amounts are added up: who slices an amount gains nothing. */
const window = seconds(86_400)
/** As many uses are kept; whoever has more in 24 hours needs a second person. */
const maxUses = 500

export const ruleKey = (act: string): Id => keyOf('act rule', act)

/** When an act needs a second person, as things stand. */
export const secondOf = (draft: Pick<Draft, 'row'>, act: Pick<Act, 'name' | 'second'>): Second =>
  draft.row(actRules, ruleKey(act.name))?.second ?? act.second

/** Whose sums count for an act in one currency: of the person, and of the payer or other subject, there with acts that give alike. */
const useKeys = (act: Act, staff: Id, given: { readonly currency: string; readonly to: Id | null }): Id[] => [
  keyOf('act use by', act.name, staff, given.currency),
  ...(given.to === null ? [] : [keyOf('act use for', act.givesAs ?? act.name, given.to, given.currency)]),
]

type Given = { readonly micros: bigint; readonly currency: string; readonly to: Id | null }

/** @param subject Whom the amount goes to, where the plan names no payer. */
export const givenBy = (plan: Plan, subject: Id | null): Given | null =>
  plan.amount === undefined ? null : { ...plan.amount, to: plan.payer ?? subject }

/** Why an act of this person needs a second one; `null`: it needs none. */
export function whySecond(
  draft: Pick<Draft, 'row'>,
  act: Act,
  staff: Id,
  given: Given | null,
  at: Instant,
): WhySecond | null {
  const rule = secondOf(draft, act)
  if (rule.when === 'always') return 'always'
  if (rule.when !== 'above') return null
  // Play money is nothing that anybody gives. An act that never has an amount is below none: the operator wants two people.
  if (given === null) return act.second.when === 'above' ? null : 'above_limit'
  const own = draft.row(staffMembers, staff)?.limits[act.name]?.[given.currency]
  const limit = BigInt(own ?? rule.amounts[given.currency as keyof typeof rule.amounts] ?? '0')
  if (given.micros > limit) return 'above_limit'
  const passed = useKeys(act, staff, given).some((key) => {
    const recent = recentUses(draft, key, at)
    return recent.length >= maxUses || recent.reduce((sum, [, micros]) => sum + BigInt(micros), given.micros) > limit
  })
  return passed ? 'above_limit_with_others' : null
}

const recentUses = (draft: Pick<Draft, 'row'>, key: Id, at: Instant) =>
  (draft.row(actUses, key)?.recent ?? []).filter(([used]) => BigInt(used) > at - window)

/** Counts what one person gave alone. */
export function countUse(draft: Draft, act: Act, staff: Id, given: Given | null, at: Instant): void {
  if (given === null || secondOf(draft, act).when !== 'above') return
  for (const key of useKeys(act, staff, given)) {
    draft.put(actUses, key, { recent: [...recentUses(draft, key, at), [`${at}`, `${given.micros}`]] })
  }
}
