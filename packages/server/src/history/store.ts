// What moved on a payer's accounts, from the ledger's entries: the only SQL of this room.
import type { Id, Instant, LogEvent } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { ledgerEntriesSql, ledgerOperationsSql } from '../platform/ledger-tables.ts'
import { sql } from '../platform/sql.ts'

/** One account's part in one operation. */
export type Moved = {
  readonly account: Id
  readonly seq: bigint
  /** Credits less debits posted. */
  readonly posted: bigint
  /** By how much what is held of it grew. */
  readonly held: bigint
}

/** An account to read, its entries up to a number: those that a look at its balance has seen. */
export type Reading = { readonly account: Id; readonly upTo: bigint }

/** Entries of several accounts before a sequence of the log, newest first: a range of one index for each account. */
export async function entriesBefore(
  deps: Pick<Deps, 'pool'>,
  readings: readonly Reading[],
  before: bigint,
  limit: number,
): Promise<Moved[]> {
  const rows = await sql<{ account: Buffer; seq: bigint; posted: bigint; held: bigint }>`
    SELECT e.account, e.seq, e.posted, e.held
      FROM unnest(${readings.map((each) => bytesOf(each.account))}::bytea[],
                  ${readings.map((each) => each.upTo.toString())}::bigint[]) AS a (account, up_to)
     CROSS JOIN LATERAL (
           SELECT account, seq, posted, held FROM ${ledgerEntriesSql} entry
            WHERE account = a.account AND number <= a.up_to AND seq < ${before}
            ORDER BY number DESC LIMIT ${limit}) e
     ORDER BY e.seq DESC, e.account LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({ ...row, account: hexOf(row.account) }))
}

export type LoggedOperation = {
  readonly id: Id
  readonly seq: bigint
  readonly at: Instant
  readonly events: readonly LogEvent[]
}

/** Operations by their places in the log. */
export async function operationsAt(deps: Pick<Deps, 'pool'>, seqs: readonly bigint[]): Promise<LoggedOperation[]> {
  const rows = await sql<{ id: Buffer; seq: bigint; at: bigint; events: Buffer }>`
    SELECT id, seq, at, events FROM ${ledgerOperationsSql} operation
     WHERE seq = ANY(${seqs.map((seq) => seq.toString())}::bigint[])`.rows(deps.pool)
  return rows.map(({ id, seq, at, events }) => ({
    id: hexOf(id),
    seq,
    at,
    events: JSON.parse(events.toString('utf8')) as LogEvent[],
  }))
}
