// What happens outside the ledger gets into its log as well, once: the rows of another transaction say that it has to.
import type { Actor, Decider, Json, PlainEvent } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import type pg from 'pg'
import type { Deps } from '../platform/deps.ts'
import { enqueue } from '../platform/work/store.ts'
import { job } from '../platform/work/work.ts'

type Recorded = { readonly event: PlainEvent; readonly actor: Actor }

const recordEvent: Decider<Pick<Recorded, 'event'>, null> = {
  name: 'event.record',
  decide({ event }, draft) {
    draft.record(event)
    return done(null)
  },
}

/** As good as for ever: the pauses grow to two hours, and only the log takes it. */
const maxTries = 1_000

export const recordWaiting = job<Recorded & Json>({
  name: 'record event',
  maxTries,
  async run({ ledger }, { event, actor }, { id }) {
    await ledger.submit(recordEvent, id, { event }, { actor })
  },
})

/**
 * Lets an event be recorded in the log, once, as soon as a transaction is committed, and only then: for what is decided
 * outside the ledger, such as another password.
 *
 * @param client In the transaction.
 */
export async function recordSoon(
  { clock, ids }: Pick<Deps, 'clock' | 'ids'>,
  client: Pick<pg.ClientBase, 'query'>,
  event: PlainEvent,
  actor: Actor,
): Promise<void> {
  await enqueue(client, recordWaiting, { id: ids.mint(), input: { event, actor }, now: clock.now() })
}
