// The baseline: one transaction a purchase, a pool of 8, prepared statements, the same rules, rows and indexes. The
// payer's rows are locked first, then checked; accounts that every purchase moves come last, and are not read.
import { setTimeout as sleep } from 'node:timers/promises'
import type {
  Account,
  Cell,
  Column,
  Decider,
  Decision,
  Id,
  Json,
  Keys,
  Ledger,
  Leg,
  Outcome,
  Seen,
  Submission,
  Table,
} from '@farthing/ledger'
import { accountAfter, columnName, fingerprint } from '@farthing/ledger'
import pg from 'pg'
import { Known, Unread } from './naive-draft.ts'

type Row = Readonly<Record<string, Cell>>
type Stored = { seq: bigint | null; at: bigint; refused: bigint; answer: Buffer; fingerprint: Buffer; now: bigint }
type Client = pg.PoolClient
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): ((text: string) => unknown) =>
    oid === 20 ? BigInt : (pg.types.getTypeParser(oid, format) as (text: string) => unknown),
}

/** The ledger's own planner settings: plans that were made while tables were empty would go on scanning them. */
const sameSettings =
  '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_hashjoin=off -c enable_mergejoin=off -c jit=off'

/**
 * A `Ledger` for the two calls that a purchase makes. Its looks are answered from memory without a check, which favours
 * the baseline.
 */
export function naiveLedger(url: string): Ledger {
  const pool = new pg.Pool({ connectionString: url, max: 8, types, options: sameSettings })
  pool.on('error', () => undefined)
  const naive = new Naive(pool)
  const absent = () => Promise.reject(new Error('the baseline does not do this'))
  return {
    submit: (decider, id, input, submission) => naive.submit(decider, id, input, submission),
    look: (keys) => naive.look(keys),
    preview: absent,
    now: () => Promise.resolve(BigInt(Date.now()) * 1_000n),
    operation: absent,
    log: absent,
    entries: absent,
    dueHolds: () => Promise.resolve([]),
    follow: () => () => Promise.resolve(),
    close: () => pool.end(),
  }
}

/** Rows of these are the payer's or the purchase's own: locked. */
const locked = new Set(['purchases', 'payers', 'mandates'])
/** Accounts that the decision looks at: a payer's buckets, limits and mandates. The rest are only moved. */
const checked = (account: Id): boolean => account.startsWith('a')

class Naive {
  private readonly pool: pg.Pool
  private readonly memory = new Map<string, Row | undefined>()
  constructor(pool: pg.Pool) {
    this.pool = pool
  }

  async submit<Input, Answer extends Json>(
    decider: Decider<Input, Answer>,
    id: Id,
    input: Input,
    submission: Submission,
  ): Promise<Outcome<Answer>> {
    const client = await this.pool.connect()
    try {
      for (let attempt = 1; ; attempt++) {
        try {
          return await this.once(client, decider, id, input, submission)
        } catch (error) {
          await client.query('ROLLBACK')
          if ((error as { code?: string }).code !== '40P01' || attempt > 20) throw error
          await sleep(attempt)
        }
      }
    } finally {
      client.release()
    }
  }

  private async once<Input, Answer extends Json>(
    client: Client,
    decider: Decider<Input, Answer>,
    id: Id,
    input: Input,
    submission: Submission,
  ): Promise<Outcome<Answer>> {
    const print = Buffer.from(fingerprint(decider.name, input), 'hex')
    await client.query('BEGIN')
    const seen = new Known()
    const old = await this.known(client, id)
    if (old.seq !== null) {
      await client.query('COMMIT')
      return old.fingerprint.equals(print)
        ? {
            kind: old.refused === 1n ? 'refused' : 'done',
            seq: old.seq,
            at: old.at,
            answer: JSON.parse(old.answer.toString()) as Answer,
          }
        : { kind: 'conflict' }
    }
    await this.read(client, decider.prefetch?.(input) ?? {}, seen)
    await this.read(client, submission.prefetch ?? {}, seen)
    for (;;) {
      seen.begin()
      try {
        const decision = decider.decide(input, seen, old.now)
        return await this.write(client, decider.name, { id, print, submission }, decision, seen, old.now)
      } catch (error) {
        if (!(error instanceof Unread)) throw error
        await this.read(client, error.keys, seen)
      }
    }
  }

  private async known(client: Client, id: Id): Promise<Stored> {
    const { rows } = await prepared(
      client,
      'known',
      'SELECT seq, at, refused, answer, fingerprint, (extract(epoch FROM clock_timestamp()) * 1000000)::int8 AS now FROM (SELECT 1) x LEFT JOIN ledger_operations ON id = $1',
      [bytes(id)],
    )
    return rows[0] as Stored
  }

  private async read(client: Client, keys: Partial<Keys>, seen: Known): Promise<void> {
    for (const [table, key] of keys.rows ?? []) {
      if (seen.knowsRow(table, key)) continue
      const lock = locked.has(table.name) ? 'FOR UPDATE' : ''
      const { rows } = await prepared(
        client,
        `read_${table.name}`,
        `SELECT ${Object.keys(table.columns).map(selected).join(', ')} FROM ${table.name} WHERE id = $1 ${lock}`,
        [bytes(key)],
      )
      seen.putRow(table, key, rows[0] === undefined ? undefined : fromSql(table, rows[0] as Row))
    }
    const accounts = (keys.accounts ?? []).filter((account) => !seen.knowsAccount(account))
    for (const account of accounts) seen.accounts.set(account, checked(account) ? undefined : unread(account))
    const own = accounts.filter(checked).sort()
    if (own.length === 0) return
    const { rows } = await prepared(
      client,
      'accounts',
      'SELECT * FROM ledger_accounts WHERE id = ANY($1::bytea[]) ORDER BY id FOR UPDATE',
      [own.map(bytes)],
    )
    for (const row of rows as SqlAccount[]) seen.accounts.set(row.id.toString('hex'), toAccount(row))
  }

  private async write<Answer extends Json>(
    client: Client,
    name: string,
    { id, print, submission }: { id: Id; print: Buffer; submission: Submission },
    decision: Decision<Answer>,
    seen: Known,
    at: bigint,
  ): Promise<Outcome<Answer>> {
    const { rows } = await prepared(
      client,
      'log',
      `INSERT INTO ledger_operations (id, seq, at, refused, decider, fingerprint, answer, changes, actor, events) VALUES ($1, nextval('naive_seq'), $2, $3, $4, $5, $6, $7, $8, $9) RETURNING seq`,
      [
        bytes(id),
        at,
        decision.kind === 'refused' ? 1 : 0,
        name,
        print,
        Buffer.from(JSON.stringify(decision.answer)),
        Buffer.alloc(0),
        JSON.stringify(submission.actor),
        Buffer.from(JSON.stringify(seen.events)),
      ],
    )
    const { seq } = rows[0] as { seq: bigint }
    const written = decision.kind === 'done' ? seen.written : (decision.rows ?? [])
    for (const { table, key, row } of written) await this.writeRow(client, table, key, row, seen)
    if (decision.kind === 'done') {
      for (const open of seen.opened) {
        await prepared(client, 'open', 'INSERT INTO ledger_accounts VALUES ($1, $2, $3, $4, 0, 0, 0, 0, 0, $5)', [
          bytes(open.id),
          open.asset,
          open.floor === undefined ? 0n : open.floor,
          open.ceiling ?? null,
          open.history === false ? 0 : 1,
        ])
      }
      await move(client, seen.legs, seq)
    }
    await client.query('COMMIT')
    return { kind: decision.kind, seq, at, answer: decision.answer }
  }

  private async writeRow(client: Client, table: Table, key: Id, row: Row, seen: Known): Promise<void> {
    const names = Object.keys(table.columns)
    const known = seen.exists(table, key)
    const changing = known ? names.filter((name) => table.columns[name]?.fixed !== true) : names
    const cells = changing.map((name) => toSql(table.columns[name], row[name]))
    this.remember(`${table.name}/${key}`, row)
    if (known)
      await prepared(
        client,
        `update_${table.name}`,
        `UPDATE ${table.name} SET ${changing.map((name, i) => `${sqlName(name)} = $${i + 2}`).join(', ')} WHERE id = $1`,
        [bytes(key), ...cells],
      )
    else
      await prepared(
        client,
        `insert_${table.name}`,
        `INSERT INTO ${table.name} (id, ${names.map(sqlName).join(', ')}) VALUES ($1, ${names.map((_, i) => `$${i + 2}`).join(', ')})`,
        [bytes(key), ...cells],
      )
  }

  private remember(key: string, row: Row | undefined): void {
    if (this.memory.size > 100_000) this.memory.clear()
    this.memory.set(key, row)
  }

  async look(keys: Partial<Keys>): Promise<Seen> {
    const seen = new Known()
    for (const account of keys.accounts ?? []) seen.accounts.set(account, undefined)
    for (const [table, key] of keys.rows ?? []) {
      const name = `${table.name}/${key}`
      if (!this.memory.has(name)) {
        const { rows } = await this.pool.query({
          name: `look_${table.name}`,
          text: `SELECT ${Object.keys(table.columns).map(selected).join(', ')} FROM ${table.name} WHERE id = $1`,
          values: [bytes(key)],
        })
        this.remember(name, rows[0] === undefined ? undefined : fromSql(table, rows[0] as Row))
      }
      seen.putRow(table, key, this.memory.get(name))
    }
    return seen
  }
}

/** One statement for all accounts that move, one for their entries. Payers first, hot ones last. */
async function move(client: Client, legs: readonly Leg[], seq: bigint): Promise<void> {
  const moved = new Map<Id, { debits: bigint; credits: bigint }>()
  const of = (id: Id) => {
    let delta = moved.get(id)
    if (delta === undefined) moved.set(id, (delta = { debits: 0n, credits: 0n }))
    return delta
  }
  for (const leg of legs) {
    if (leg.kind !== 'post') throw new Error('the baseline posts only')
    of(leg.debit).debits += leg.micros
    of(leg.credit).credits += leg.micros
  }
  const sorted = [...moved].sort(([a], [b]) => (a < b ? 1 : -1))
  const { rows } = await prepared(
    client,
    'move',
    `UPDATE ledger_accounts a SET debits_posted = a.debits_posted + d.debits, credits_posted = a.credits_posted + d.credits, entries = a.entries + a.history
      FROM unnest($1::bytea[], $2::int8[], $3::int8[]) d(id, debits, credits) WHERE a.id = d.id RETURNING a.id, a.entries, a.history, d.credits - d.debits AS posted, a.credits_posted - a.debits_posted AS balance`,
    [sorted.map(([id]) => bytes(id)), sorted.map(([, d]) => d.debits), sorted.map(([, d]) => d.credits)],
  )
  if (rows.length !== sorted.length) throw new Error('an account is missing')
  const entries = (rows as { id: Buffer; entries: bigint; history: bigint; posted: bigint; balance: bigint }[]).filter(
    (row) => row.history === 1n,
  )
  await prepared(
    client,
    'entries',
    'INSERT INTO ledger_entries SELECT a, n, $1, p, 0, b FROM unnest($2::bytea[], $3::int8[], $4::int8[], $5::int8[]) e(a, n, p, b)',
    [
      seq,
      entries.map((e) => e.id),
      entries.map((e) => e.entries),
      entries.map((e) => e.posted),
      entries.map((e) => e.balance),
    ],
  )
}

const prepared = (client: Client, name: string, text: string, values: unknown[]) => client.query({ name, text, values })
// How columns are called in SQL, worked out once: the baseline shall not pay for it in each statement.
const sqlNames = new Map<string, string>()
const sqlName = (name: string): string => sqlNames.get(name) ?? sqlNames.set(name, columnName(name)).get(name) ?? name
/** A column, called in the answer as the row's field is. */
const selected = (name: string): string => `${sqlName(name)} AS "${name}"`
const bytes = (id: Id): Buffer => Buffer.from(id, 'hex')
const toSql = (column: Column<unknown> | undefined, cell: Cell | undefined): unknown =>
  cell === null || cell === undefined
    ? null
    : column?.type === 'id'
      ? bytes(cell as Id)
      : column?.type === 'jsonb'
        ? JSON.stringify(cell)
        : cell
function fromSql(table: Table, row: Row): Row {
  const made: Record<string, Cell> = {}
  for (const [name, column] of Object.entries(table.columns)) {
    const cell = row[name] ?? null
    made[name] = column.type === 'id' && cell !== null ? (cell as Buffer).toString('hex') : cell
  }
  return made
}
type SqlAccount = { id: Buffer; asset: string; floor: bigint | null; ceiling: bigint | null } & Record<
  'debits_pending' | 'debits_posted' | 'credits_pending' | 'credits_posted' | 'entries' | 'history',
  bigint
>
const toAccount = (row: SqlAccount): Account =>
  accountAfter(
    {
      id: row.id.toString('hex'),
      asset: row.asset,
      floor: row.floor,
      ceiling: row.ceiling,
      history: row.history === 1n,
    },
    { credits: row.credits_posted, debits: row.debits_posted, held: row.debits_pending },
  )
const unread = (id: Id): Account => accountAfter({ id, asset: '', floor: null })
