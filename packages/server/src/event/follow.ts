// Following the log in one way of telling: what webhooks and notices have in common.
import type { Operation } from '@farthing/ledger'
import type pg from 'pg'
import type { Deps } from '../platform/deps.ts'
import type { Standing } from '../platform/work/work.ts'
import type { EventKind, Happened } from './define.ts'
import type { Described } from './kinds.ts'
import { toldBy } from './kinds.ts'

/** An event of the log that is told in some way, and the operation that it belongs to. */
export type Followed<Way> = Described<Way> & { readonly operation: Operation; readonly happened: Happened }

/** What a follower does with a step of the log, in the transaction that moves its cursor: it all stays, or is made again. */
export type FollowStep = (deps: Deps, operations: readonly Operation[], transaction: pg.ClientBase) => Promise<void>

/**
 * The log is the outbox: each of its operations is given to `step` once, whatever dies meanwhile, on one server at a time.
 *
 * @param begins Where one that never ran before begins.
 */
export const follower = (name: string, step: FollowStep, begins: 'first' | 'next' = 'first'): Standing => ({
  kind: 'standing',
  name,
  start: (deps) =>
    deps.ledger.follow({
      name,
      begins,
      handle: (operations, transaction) => step(deps, operations, transaction),
    }),
})

/** All events that are told in a way, in the order of the log. */
export const followedIn = <Way>(
  deps: Pick<Deps, 'events'>,
  operations: readonly Operation[],
  wayOf: (kind: EventKind) => Way | undefined,
): Followed<Way>[] =>
  operations.flatMap((operation) =>
    toldBy(deps, operation.events, wayOf).map((told) => ({
      ...told,
      operation,
      happened: { operation: operation.id, at: operation.at },
    })),
  )
