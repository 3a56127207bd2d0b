// What an operation was, in the payer's words: its events say it.
import type { Id, Instant } from '@farthing/ledger'
import type { HistoryLine } from '../event/index.ts'
import { toldInHistory } from '../event/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import type { Looks } from '../platform/looks.ts'
import { withLooks } from '../platform/looks.ts'
import type { LoggedOperation } from './store.ts'

export type Described = HistoryLine & { readonly operation: Id; readonly at: Instant }

/**
 * How a payer's history tells operations, in the language of `t`, by their place in the log. Reads all that a page of them speaks of at once.
 *
 * @throws {Error} Where none of an operation's events says what moved.
 */
export async function describe(
  deps: Deps,
  payer: Id,
  operations: readonly LoggedOperation[],
  t: Say,
): Promise<ReadonlyMap<bigint, Described>> {
  const described = operations.map(({ seq, id, at, events }) => (looks: Looks) => {
    const telling = { deps, looks, happened: { operation: id, at }, t }
    for (const { way, facts } of toldInHistory(deps, events)) {
      const line = way.line(facts, telling, payer)
      if (line !== null) return [seq, { ...line, operation: id, at }] as const
    }
    throw new Error(`no event of operation ${id} says what moved`)
  })
  // Not out of memory, which may be older than the operations: they were read in the database.
  return new Map(await withLooks(deps.ledger, described, { fresh: true }))
}
