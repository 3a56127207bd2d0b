// Kinds of work items. A room that has something for people to do makes a kind, names it in its manifest, and opens and
// ends items of it inside its own rules.
import type { Facts, Id, Instant, Json } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import type { Looks } from '../platform/looks.ts'
import type { NamedQueue } from '../platform/room-claims.ts'
import type { Permission } from '../staff/index.ts'

/** What an item says of itself, apart from how old it is and who works on it. */
export type ItemTold = {
  /** One line, without personal data: it stands in the list. */
  readonly title: string
  /** What is known, a line each; without personal data, which is shown on the subject's own page. */
  readonly lines?: readonly { readonly label: string; readonly value: string }[]
}

/** What a kind may use to tell its items; it looks at whatever rows it needs: see `withLooks`. */
export type ItemTelling = { readonly deps: Deps; readonly looks: Looks; readonly item: Id; readonly openedAt: Instant }

type Described<Shape> = {
  /** What waits, in a few words: the name of the queue. */
  readonly says: string
  /** Who sees the queue and works on it. */
  readonly permission: Permission
  /** Hours in which it should be done, where the item does not say. */
  readonly dueHours: number
  /** Names of the acts that end an item; the desk offers them beside it. */
  readonly acts: readonly string[]
  /** What an act's form begins with, in the act's public form. */
  input?(facts: Shape, act: string): Readonly<Record<string, Json>>
  tell(facts: Shape, telling: ItemTelling): ItemTold
}

/** A kind of work items. Made by `queue`. */
export type QueueKind<Shape extends Json = Json> = NamedQueue & Described<Shape>

/**
 * Makes a kind of work items; its name is `<room>.<what>`.
 *
 * @param shape As for events: `facts<{ letter: Id }>()`.
 */
export function queue<Shape extends Json>(
  name: string,
  _shape: Facts<Shape>,
  described: Described<NoInfer<Shape>>,
): QueueKind<Shape> {
  return { name, ...described }
}

/** The kinds of all rooms, in their order. */
export const queueKinds = ({ queues }: Pick<Deps, 'queues'>): QueueKind[] => [...queues.values()].map(asKind)

/** A kind by its name. */
export function queueKind({ queues }: Pick<Deps, 'queues'>, name: string): QueueKind | undefined {
  const named = queues.get(name)
  return named === undefined ? undefined : asKind(named)
}

// `queue` has made it: a manifest takes nothing else.
const asKind = (named: NamedQueue): QueueKind => named as QueueKind
