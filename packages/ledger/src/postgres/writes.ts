// What a batch writes. The head is held while any of this runs, so nothing else need be locked.
import type { Batch } from '../batch.ts'
import type { StoredRow } from '../cells.ts'
import { packChanges } from '../changes.ts'
import type { Decided } from '../request.ts'
import type { AccountSlot, RowSlot } from '../slots.ts'
import type { Layout } from '../table.ts'
import type { Account, Entry, Id, Instant } from '../types.ts'
import { column, sqlTypes } from './codec.ts'
import type { Head } from './reads.ts'
import type { Result, Session } from './session.ts'

/** Fails the statement, and with it the COMMIT that was sent blind, unless it wrote exactly `$n` rows. */
const exactly = (n: number, update: string): string =>
  `WITH written AS (${update} RETURNING 1) SELECT 1 / (count(*) = $${n})::int FROM written`

/** Sorted by key, so that inserts and look-ups go through an index once, from left to right. */
const byKey = <T>(items: T[], keyOf: (item: T) => string): T[] => items.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

/** Sends everything a batch writes, without COMMIT. */
export function write(session: Session, batch: Batch, head: Head, at: Instant): Promise<Result>[] {
  const work = writeAccounts(session, batch)
  for (const [name, slots] of batch.slots.rows) {
    const layout = batch.slots.layouts.get(name)
    if (layout && slots.size > 0) work.push(...writeRows(session, layout, slots))
  }
  const { operations } = batch
  const count = BigInt(operations.length)
  work.push(
    session.ask(
      'advance',
      exactly(5, 'UPDATE ledger_head SET seq = $1, at = $2 WHERE part = 0 AND seq = $3 AND at = $4'),
      [head.seq + count, at, head.seq, head.at, 1n],
    ),
  )
  work.push(writeLog(session, operations))
  const entries = operations.flatMap((each) => each.entries)
  if (entries.length > 0) work.push(writeEntries(session, entries))
  return work
}

type Stored = AccountSlot & { readonly account: Account; readonly stored: Account }
type Opened = AccountSlot & { readonly account: Account; readonly stored: null }
const wasMoved = (slot: AccountSlot): slot is Stored => slot.account !== slot.stored && slot.stored !== null
const wasOpened = (slot: AccountSlot): slot is Opened => slot.account !== null && slot.stored === null

function writeAccounts(session: Session, batch: Batch): Promise<Result>[] {
  const slots = [...batch.slots.accounts.values()]
  const work: Promise<Result>[] = []
  const moved = byKey(slots.filter(wasMoved), (slot) => slot.id)
  const opened = byKey(slots.filter(wasOpened), (slot) => slot.id)
  if (moved.length > 0) work.push(moveAccounts(session, moved))
  if (opened.length > 0) work.push(openAccounts(session, opened))
  return work
}

const balance = (account: Account): bigint => account.creditsPosted - account.debitsPosted

/** Whole counters, but only onto an account that stands where the batch took it to stand. */
function moveAccounts(session: Session, moved: readonly Stored[]): Promise<Result> {
  const numbers = (of: (slot: Stored) => bigint | null): Buffer => column('int8', moved, of)
  const values = [
    BigInt(moved.length),
    column('id', moved, (slot) => slot.id),
    numbers(({ stored }) => balance(stored)),
    numbers(({ account }) => account.debitsPending),
    numbers(({ account }) => account.debitsPosted),
    numbers(({ account }) => account.creditsPending),
    numbers(({ account }) => account.creditsPosted),
    numbers(({ account }) => account.entries),
  ]
  const bounded = moved.some(
    ({ account, stored }) => account.floor !== stored.floor || account.ceiling !== stored.ceiling,
  )
  if (bounded)
    values.push(
      numbers(({ account }) => account.floor),
      numbers(({ account }) => account.ceiling),
    )
  const [sets, casts, names] = bounded
    ? [', floor = d.floor, ceiling = d.ceiling', ', $9::bigint[], $10::bigint[]', ', floor, ceiling']
    : ['', '', '']
  return session.ask(
    bounded ? 'move_bounds' : 'move',
    exactly(
      1,
      `UPDATE ledger_accounts a
          SET debits_pending = d.debits_pending, debits_posted = d.debits_posted, credits_pending = d.credits_pending,
              credits_posted = d.credits_posted, entries = d.entries${sets}
         FROM unnest($2::bytea[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]${casts})
           d(id, balance, debits_pending, debits_posted, credits_pending, credits_posted, entries${names})
        WHERE a.id = d.id AND a.credits_posted - a.debits_posted = d.balance`,
    ),
    values,
  )
}

function openAccounts(session: Session, opened: readonly Opened[]): Promise<Result> {
  const numbers = (of: (account: Account) => bigint | null): Buffer =>
    column('int8', opened, ({ account }) => of(account))
  return session.ask(
    'open',
    `INSERT INTO ledger_accounts
       (id, asset, floor, ceiling, debits_pending, debits_posted, credits_pending, credits_posted, entries, history)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::bigint[])`,
    [
      column('id', opened, (slot) => slot.id),
      column('text', opened, ({ account }) => account.asset),
      numbers((account) => account.floor),
      numbers((account) => account.ceiling),
      numbers((account) => account.debitsPending),
      numbers((account) => account.debitsPosted),
      numbers((account) => account.creditsPending),
      numbers((account) => account.creditsPosted),
      numbers((account) => account.entries),
      numbers((account) => (account.history ? 1n : 0n)),
    ],
  )
}

type WrittenRow = RowSlot & { readonly row: StoredRow }

function writeRows(session: Session, layout: Layout, slots: ReadonlyMap<Id, RowSlot>): Promise<Result>[] {
  const inserts: WrittenRow[] = []
  const updates: WrittenRow[] = []
  for (const slot of slots.values()) {
    if (slot.row === null || slot.row.cells === slot.stored) continue
    ;(slot.stored === null ? inserts : updates).push(slot as WrittenRow)
  }
  const work: Promise<Result>[] = []
  if (inserts.length > 0)
    work.push(
      insertRows(
        session,
        layout,
        byKey(inserts, (slot) => slot.key),
      ),
    )
  if (updates.length > 0)
    work.push(
      updateRows(
        session,
        layout,
        byKey(updates, (slot) => slot.key),
      ),
    )
  return work
}

const cellColumn = (layout: Layout, rows: readonly WrittenRow[], i: number): Buffer =>
  column(layout.columns[i]?.type ?? 'text', rows, ({ row }) => row.cells[i] ?? null)

const arrays = (layout: Layout, indices: readonly number[]): string =>
  ['$1::bytea[]', ...indices.map((i, n) => `$${n + 2}::${sqlTypes[layout.columns[i]?.type ?? 'text']}[]`)].join(', ')

function insertRows(session: Session, layout: Layout, rows: readonly WrittenRow[]): Promise<Result> {
  const all = layout.columns.map((_, i) => i)
  const keys = column('id', rows, (slot) => slot.key)
  return session.ask(
    `insert_${layout.table.name}`,
    `INSERT INTO ${layout.table.name} (id, ${layout.sqlNames.join(', ')}) SELECT * FROM unnest(${arrays(layout, all)})`,
    [keys, ...all.map((i) => cellColumn(layout, rows, i))],
  )
}

function updateRows(session: Session, layout: Layout, rows: readonly WrittenRow[]): Promise<Result> {
  const { changing, sqlNames, table } = layout
  const names = changing.map((i) => sqlNames[i] ?? '')
  const sets = names.map((name) => `${name} = d.${name}`).join(', ')
  // A table whose columns are all fixed is still counted: the row must be there.
  const update =
    names.length > 0
      ? `UPDATE ${table.name} t SET ${sets} FROM unnest(${arrays(layout, changing)}) d(id, ${names.join(', ')}) WHERE t.id = d.id`
      : `UPDATE ${table.name} t SET id = t.id FROM unnest($1::bytea[]) d(id) WHERE t.id = d.id`
  const keys = column('id', rows, (slot) => slot.key)
  return session.ask(`update_${table.name}`, exactly(names.length + 2, update), [
    keys,
    ...changing.map((i) => cellColumn(layout, rows, i)),
    BigInt(rows.length),
  ])
}

function writeLog(session: Session, operations: readonly Decided[]): Promise<Result> {
  return session.ask(
    'log',
    `INSERT INTO ledger_operations (id, seq, at, refused, decider, fingerprint, answer, changes)
     SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[], $5::text[], $6::bytea[], $7::bytea[],
       $8::bytea[])`,
    [
      column('id', operations, ({ request }) => request.id),
      column('int8', operations, ({ seq }) => seq),
      column('int8', operations, ({ at }) => at),
      column('int8', operations, ({ kind }) => (kind === 'refused' ? 1n : 0n)),
      column('text', operations, ({ request }) => request.decider.name),
      column('id', operations, ({ request }) => request.fingerprint),
      column('utf8', operations, ({ answerText }) => answerText),
      column('bytea', operations, packChanges),
    ],
  )
}

function writeEntries(session: Session, entries: Entry[]): Promise<Result> {
  const sorted = entries.sort((a, b) =>
    a.account < b.account ? -1 : a.account > b.account ? 1 : Number(a.number - b.number),
  )
  return session.ask(
    'entries',
    `INSERT INTO ledger_entries (account, number, seq, posted, held, balance)
     SELECT * FROM unnest($1::bytea[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[])`,
    [
      column('id', sorted, (entry) => entry.account),
      column('int8', sorted, (entry) => entry.number),
      column('int8', sorted, (entry) => entry.seq),
      column('int8', sorted, (entry) => entry.posted),
      column('int8', sorted, (entry) => entry.held),
      column('int8', sorted, (entry) => entry.balance),
    ],
  )
}
