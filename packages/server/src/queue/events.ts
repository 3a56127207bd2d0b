// What happens to work items, as the log says it. The actor is who did it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

type Item = { item: Id; kind: string }
const meanings = { item: 'the work item', kind: 'its queue' }

export const itemOpened = event('queue.opened', facts<Item>(), {
  says: 'something waits for one of the provider’s people',
  facts: meanings,
})

export const itemEnded = event('queue.ended', facts<Item & { how: string }>(), {
  says: 'a work item was done, or nobody had to do it any more',
  facts: { ...meanings, how: 'in one word of the room that ended it' },
})

export const itemClaimed = event('queue.claimed', facts<Item & { until: string }>(), {
  says: 'a member of staff began to work on an item',
  facts: { ...meanings, until: 'until when nobody else can, in microseconds' },
})

export const itemReleased = event('queue.released', facts<Item>(), {
  says: 'a member of staff gave an item back to its queue',
  facts: meanings,
})

export const itemAssigned = event('queue.assigned', facts<Item & { to: Id | null }>(), {
  says: 'a member of staff said who shall do an item',
  facts: { ...meanings, to: 'who; `null`: whoever comes first' },
})

export const itemNoted = event('queue.noted', facts<Item & { note: Id }>(), {
  says: 'a member of staff wrote a note about an item',
  facts: { ...meanings, note: 'the note; what it says lies elsewhere, sealed' },
})
