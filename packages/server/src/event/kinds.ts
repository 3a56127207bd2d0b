// The types of events of all rooms, as the root has put them together.
import type { Json, LogEvent } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import type { NamedEvent } from '../platform/room-claims.ts'
import type { EventKind, History, Notice, Timeline } from './define.ts'

type Events = Pick<Deps, 'events'>

// `event` and `movement` have made it: the checks let rooms make none otherwise.
const asKind = (named: NamedEvent): EventKind => named as EventKind

/** All types of events that the rooms have, in the order of the rooms. */
export const eventKinds = ({ events }: Events): EventKind[] => [...events.values()].map(asKind)

/** What an event says, and how it is described. Its type has recorded the facts, so `way` may read them. */
export type Described<Way> = {
  readonly type: string
  readonly facts: Json
  /** Among the events of its operation, from 0. */
  readonly place: number
  readonly way: Way
}

/** How a payer's history tells events; those that move no money are not told there. */
export const toldInHistory = (deps: Events, events: readonly LogEvent[]): Described<History<Json>>[] =>
  toldBy(deps, events, ({ history }) => history)

/** How the console tells events. */
export const toldInTimeline = (deps: Events, events: readonly LogEvent[]): Described<Timeline<Json>>[] =>
  toldBy(deps, events, ({ timeline }) => timeline)

/**
 * How events are told in one way, such as by webhook; those that are not told so are left out.
 *
 * @throws {Error} Where no room has an event's type any more: what stands in the log has to be told for ever.
 */
export function toldBy<Way>(
  { events: kinds }: Events,
  events: readonly LogEvent[],
  wayOf: (kind: EventKind) => Way | undefined,
): Described<Way>[] {
  return events.flatMap(({ type, facts }, place) => {
    const named = kinds.get(type)
    if (named === undefined) throw new Error(`no room tells what ${type} was`)
    const way = wayOf(asKind(named))
    return way === undefined ? [] : [{ type, facts, place, way }]
  })
}

/** How people are told of events of a type by mail; `undefined`: nobody is. */
export function noticeOf({ events }: Events, type: string): Notice<Json> | undefined {
  const named = events.get(type)
  return named === undefined ? undefined : asKind(named).notice
}

/** Every type of webhook that a vendor's server can be told of, once. */
export const webhookTypes = (deps: Events): string[] => [
  ...new Set(eventKinds(deps).flatMap(({ webhook }) => (webhook === undefined ? [] : [webhook.type]))),
]

/** Every kind of line in a payer's history, once. */
export const historyKinds = (deps: Events): string[] => [
  ...new Set(eventKinds(deps).flatMap(({ history }) => history?.kinds ?? [])),
]
