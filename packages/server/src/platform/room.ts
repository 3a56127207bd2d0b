// What a room offers to the whole: one manifest at its door. The root lists the rooms, and everything that needs to know
// all of them reads the list.
import type { Migrations, Table } from '@farthing/ledger'
import type { TSchema } from 'typebox'
import type { Problems } from './http/problems.ts'
import type { Routes } from './http/routing.ts'
import type { Claims, Events, Named, NamedEvent, NamedQueue, Queues } from './room-claims.ts'
import type { Work } from './work/work.ts'

/** All that the rest of the provider needs to know of a room. */
export type Room = Claims & {
  /** That of its folder. */
  readonly name: string
  /** What it offers over HTTP. */
  readonly routes?: readonly Routes[]
  /** What it does without being asked. */
  readonly work?: readonly Work[]
  /** The folder of its migrations, which make its tables: `0001-what-it-does.sql` and on. */
  readonly migrations?: URL
  /** Its tables that the ledger alone writes. */
  readonly tables?: readonly Table[]
  /** Its types of events: what its rules write into the log, and how each is told. */
  readonly events?: readonly NamedEvent[]
  /** Its kinds of work items: what waits for the provider's people. */
  readonly queues?: readonly NamedQueue[]
  /** What staff may be permitted: see `permission` of the room `staff`. */
  readonly permissions?: readonly Named[]
  /** What staff may do: see `defineAct` of the room `act`. */
  readonly acts?: readonly Named[]
  /** How many rows of a table the ledger keeps in memory, by the table's name, where it is not as many as usual. */
  readonly rowsKept?: Readonly<Record<string, number>>
  /** What its problems carry beside the members of RFC 9457, as the OpenAPI document shows it. */
  readonly problemMembers?: Readonly<Record<string, TSchema>>
}

/** For a table that is asked for again soon or hardly ever: memory keeps the latest rows alone. */
export const fewRows = 3_000
const usualRows = 20_000

/** A room's manifest; `export const room = defineRoom({ … })` at its door. */
export const defineRoom = <const Manifest extends Room>(manifest: Manifest): Manifest => manifest

/** Of every kind of name that stands once: how it is called, and which of them a room claims. */
const kinds: readonly (readonly [kind: string, namesIn: (room: Room) => readonly (string | number)[]])[] = [
  ['name', (room) => [room.name]],
  ['table', ({ tables = [] }) => tables.map(({ name }) => name)],
  ['timed work', ({ work = [] }) => work.map(({ name }) => name)],
  ['problem code', ({ problems = {} }) => Object.keys(problems)],
  ['member of a problem', ({ problemMembers = {} }) => Object.keys(problemMembers)],
  ['prefix', ({ prefixes = {} }) => Object.keys(prefixes)],
  ['account kind', ({ accountKinds = {} }) => Object.keys(accountKinds)],
  ['byte of an account kind', ({ accountKinds = {} }) => Object.values(accountKinds)],
  ['event type', ({ events = [] }) => events.map(({ name }) => name)],
  ['permission', ({ permissions = [] }) => permissions.map(({ name }) => name)],
  ['act', ({ acts = [] }) => acts.map(({ name }) => name)],
  ['queue', ({ queues = [] }) => queues.map(({ name }) => name)],
]

/**
 * The rooms, each below those that stand after it.
 *
 * @throws Error Naming everything that is claimed twice, or is said of a table that the room has not.
 */
export function composeRooms(rooms: readonly Room[]): readonly Room[] {
  const faults = [...kinds.flatMap(([kind, namesIn]) => doubles(rooms, kind, namesIn)), ...rooms.flatMap(faultsOf)]
  if (faults.length > 0)
    throw new Error(`The rooms do not fit together:\n${faults.map((each) => `  - ${each}`).join('\n')}`)
  return rooms
}

function doubles(
  rooms: readonly Room[],
  kind: string,
  namesIn: (room: Room) => readonly (string | number)[],
): string[] {
  const claimed = new Map<string | number, string>()
  return rooms.flatMap((room) =>
    namesIn(room).flatMap((name) => {
      const other = claimed.get(name)
      claimed.set(name, room.name)
      return other === undefined ? [] : [`${other} and ${room.name} both claim the ${kind} ${name}`]
    }),
  )
}

function faultsOf({ name, tables = [], rowsKept = {}, prefixes = {}, accountKinds = {} }: Room): string[] {
  const own = new Set(tables.map((table) => table.name))
  return [
    ...Object.keys(rowsKept).flatMap((table) =>
      own.has(table) ? [] : [`${name} keeps rows of ${table}, no table of its own`],
    ),
    ...Object.keys(prefixes).flatMap((each) =>
      /^[a-z]{3}$/.test(each) ? [] : [`${name} claims the prefix ${each}, which is not three letters`],
    ),
    ...Object.entries(accountKinds).flatMap(([kind, byte]) =>
      Number.isInteger(byte) && byte > 0 && byte < 256
        ? []
        : [`${name} claims the account kind ${kind} with ${byte}, which is no byte above zero`],
    ),
  ]
}

/** Every table that the ledger alone writes. */
export const tablesOf = (rooms: readonly Room[]): Table[] => rooms.flatMap(({ tables = [] }) => tables)

/** How many rows of a table the ledger keeps in memory. */
export function rowsKeptIn(rooms: readonly Room[]): (table: string) => number {
  const kept = new Map(rooms.flatMap(({ rowsKept = {} }) => Object.entries(rowsKept)))
  return (table) => kept.get(table) ?? usualRows
}

export const routesOf = (rooms: readonly Room[]): Routes[] => rooms.flatMap(({ routes = [] }) => routes)

export const workOf = (rooms: readonly Room[]): Work[] => rooms.flatMap(({ work = [] }) => work)

export const migrationsOf = (rooms: readonly Room[]): Migrations[] =>
  rooms.flatMap(({ name, migrations }) => (migrations === undefined ? [] : [{ owner: name, folder: migrations }]))

/** What every code means. */
export const problemsOf = (rooms: readonly Room[]): Problems =>
  // By the types of `RoomClaims` each code has a room; that it stands in the list, the checks of imports and exports hold.
  Object.fromEntries(rooms.flatMap(({ problems = {} }) => Object.entries(problems))) as Problems

/** The types of events of all rooms, by name, in the order of the rooms. */
export const eventsOf = (rooms: readonly Room[]): Events =>
  new Map(rooms.flatMap(({ events = [] }) => events.map((each) => [each.name, each] as const)))

/** The kinds of work items of all rooms, by name, in the order of the rooms. */
export const queuesOf = (rooms: readonly Room[]): Queues =>
  new Map(rooms.flatMap(({ queues = [] }) => queues.map((each) => [each.name, each] as const)))

const byName = (all: readonly Named[]): ReadonlyMap<string, Named> => new Map(all.map((each) => [each.name, each]))

/** What staff may be permitted and do: of all rooms, by name, in the order of the rooms. */
export const staffThingsOf = (
  rooms: readonly Room[],
): Readonly<Record<'permissions' | 'acts', ReadonlyMap<string, Named>>> => ({
  permissions: byName(rooms.flatMap(({ permissions = [] }) => permissions)),
  acts: byName(rooms.flatMap(({ acts = [] }) => acts)),
})

export const problemMembersOf = (rooms: readonly Room[]): Readonly<Record<string, TSchema>> =>
  Object.fromEntries(rooms.flatMap(({ problemMembers = {} }) => Object.entries(problemMembers)))
