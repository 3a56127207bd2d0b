// What a batch writes. The head is held while any of this runs, so nothing else need be locked.
import type { Batch } from '../batch.ts'
import type { StoredRow } from '../cells.ts'
import { packChanges } from '../changes.ts'
import type { Decided } from '../request.ts'
import type { AccountSlot, RowSlot } from '../slots.ts'
import type { Layout } from '../table.ts'
import type { Account, Entry, Id, Instant } from '../types.ts'
import { column, sqlTypes } from './codec.ts'
import type { Parameter } from './codec.ts'
import type { Head } from './reads.ts'
import type { Session } from './session.ts'

/** Fails the statement, and with it the COMMIT that was sent blind, unless it wrote exactly `$n` rows. */
const exactly = (n: number, update: string): string =>
  `WITH written AS (${update} RETURNING 1) SELECT 1 / (count(*) = $${n})::int FROM written`

/** Sorted by key, so that inserts and look-ups go through an index once, from left to right. */
const ascending = (a: { readonly key: string }, b: { readonly key: string }): number => (a.key < b.key ? -1 : 1)

/** Sends everything a batch writes, without COMMIT, which fails with the first of these that does. */
export function write(session: Session, batch: Batch, head: Head, at: Instant): void {
  const slots = [...batch.slots.accounts.values()]
  const opened = slots.filter(wasOpened).sort(ascending)
  if (opened.length > 0) openAccounts(session, opened)
  // What takes longest to write down comes last: PostgreSQL is busy with the rows by then.
  for (const [name, rows] of batch.slots.rows) {
    const layout = batch.slots.layouts.get(name)
    if (layout && rows.size > 0) writeRows(session, layout, rows)
  }
  writeCore(session, batch.operations, slots.filter(wasMoved).sort(ascending), opened, head, at)
}

type Stored = AccountSlot & { readonly account: Account; readonly stored: Account }
type Opened = AccountSlot & { readonly account: Account; readonly stored: null }
const wasMoved = (slot: AccountSlot): slot is Stored => slot.account !== slot.stored && slot.stored !== null
const wasOpened = (slot: AccountSlot): slot is Opened => slot.account !== null && slot.stored === null

const balance = (account: Account): bigint => account.creditsPosted - account.debitsPosted

/**
 * What every batch writes, in one statement: it costs both sides less than four. Accounts get whole counters, but
 * only where they stand as the batch took them to stand; no account and no entry is there twice, so that each part
 * does all that it is told.
 *
 * @param bounded Whether floors or ceilings move too.
 */
const coreSql = (bounded: boolean): string => `
  WITH moved AS (
    UPDATE ledger_accounts a
       SET debits_pending = d.debits_pending, debits_posted = d.debits_posted, credits_pending = d.credits_pending,
           credits_posted = d.credits_posted, entries = d.entries${bounded ? ', floor = d.floor, ceiling = d.ceiling' : ''}
      FROM unnest($6::bytea[], $7::bigint[], $8::bigint[], $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[]
                  ${bounded ? ', $29::bigint[], $30::bigint[]' : ''})
        d(id, balance, debits_pending, debits_posted, credits_pending, credits_posted, entries${bounded ? ', floor, ceiling' : ''})
     WHERE a.id = d.id AND a.credits_posted - a.debits_posted = d.balance RETURNING 1),
  advanced AS (
    UPDATE ledger_head SET seq = $1, at = $2 WHERE part = 0 AND seq = $3 AND at = $4 RETURNING 1),
  logged AS (
    INSERT INTO ledger_operations (id, seq, at, refused, decider, fingerprint, answer, changes, actor, events)
    SELECT * FROM unnest($13::bytea[], $14::bigint[], $15::bigint[], $16::bigint[], $17::text[], $18::bytea[],
                         $19::bytea[], $20::bytea[], $21::text[], $22::bytea[])),
  entered AS (
    INSERT INTO ledger_entries (account, number, seq, posted, held, balance)
    SELECT * FROM unnest($23::bytea[], $24::bigint[], $25::bigint[], $26::bigint[], $27::bigint[], $28::bigint[]))
  SELECT 1 / ((SELECT count(*) FROM moved) = $5 AND (SELECT count(*) FROM advanced) = 1)::int`
const coreStatements = { move: coreSql(false), move_bounds: coreSql(true) }

function writeCore(
  session: Session,
  operations: readonly Decided[],
  moved: readonly Stored[],
  opened: readonly Opened[],
  head: Head,
  at: Instant,
): void {
  const bounded = moved.some(
    ({ account, stored }) => account.floor !== stored.floor || account.ceiling !== stored.ceiling,
  )
  const name = bounded ? 'move_bounds' : 'move'
  void session.ask(name, coreStatements[name], [
    head.seq + BigInt(operations.length),
    at,
    head.seq,
    head.at,
    BigInt(moved.length),
    ...movedColumns(moved),
    ...loggedColumns(operations),
    ...enteredColumns(operations, [moved, opened]),
    ...(bounded
      ? [column('int8', moved, ({ account }) => account.floor), column('int8', moved, ({ account }) => account.ceiling)]
      : []),
  ])
}

const movedColumns = (moved: readonly Stored[]): Parameter[] => [
  column('id', moved, (slot) => slot.key),
  column('int8', moved, ({ stored }) => balance(stored)),
  column('int8', moved, ({ account }) => account.debitsPending),
  column('int8', moved, ({ account }) => account.debitsPosted),
  column('int8', moved, ({ account }) => account.creditsPending),
  column('int8', moved, ({ account }) => account.creditsPosted),
  column('int8', moved, ({ account }) => account.entries),
]

const loggedColumns = (operations: readonly Decided[]): Parameter[] => [
  column('id', operations, ({ request }) => request.id),
  column('int8', operations, ({ seq }) => seq),
  column('int8', operations, ({ at }) => at),
  column('int8', operations, ({ kind }) => (kind === 'refused' ? 1n : 0n)),
  column('text', operations, ({ request }) => request.decider.name),
  column('id', operations, ({ request }) => request.fingerprint),
  column('utf8', operations, ({ answerText }) => answerText),
  column('bytea', operations, packChanges),
  column('text', operations, ({ request }) => request.actorText),
  column('utf8', operations, ({ eventsText }) => eventsText),
]

/** In the order of accounts, which are sorted, and of their numbers, in which they were made. */
function enteredColumns(operations: readonly Decided[], accounts: readonly (readonly AccountSlot[])[]): Parameter[] {
  const lists = new Map<Id, Entry[]>()
  for (const operation of operations) {
    for (const entry of operation.entries) {
      const list = lists.get(entry.account)
      if (list) list.push(entry)
      else lists.set(entry.account, [entry])
    }
  }
  const entries: Entry[] = []
  for (const slots of accounts)
    for (const { key } of slots) for (const entry of lists.get(key) ?? []) entries.push(entry)
  return [
    column('id', entries, (entry) => entry.account),
    column('int8', entries, (entry) => entry.number),
    column('int8', entries, (entry) => entry.seq),
    column('int8', entries, (entry) => entry.posted),
    column('int8', entries, (entry) => entry.held),
    column('int8', entries, (entry) => entry.balance),
  ]
}

function openAccounts(session: Session, opened: readonly Opened[]): void {
  const numbers = (of: (account: Account) => bigint | null): Parameter =>
    column('int8', opened, ({ account }) => of(account))
  void session.ask(
    'open',
    `INSERT INTO ledger_accounts
       (id, asset, floor, ceiling, debits_pending, debits_posted, credits_pending, credits_posted, entries, history)
     SELECT * FROM unnest($1::bytea[], $2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
       $8::bigint[], $9::bigint[], $10::bigint[])`,
    [
      column('id', opened, (slot) => slot.key),
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

function writeRows(session: Session, layout: Layout, slots: ReadonlyMap<Id, RowSlot>): void {
  const inserts: WrittenRow[] = []
  const updates: WrittenRow[] = []
  for (const slot of slots.values()) {
    if (slot.row === null || slot.row.cells === slot.stored) continue
    ;(slot.stored === null ? inserts : updates).push(slot as WrittenRow)
  }
  if (inserts.length > 0) insertRows(session, layout, inserts.sort(ascending))
  if (updates.length > 0) updateRows(session, layout, updates.sort(ascending))
}

const cellColumn = (layout: Layout, rows: readonly WrittenRow[], i: number): Parameter =>
  column(layout.columns[i]?.type ?? 'text', rows, ({ row }) => row.cells[i] ?? null)

const arrays = (layout: Layout, indices: readonly number[]): string =>
  ['$1::bytea[]', ...indices.map((i, n) => `$${n + 2}::${sqlTypes[layout.columns[i]?.type ?? 'text']}[]`)].join(', ')

function insertRows(session: Session, layout: Layout, rows: readonly WrittenRow[]): void {
  const all = layout.columns.map((_, i) => i)
  const keys = column('id', rows, (slot) => slot.key)
  void session.ask(
    `insert_${layout.table.name}`,
    `INSERT INTO ${layout.table.name} (id, ${layout.sqlNames.join(', ')}) SELECT * FROM unnest(${arrays(layout, all)})`,
    [keys, ...all.map((i) => cellColumn(layout, rows, i))],
  )
}

function updateRows(session: Session, layout: Layout, rows: readonly WrittenRow[]): void {
  const { changing, sqlNames, table } = layout
  const names = changing.map((i) => sqlNames[i] ?? '')
  const sets = names.map((name) => `${name} = d.${name}`).join(', ')
  // A table whose columns are all fixed is still counted: the row must be there.
  const update =
    names.length > 0
      ? `UPDATE ${table.name} t SET ${sets} FROM unnest(${arrays(layout, changing)}) d(id, ${names.join(', ')}) WHERE t.id = d.id`
      : `UPDATE ${table.name} t SET id = t.id FROM unnest($1::bytea[]) d(id) WHERE t.id = d.id`
  const keys = column('id', rows, (slot) => slot.key)
  void session.ask(`update_${table.name}`, exactly(names.length + 2, update), [
    keys,
    ...changing.map((i) => cellColumn(layout, rows, i)),
    BigInt(rows.length),
  ])
}
