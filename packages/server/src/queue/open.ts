// How items get into a queue and out of it: parts of other rooms' rules.
import type { Draft, Id, Instant, Json } from '@farthing/ledger'
import type { Subject } from '../staff/index.ts'
import type { QueueKind } from './define.ts'
import { itemEnded, itemOpened } from './events.ts'
import { workItems } from './tables.ts'

/**
 * Puts an item into a queue, inside any rule. There is one item of a key for ever: opened again, nothing changes, also
 * where it was ended.
 *
 * @param item.key The item's identifier, derived from what it is about and never that of another kind: see `keyOf`.
 * @param item.facts Identifiers and amounts, never what people wrote: they stay for ever.
 * @param item.dueAt Until when it should be done; else by the hours of its kind.
 * @returns Whether it is new.
 */
export function openWorkItem<Shape extends Json>(
  draft: Draft,
  kind: QueueKind<Shape>,
  item: {
    readonly key: Id
    readonly at: Instant
    readonly subject: Subject
    readonly payer?: Id
    readonly facts: Shape
    readonly dueAt?: Instant
  },
): boolean {
  const { key, at, subject, payer = null, facts } = item
  if (draft.row(workItems, key) !== undefined) return false
  draft.put(workItems, key, {
    kind: kind.name,
    subjectKind: subject.kind,
    subject: subject.id,
    payer,
    facts,
    openedAt: at,
    dueAt: item.dueAt ?? at + BigInt(kind.dueHours) * 3_600_000_000n,
    assignee: null,
    claimedBy: null,
    claimedUntil: null,
    endedAt: null,
    endedHow: null,
    endedBy: null,
  })
  draft.record(itemOpened.of({ item: key, kind: kind.name }))
  return true
}

/**
 * Takes an item out of its queue, inside any rule; whoever claimed it. What has ended, or was never there, stays as it is.
 *
 * @param end.by Who of the provider's people did it.
 * @returns Whether it ended by this.
 */
export function endWorkItem(
  draft: Draft,
  key: Id,
  end: { readonly how: string; readonly at: Instant; readonly by?: Id },
): boolean {
  const row = draft.row(workItems, key)
  if (row === undefined || row.endedAt !== null) return false
  const { how, at, by = null } = end
  draft.put(workItems, key, { ...row, claimedBy: null, claimedUntil: null, endedAt: at, endedHow: how, endedBy: by })
  draft.record(itemEnded.of({ item: key, kind: row.kind, how }))
  return true
}
