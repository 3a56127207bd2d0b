// What staff did, as the log says it. What an act changed is an event of the room whose act it is.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

type OfAct = { act: Id; name: string }
const ofAct = { act: 'the act', name: 'which one' }

export const actPrepared = event('act.prepared', facts<OfAct & { why: string }>(), {
  says: 'a member of staff prepared an act that needs a second person',
  facts: { ...ofAct, why: 'why it needs one' },
})
export const actDone = event('act.done', facts<OfAct & { approved_by: Id | null }>(), {
  says: 'an act of staff was done; the actor of what was approved is who approved it',
  facts: { ...ofAct, approved_by: 'who approved it, where it needed somebody' },
})
export const actRefused = event('act.refused', facts<OfAct>(), {
  says: 'a second person refused an act',
  facts: ofAct,
})
export const actWithdrawn = event('act.withdrawn', facts<OfAct>(), {
  says: 'an act was withdrawn by who prepared it',
  facts: ofAct,
})
export const actLapsed = event('act.lapsed', facts<OfAct & { why: string }>(), {
  says: 'a prepared act lapsed',
  facts: { ...ofAct, why: '`expired`: nobody approved it in time; `changed`: it would do something else by now' },
})
export const actFinished = event('act.finished', facts<OfAct>(), {
  says: 'what an act does outside the books was done too',
  facts: ofAct,
})
export const actRuleSet = event('act.rule_set', facts<{ name: string; second: string }>(), {
  says: 'when an act needs a second person was changed',
  facts: { name: 'the act', second: 'the rule as JSON' },
})
