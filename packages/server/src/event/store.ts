// Events in the log, found by when they were: the only SQL of this room.
import type { Id, Instant, LogEvent } from '@farthing/ledger'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { ledgerOperationsSql } from '../platform/ledger-tables.ts'
import { sql } from '../platform/sql.ts'

export type LoggedEvents = { readonly operation: Id; readonly at: Instant; readonly events: readonly LogEvent[] }

/**
 * The events that name something, oldest first, of the operations that were decided at given instants: rows say when they
 * changed, and the log what happened then. The log has no index of instants; they grow with its sequence, so that each is
 * found by halving: some thirty steps in a thousand million operations.
 */
export async function eventsAbout(
  { pool }: Pick<Deps, 'pool'>,
  subject: Id,
  instants: readonly Instant[],
): Promise<LoggedEvents[]> {
  const bounds = [...new Set(instants.flatMap((at) => [at, at + 1n]))]
  const rows = await sql<{ id: Buffer; at: bigint; events: Buffer }>`
    WITH RECURSIVE search (at, low, high) AS (
      SELECT b.at, 1::bigint, (SELECT coalesce(max(seq), 0) + 1 FROM ${ledgerOperationsSql} log)
        FROM unnest(${bounds}::bigint[]) AS b (at)
      UNION ALL
      SELECT s.at, CASE WHEN o.at < s.at THEN o.seq + 1 ELSE s.low END, CASE WHEN o.at < s.at THEN s.high ELSE o.seq END
        FROM search s JOIN ${ledgerOperationsSql} o ON o.seq = (s.low + s.high) / 2
       WHERE s.low < s.high
    ), bound (at, seq) AS (SELECT at, low FROM search WHERE low = high)
    SELECT o.id, o.at, o.events
      FROM bound f JOIN bound t ON t.at = f.at + 1
      JOIN ${ledgerOperationsSql} o ON o.seq >= f.seq AND o.seq < t.seq
     WHERE position(${Buffer.from(subject)} IN o.events) > 0
     ORDER BY o.seq`.rows(pool)
  return rows.map(({ id, at, events }) => ({
    operation: hexOf(id),
    at,
    events: (JSON.parse(events.toString('utf8')) as LogEvent[]).filter(({ facts }) => names(facts, subject)),
  }))
}

const names = (facts: LogEvent['facts'], subject: Id): boolean =>
  typeof facts === 'object' && facts !== null && Object.values(facts).includes(subject)
