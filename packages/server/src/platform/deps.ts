import type { Ledger } from '@farthing/ledger'
import type pg from 'pg'
import type { Logger } from 'pino'
import type { Bounds } from './bounds.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Problems } from './http/problems.ts'
import type { Ids } from './ids.ts'
import type { Outbound } from './outbound/index.ts'
import type { Random } from './random.ts'
import type { Events, Named, Queues } from './room-claims.ts'
import type { Secrets } from './secrets.ts'

/** What every use case may need, made once in `openProvider` and passed as the first argument. */
export type Deps = {
  readonly config: Config
  readonly bounds: Bounds
  readonly clock: Clock
  readonly random: Random
  readonly ids: Ids
  readonly secrets: Secrets
  readonly pool: pg.Pool
  readonly ledger: Ledger<pg.ClientBase>
  readonly log: Logger
  /** Which addresses requests to URLs that vendors named may go to. */
  readonly outbound: Outbound
  /** What the codes of all rooms mean. */
  readonly problems: Problems
  /** The types of events of all rooms, by name: see the room `event`. */
  readonly events: Events
  /** The kinds of work items of all rooms, by name: see the room `queue`. */
  readonly queues: Queues
  /** What staff may be permitted, by name, of all rooms: see the room `staff`. */
  readonly permissions: ReadonlyMap<string, Named>
  /** What staff may do, by name: see the room `act`. */
  readonly acts: ReadonlyMap<string, Named>
}
