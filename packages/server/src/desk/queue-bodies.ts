// How queues and their items stand in the API of the desk.
import type { Id, Instant } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { withLooks } from '../platform/looks.ts'
import type { ListedItem } from '../queue/index.ts'
import { claimerAt, queueKind } from '../queue/index.ts'
import { publicSubject, staffPeople } from '../staff/index.ts'

const closed = { additionalProperties: false } as const

const Person = Type.Object({ id: PublicId('stf'), name: Type.String() }, closed)
const item = {
  id: PublicId('wit'),
  kind: Type.String({ description: 'Its queue.' }),
  title: Type.String(),
  lines: Type.Array(Type.Object({ label: Type.String(), value: Type.String() }, closed)),
  subject: Type.Object({ kind: Type.String(), id: Nullable(Type.String()) }, closed),
  opened_at: Timestamp,
  due_at: Timestamp,
  assignee: Nullable({ ...Person, description: 'Who shall do it; `null`: whoever comes first.' }),
  claimed_by: Nullable({ ...Person, description: 'Who works on it; a claim lapses by itself.' }),
  claimed_until: Nullable(Timestamp),
  mine: Type.Boolean({ description: 'You have claimed it.' }),
  ended: Nullable(Type.Object({ at: Timestamp, how: Type.String(), by: Nullable(Person) }, closed)),
}
export const Item = Type.Object(item, { ...closed, title: 'WorkItem' })
export const ItemWhole = Type.Object(
  {
    ...item,
    acts: Type.Array(
      Type.Object(
        { name: Type.String(), input: Type.Unsafe<object>({ type: 'object', additionalProperties: true }) },
        closed,
      ),
      {
        description: 'The acts that end it, each with what its input begins with.',
      },
    ),
    people: Type.Array(Person, { description: 'Who may work on items of this queue.' }),
    notes: Type.Array(Type.Object({ id: PublicId('wno'), by: Person, at: Timestamp, text: Type.String() }, closed), {
      description: 'Oldest first.',
    }),
  },
  { ...closed, title: 'WorkItemWhole' },
)

/** Writes people by their identifiers. */
export async function namedBy(deps: Deps, staff: readonly (Id | null)[]) {
  const people = await staffPeople(
    deps,
    staff.filter((each) => each !== null),
  )
  return (id: Id) => ({ id: toPublic('stf', id), name: people.get(id)?.name ?? '' })
}

/** Items as somebody sees them, in their order. */
export async function itemBodies(
  deps: Deps,
  who: Id,
  at: Instant,
  items: readonly ListedItem[],
): Promise<Static<typeof Item>[]> {
  const named = await namedBy(
    deps,
    items.flatMap(({ assignee, claimedBy, endedBy }) => [assignee, claimedBy, endedBy]),
  )
  const told = await withLooks(
    deps.ledger,
    items.map(
      ({ id, kind, facts, openedAt }) =>
        (looks) =>
          queueKind(deps, kind)?.tell(facts, { deps, looks, item: id, openedAt }) ?? { title: kind },
    ),
  )
  return items.map((row, i) => {
    const { title = row.kind, lines = [] } = told[i] ?? {}
    const claimer = claimerAt(row, at)
    return {
      id: toPublic('wit', row.id),
      kind: row.kind,
      title,
      lines: [...lines],
      subject: publicSubject({ kind: row.subjectKind, id: row.subject }),
      opened_at: toRfc3339(row.openedAt),
      due_at: toRfc3339(row.dueAt),
      assignee: row.assignee === null ? null : named(row.assignee),
      claimed_by: claimer === null ? null : named(claimer),
      claimed_until: claimer === null || row.claimedUntil === null ? null : toRfc3339(row.claimedUntil),
      mine: claimer === who,
      ended:
        row.endedAt === null
          ? null
          : {
              at: toRfc3339(row.endedAt),
              how: row.endedHow ?? '',
              by: row.endedBy === null ? null : named(row.endedBy),
            },
    }
  })
}
