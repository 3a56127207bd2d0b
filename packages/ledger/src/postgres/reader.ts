// Reads without a lock, on a connection of its own.
import type { StoredRow } from '../cells.ts'
import { unpackChanges } from '../changes.ts'
import { FinalFault, RetryableFault } from '../faults.ts'
import { holds, layoutOf } from '../table.ts'
import type { Layout } from '../table.ts'
import type { Account, Actor, Entry, Hold, Id, Instant, Json, LogEvent, Operation } from '../types.ts'
import type { Wanted } from './looks.ts'
import type { Looked } from './resident.ts'
import { toRow } from '../cells.ts'
import { idParameter } from './codec.ts'
import { classify } from './session.ts'
import type { Session } from './session.ts'
import type { Cells, Result } from './pipeline.ts'
import * as sql from './reads.ts'

const operationColumns = `seq, ${sql.hex('id')}, refused, decider, actor, at, answer, events, changes`
const operationTypes = ['int8', 'id', 'int8', 'text', 'text', 'int8', 'bytea', 'bytea', 'bytea'] as const
type OperationCells = readonly [bigint, string, bigint, string, string, bigint, Buffer, Buffer, Buffer]

export function operationOf(cells: Cells): Operation {
  const [seq, id, refused, decider, actor, at, answer, events, packed] = cells as OperationCells
  const { opens, bounds, legs, rows } = unpackChanges(packed)
  return {
    seq,
    id,
    kind: refused === 1n ? 'refused' : 'done',
    decider,
    actor: JSON.parse(actor) as Actor,
    at,
    answer: JSON.parse(answer.toString('utf8')) as Json,
    events: JSON.parse(events.toString('utf8')) as LogEvent[],
    opens,
    bounds,
    legs,
    rows,
  }
}

const headSeqSql = 'SELECT seq FROM ledger_head WHERE part = 0'

export const readLog = (session: Session, after: bigint, limit: number): Promise<Result> =>
  session.ask(
    'read_log',
    `SELECT ${operationColumns} FROM ledger_operations WHERE seq > $1 ORDER BY seq LIMIT $2`,
    [after, BigInt(limit)],
    operationTypes,
  )

export type EntryRange = {
  readonly after?: bigint
  readonly to?: bigint
  readonly limit: number
  readonly newestFirst?: boolean
}

export class Reader {
  private readonly open: () => Promise<Session>
  private readonly quickMillis: number
  private session: Promise<Session> | undefined

  /** @param quickMillis What took longer to fail would take as long again. */
  constructor(open: () => Promise<Session>, quickMillis: number) {
    this.open = open
    this.quickMillis = quickMillis
  }

  /** Reading again harms nobody: once on a new connection where the other was lost at once, then the caller is told. */
  private async read<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const began = performance.now()
    for (let tries = 0; ; tries++) {
      const opening = (this.session ??= this.open())
      try {
        return await work(await opening)
      } catch (error) {
        if (this.session === opening) this.session = undefined
        opening.then((session) => session.end()).catch(() => undefined) // With a transaction that may be open.
        if (error instanceof FinalFault || classify(error) === 'broken') throw error
        if (tries > 0 || performance.now() - began > this.quickMillis)
          throw new RetryableFault('the database cannot be read', { cause: error })
      }
    }
  }

  /** Finds what there is, and `null` for what there is not: all of one committed state. */
  look({ accounts, rows }: Wanted): Promise<Looked> {
    return this.read(async (session) => {
      const asked = session.together(() => ({
        begun: session.ask('snapshot', 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY'),
        seqReply: session.ask('head_seq', headSeqSql, [], ['int8']),
        accountReply: accounts.size > 0 ? sql.readAccounts(session, accounts) : undefined,
        rowReplies: [...rows].map(([layout, keys]) => ({ layout, keys, reply: sql.readRows(session, layout, keys) })),
        ended: session.ask('snapshot_end', 'COMMIT'),
      }))
      const { begun, seqReply, accountReply, rowReplies, ended } = asked
      await Promise.all<unknown>([begun, seqReply, accountReply, ...rowReplies.map(({ reply }) => reply), ended])
      const foundAccounts = new Map<Id, Account | null>([...accounts].map((id) => [id, null]))
      for (const cells of (await accountReply)?.rows ?? []) {
        const account = sql.accountOf(cells)
        foundAccounts.set(account.id, account)
      }
      const foundRows = new Map<Layout, Map<Id, StoredRow | null>>()
      for (const { layout, keys, reply } of rowReplies) {
        const found = new Map<Id, StoredRow | null>([...keys].map((key) => [key, null]))
        for (const [key, row] of sql.rowsOf(await reply)) found.set(key, row)
        foundRows.set(layout, found)
      }
      return { seq: (await seqReply).rows[0]?.[0] as bigint, accounts: foundAccounts, rows: foundRows }
    })
  }

  operation(id: Id): Promise<Operation | undefined> {
    return this.read(async (session) => {
      const text = `SELECT ${operationColumns} FROM ledger_operations WHERE id = $1`
      const [row] = (await session.ask('read_operation', text, [idParameter(id)], operationTypes)).rows
      return row && operationOf(row)
    })
  }

  log(after: bigint, limit: number): Promise<Operation[]> {
    return this.read(async (session) => (await readLog(session, after, limit)).rows.map(operationOf))
  }

  entries(account: Id, { after = 0n, to, limit, newestFirst = false }: EntryRange): Promise<Entry[]> {
    const direction = newestFirst ? 'DESC' : 'ASC'
    return this.read(async (session) => {
      const { rows } = await session.ask(
        `read_entries_${direction}`,
        `SELECT number, seq, posted, held, balance FROM ledger_entries
          WHERE account = $1 AND number > $2 AND number <= $3 ORDER BY number ${direction} LIMIT $4`,
        [idParameter(account), after, to ?? 9_223_372_036_854_775_807n, BigInt(limit)],
        ['int8', 'int8', 'int8', 'int8', 'int8'],
      )
      return (rows as readonly (readonly [bigint, bigint, bigint, bigint, bigint])[]).map(
        ([number, seq, posted, held, balance]) => ({ account, number, seq, posted, held, balance }),
      )
    })
  }

  dueHolds(kind: string, at: Instant, limit: number): Promise<{ id: Id; hold: Hold }[]> {
    const layout = layoutOf(holds)
    return this.read(async (session) => {
      const { rows } = await session.ask(
        'due_holds',
        `SELECT ${sql.rowColumns(layout)} FROM ledger_holds
          WHERE state = 'open' AND kind = $1 AND expires_at <= $2 ORDER BY expires_at, id LIMIT $3`,
        [kind, at, BigInt(limit)],
        sql.rowTypes(layout),
      )
      return rows.map(([id, ...cells]) => ({ id: id as Id, hold: toRow(layout, cells) as Hold }))
    })
  }

  headSeq(): Promise<bigint> {
    return this.read(async (session) => {
      const { rows } = await session.ask('head_seq', headSeqSql, [], ['int8'])
      return rows[0]?.[0] as bigint
    })
  }

  /** The database's clock and the log's last instant. */
  now(): Promise<{ now: Instant; at: Instant }> {
    return this.read(async (session) => {
      const [now, at] = (await sql.readNow(session)).rows[0] as readonly [bigint, bigint]
      return { now, at }
    })
  }

  async end(): Promise<void> {
    const opening = this.session
    this.session = undefined
    await opening?.then(
      (session) => session.end(),
      () => undefined,
    )
  }
}
