// What is read under the head's lock, and without it.
import type { StoredCell, StoredRow } from '../cells.ts'
import type { StoredOutcome } from '../request.ts'
import type { Layout } from '../table.ts'
import type { Account, Id, Instant } from '../types.ts'
import { idColumn } from './codec.ts'
import type { Cell, Cells, Result, ResultType } from './pipeline.ts'
import type { Session } from './session.ts'

const clockMicros = '(extract(epoch FROM clock_timestamp()) * 1000000)::bigint'

/**
 * An identifier as its digits alone. Printed as it is, it begins with `\x`, and a string that is cut out of another
 * keeps the whole of it in memory.
 */
export const hex = (column: string): string => `encode(${column}, 'hex')`

export type Head = { readonly seq: bigint; readonly at: Instant }

/** Holds the head until the transaction ends. */
export const lockHead = (session: Session): Promise<Result> =>
  session.ask('head', 'SELECT seq, at FROM ledger_head WHERE part = 0 FOR UPDATE', [], ['int8', 'int8'])

/** In a statement of its own: read in the locking one, the clock would be as old as the wait. */
export const readClock = (session: Session): Promise<Result> =>
  session.ask('clock', `SELECT ${clockMicros}`, [], ['int8'])

export const readNow = (session: Session): Promise<Result> =>
  session.ask('now', `SELECT greatest(${clockMicros}, at), at FROM ledger_head WHERE part = 0`, [], ['int8', 'int8'])

export function headOf(result: Result): Head {
  const [seq, at] = result.rows[0] ?? []
  if (typeof seq !== 'bigint' || typeof at !== 'bigint') throw new Error('ledger_head has no row for part 0')
  return { seq, at }
}

export const readOutcomes = (session: Session, ids: readonly Id[]): Promise<Result> =>
  session.ask(
    'outcomes',
    `SELECT ${hex('id')}, ${hex('fingerprint')}, refused, seq, at, answer FROM ledger_operations WHERE id = ANY($1)`,
    [idColumn(ids)],
    ['id', 'id', 'int8', 'int8', 'int8', 'bytea'],
  )

export function outcomesOf({ rows }: Result): Map<Id, StoredOutcome> {
  const outcomes = new Map<Id, StoredOutcome>()
  for (const [id, fingerprint, refused, seq, at, answer] of rows as readonly (readonly [
    string,
    string,
    bigint,
    bigint,
    bigint,
    Buffer,
  ])[]) {
    const kind = refused === 1n ? 'refused' : 'done'
    outcomes.set(id, { fingerprint, kind, seq, at, answer: answer.toString('utf8') })
  }
  return outcomes
}

export const readAccounts = (session: Session, ids: Iterable<Id>): Promise<Result> =>
  session.ask(
    'accounts',
    `SELECT ${hex('id')}, asset, floor, ceiling, debits_pending, debits_posted, credits_pending, credits_posted, entries, history
       FROM ledger_accounts WHERE id = ANY($1)`,
    [idColumn(ids)],
    ['id', 'text', 'int8', 'int8', 'int8', 'int8', 'int8', 'int8', 'int8', 'int8'],
  )

type AccountCells = readonly [
  string,
  string,
  bigint | null,
  bigint | null,
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
  bigint,
]

/** Every account names its asset, and there are few: one text each. */
const assets = new Map<string, string>()
function sameText(asset: string): string {
  const known = assets.get(asset)
  if (known !== undefined) return known
  if (assets.size < 1_000) assets.set(asset, asset)
  return asset
}

export function accountOf(cells: Cells): Account {
  const [id, asset, floor, ceiling, debitsPending, debitsPosted, creditsPending, creditsPosted, entries, history] =
    cells as AccountCells
  const counters = { debitsPending, debitsPosted, creditsPending, creditsPosted, entries }
  return { id, asset: sameText(asset), floor, ceiling, ...counters, history: history === 1n }
}

export const readRows = (session: Session, layout: Layout, keys: Iterable<Id>): Promise<Result> =>
  session.ask(
    `read_${layout.table.name}`,
    `SELECT ${rowColumns(layout)} FROM ${layout.table.name} WHERE id = ANY($1)`,
    [idColumn(keys)],
    rowTypes(layout),
  )

/** A row's key and columns, to be read as `rowTypes`. */
export const rowColumns = ({ sqlNames, columns }: Layout): string =>
  [hex('id'), ...sqlNames.map((name, i) => (columns[i]?.type === 'id' ? hex(name) : name))].join(', ')

export const rowTypes = (layout: Layout): ResultType[] => ['id', ...layout.columns.map((each) => each.type)]

/** A Buffer is a view of a large piece of memory, which would stay as long as any row that has a part of it. */
const ownCell = (cell: Cell): StoredCell => (Buffer.isBuffer(cell) ? new Uint8Array(cell) : cell)

export const rowsOf = ({ rows }: Result): Map<Id, StoredRow> =>
  new Map(rows.map(([key, ...cells]) => [key as Id, { cells: cells.map(ownCell), row: undefined }]))

export const readChanges = (session: Session, after: bigint, to: bigint): Promise<Result> =>
  session.ask('changes', 'SELECT changes FROM ledger_operations WHERE seq > $1 AND seq <= $2', [after, to], ['bytea'])
