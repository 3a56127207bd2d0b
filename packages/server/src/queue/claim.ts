// What people of the provider do with an item beside the acts that end it.
import type { Decider, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { writeLine } from '../staff/index.ts'
import { itemAssigned, itemClaimed, itemNoted, itemReleased } from './events.ts'
import type { WorkItem } from './tables.ts'
import { workItems, workNotes } from './tables.ts'

/**
 * Of an item: who asks, which was asked before whether they may work on items of this queue, and the identifier of the
 * line that the record gets.
 */
type OfItem = { readonly item: Id; readonly by: Id; readonly line: Id }
export type ItemAnswer = { readonly item: Id }

/** How long an item is somebody's alone after each press of Claim. */
export const claimMicros = 30n * 60_000_000n

/** Who is working on an item at an instant; a claim lapses by itself. */
export const claimerAt = ({ claimedBy, claimedUntil }: Pick<WorkItem, 'claimedBy' | 'claimedUntil'>, at: Instant) =>
  claimedBy !== null && claimedUntil !== null && at < claimedUntil ? claimedBy : null

function openItem(draft: Draft, item: Id): WorkItem | Refusal {
  const row = draft.row(workItems, item)
  if (row === undefined) return { code: 'not_found' }
  return row.endedAt === null ? row : { code: 'item_ended' }
}
/** What somebody did with an item stands in the record of what staff did. */
function write(draft: Draft, name: string, at: Instant, { item, by, line }: OfItem, kind: string): void {
  const subject = { kind: 'work_item', id: item } as const
  writeLine(draft, line, at, { staff: by, kind: 'act', name, reason: kind, subject, payer: null })
}
const isRefusal = (found: WorkItem | Refusal): found is Refusal => 'code' in found

const prefetch = ({ item }: OfItem) => ({ rows: [[workItems, item] as const] })

/**
 * Takes an item for half an hour; again by the same person: half an hour from then.
 *
 * Refusals: not_found, item_ended, item_claimed.
 */
export const claimItem: Decider<OfItem, ItemAnswer | Refusal> = {
  name: 'queue.claim',
  prefetch,
  decide(of, draft, at) {
    const { item, by } = of
    const row = openItem(draft, item)
    if (isRefusal(row)) return refused(row)
    const claimer = claimerAt(row, at)
    if (claimer !== null && claimer !== by) return refused({ code: 'item_claimed' })
    const until = at + claimMicros
    draft.put(workItems, item, { ...row, claimedBy: by, claimedUntil: until })
    write(draft, 'queue.claim', at, of, row.kind)
    draft.record(itemClaimed.of({ item, kind: row.kind, until: until.toString() }))
    return done({ item })
  },
}

/** Gives an item back before its claim lapses. Refusals: not_found, item_ended, item_not_claimed. */
export const releaseItem: Decider<OfItem, ItemAnswer | Refusal> = {
  name: 'queue.release',
  prefetch,
  decide(of, draft, at) {
    const { item, by } = of
    const row = openItem(draft, item)
    if (isRefusal(row)) return refused(row)
    if (claimerAt(row, at) !== by) return refused({ code: 'item_not_claimed' })
    draft.put(workItems, item, { ...row, claimedBy: null, claimedUntil: null })
    write(draft, 'queue.release', at, of, row.kind)
    draft.record(itemReleased.of({ item, kind: row.kind }))
    return done({ item })
  },
}

/**
 * Says who shall do an item. It binds nobody: whoever may see the queue may still claim it. The claim of another ends,
 * because who assigns has talked with both.
 *
 * @param input.to A member of staff who may; asked before. `null`: whoever comes first.
 *
 * Refusals: not_found, item_ended.
 */
export const assignItem: Decider<OfItem & { readonly to: Id | null }, ItemAnswer | Refusal> = {
  name: 'queue.assign',
  prefetch,
  decide(of, draft, at) {
    const { item, to } = of
    const row = openItem(draft, item)
    if (isRefusal(row)) return refused(row)
    const claimer = claimerAt(row, at)
    const stays = claimer === to ? { claimedBy: row.claimedBy, claimedUntil: row.claimedUntil } : unclaimed
    draft.put(workItems, item, { ...row, ...stays, assignee: to })
    write(draft, 'queue.assign', at, of, row.kind)
    draft.record(itemAssigned.of({ item, kind: row.kind, to }))
    return done({ item })
  },
}
const unclaimed = { claimedBy: null, claimedUntil: null }

/**
 * Adds a note, also to what has ended. Its text was stored before, under the note's identifier: without the note nobody
 * is shown it.
 *
 * Refusals: not_found.
 */
export const noteItem: Decider<OfItem & { readonly note: Id }, ItemAnswer | Refusal> = {
  name: 'queue.note',
  prefetch,
  decide(of, draft, at) {
    const { item, by, note } = of
    const row = draft.row(workItems, item)
    if (row === undefined) return refused({ code: 'not_found' })
    draft.insert(workNotes, note, { item, by, at })
    write(draft, 'queue.note', at, of, row.kind)
    draft.record(itemNoted.of({ item, kind: row.kind, note }))
    return done({ item })
  },
}
