import type { Id, RowOf } from '@farthing/ledger'
import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { SubjectKind } from '../staff/index.ts'

/** Something that waits for one of the provider's people. Its key is given by the room that opens it. */
export const workItems = defineTable('work_items', {
  /** Name of its queue. */
  kind: fixed(text()),
  /** What it is about. */
  subjectKind: fixed(text<SubjectKind>()),
  subject: fixed(id()),
  /** Whose account it concerns, where it concerns one. */
  payer: fixed(optional(id())),
  /** What the room that opened it needs to tell of it: identifiers and amounts. */
  facts: fixed(jsonb()),
  openedAt: fixed(int8()),
  dueAt: fixed(int8()),
  /** Who shall do it; `null`: whoever comes first. */
  assignee: optional(id()),
  /** Who is working on it, and until when nobody else can. */
  claimedBy: optional(id()),
  claimedUntil: optional(int8()),
  endedAt: optional(int8()),
  /** How it ended, in one word of the room that ended it. */
  endedHow: optional(text()),
  /** Who of the provider's people ended it; `null`: nobody had to. */
  endedBy: optional(id()),
})
export type WorkItem = RowOf<typeof workItems>

/** Somebody wrote something about an item; what they wrote lies in `work_note_texts`, under the same key. */
export const workNotes = defineTable('work_notes', {
  item: fixed(id()),
  by: fixed(id()),
  at: fixed(int8()),
})
export type WorkNote = { readonly id: Id; readonly by: Id; readonly at: bigint; readonly text: string }
