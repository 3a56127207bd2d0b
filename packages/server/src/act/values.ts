// Values of plans, written shortly.
import type { Id, Instant } from '@farthing/ledger'
import { toRfc3339 } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency, Micros } from '../platform/money.ts'
import { toMoney } from '../platform/money.ts'
import type { Prefix } from '../platform/room-claims.ts'
import type { PlanLine, PlanValue } from './tables.ts'

export const moneyValue = (micros: Micros, currency: Currency): PlanValue => ({
  kind: 'money',
  money: toMoney(micros, currency),
})
export const countValue = (count: number): PlanValue => ({ kind: 'count', count })
/** A code, such as a status: the screen has its words. */
export const wordValue = (word: string): PlanValue => ({ kind: 'word', word })
/** What `keep` keeps: whoever is shown the plan reads it, the log does not. The text is a JSON object, whose values are shown. */
export const keptValue = (kept: Id): PlanValue => ({ kind: 'kept', kept })
/** Text that is shown as it is. */
export const textValue = (text: string): PlanValue => ({ kind: 'text', text })
export const atValue = (at: Instant): PlanValue => ({ kind: 'at', at: toRfc3339(at) })
export const idValue = (prefix: Prefix, id: Id): PlanValue => ({ kind: 'id', id: toPublic(prefix, id) })

/** A line of a plan: what changes, from what to what. `null`: it is not there. */
export const planLine = (what: string, before: PlanValue | null, after: PlanValue | null): PlanLine => ({
  what,
  before,
  after,
})

/** A line that is shown beside, such as a balance: where it changes until the approval, the act does not lapse. */
export const besideLine = (what: string, before: PlanValue | null, after: PlanValue | null): PlanLine => ({
  what,
  before,
  after,
  beside: true,
})
