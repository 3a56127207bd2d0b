// PostgreSQL replaced by maps: it answers the statements that purchases ask, with the rows of a real database, and
// keeps nothing. Two versions of the ledger can be compared so without the noise of a database.
import { EventEmitter } from 'node:events'
import type { Table } from '@farthing/ledger'
import pg from 'pg'
import { readMessages } from './wire.ts'
import type { Message } from './wire.ts'

type Row = Map<string, string | null>
type Tables = Map<string, Map<string, Row>>
type Answer = { readonly command: string; readonly rows: readonly (readonly (string | null)[])[] }
type Params = readonly (Buffer | null)[]
type Statement = {
  /** It waits for whoever holds the head, and holds it until its transaction ends. */
  readonly locksHead?: true
  run(params: Params, on: MapConnection): Answer
}

const one = (...row: readonly string[]): Answer => ({ command: 'SELECT 1', rows: [row] })
const done = (command: string): Answer => ({ command, rows: [] })

/** A database of maps, filled from a real one that has the bench's world. */
export class MapPostgres {
  readonly tables: Tables = new Map()
  readonly head = { seq: 0n, at: 0n }
  /** Who holds the head, and who waits for it. */
  holder: MapConnection | undefined
  readonly waiting: MapConnection[] = []
  private schema: readonly unknown[] = []
  private readonly statements = new Map<string, Statement>()

  static async from(url: string, registered: readonly Table[]): Promise<MapPostgres> {
    const made = new MapPostgres()
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    const schema = await client.query(
      `SELECT table_name, column_name, data_type, is_nullable, column_default
         FROM information_schema.columns WHERE table_schema = current_schema()`,
    )
    made.schema = schema.rows
    for (const name of ['ledger_accounts', ...registered.map((table) => table.name)]) {
      const { rows, fields } = await client.query<(string | null)[]>({
        text: `SELECT * FROM ${name}`,
        rowMode: 'array',
        types: { getTypeParser: () => (text: string) => text },
      })
      const names = fields.map((field) => field.name)
      const id = names.indexOf('id')
      made.tables.set(
        name,
        new Map(rows.map((row) => [row[id]?.slice(2) ?? '', new Map(names.map((key, i) => [key, row[i] ?? null]))])),
      )
    }
    await client.end()
    return made
  }

  /** What `postgresLedger` takes for a connected client. */
  connect(): Promise<pg.Client> {
    return Promise.resolve(new MapConnection(this) as unknown as pg.Client)
  }

  /** Answers a statement that is asked as plain text: settings, and the columns that there are. */
  plain(text: string): { rows: readonly unknown[] } {
    return { rows: text.includes('information_schema') ? this.schema : [] }
  }

  statement(text: string): Statement {
    const known = this.statements.get(text)
    if (known !== undefined) return known
    const made = compile(text, this)
    this.statements.set(text, made)
    return made
  }
}

/** A client that is asked by pipelines alone, as the ledger asks. */
class MapConnection extends EventEmitter {
  private readonly database: MapPostgres
  private readonly connection = Object.assign(new EventEmitter(), {
    stream: { write: (bytes: Buffer) => this.hear(bytes) },
  })
  private readonly named = new Map<string, string>()
  private readonly inbox: Message[] = []
  private asking: pg.Submittable | undefined
  private bound: { readonly statement: Statement; readonly params: Params } | undefined
  private replies: ((asking: Replied) => void)[] = []

  constructor(database: MapPostgres) {
    super()
    this.database = database
  }

  query(asked: string | pg.Submittable): Promise<unknown> | undefined {
    if (typeof asked === 'string') return Promise.resolve(this.database.plain(asked))
    this.asking = asked
    asked.submit(this.connection as unknown as pg.Connection)
    return undefined
  }

  end(): Promise<void> {
    this.letGo()
    return Promise.resolve()
  }

  // The buffer belongs to the ledger, which writes over it once it has been read.
  private hear(bytes: Buffer): boolean {
    this.inbox.push(...readMessages(Buffer.from(bytes)))
    this.work()
    return true
  }

  /** Goes on until all is done, or another holds the head. */
  work(): void {
    for (let next = this.inbox[0]; next !== undefined; next = this.inbox[0]) {
      if (next.kind === 'execute' && this.bound?.statement.locksHead && !this.takeHead()) return
      this.inbox.shift()
      if (next.kind === 'parse') this.parsed(next.name, next.text)
      else if (next.kind === 'bind') this.bind(next)
      else if (next.kind === 'execute') this.execute()
      else this.answer()
    }
  }

  private parsed(name: string, text: string): void {
    this.named.set(name, text)
    this.replies.push(() => this.connection.emit('parseComplete'))
  }

  private bind({ name, params }: Extract<Message, { kind: 'bind' }>): void {
    const text = this.named.get(name)
    if (text === undefined) throw new Error(`nobody prepared ${name}`)
    this.bound = { statement: this.database.statement(text), params }
  }

  private execute(): void {
    if (this.bound === undefined) throw new Error('nothing is bound')
    const { command, rows } = this.bound.statement.run(this.bound.params, this)
    this.replies.push((asking) => {
      for (const fields of rows) asking.handleDataRow({ fields })
      asking.handleCommandComplete({ text: command })
    })
  }

  /** As over a socket: what was asked together is answered together, a moment later. */
  private answer(): void {
    const replies = this.replies
    this.replies = []
    setImmediate(() => {
      const asking = this.asking as Replied | undefined
      if (asking === undefined) return
      for (const reply of replies) reply(asking)
      this.connection.emit('readyForQuery')
      asking.handleReadyForQuery()
    })
  }

  private takeHead(): boolean {
    const { database } = this
    if (database.holder === undefined || database.holder === this) {
      database.holder = this
      return true
    }
    if (!database.waiting.includes(this)) database.waiting.push(this)
    return false
  }

  letGo(): void {
    const { database } = this
    if (database.holder !== this) return
    database.holder = undefined
    database.waiting.shift()?.work()
  }
}

type Replied = {
  handleDataRow(row: { fields: readonly (string | null)[] }): void
  handleCommandComplete(complete: { text: string }): void
  handleReadyForQuery(): void
}

const now = (): string => (BigInt(Date.now()) * 1_000n).toString()
const textOf = (param: Buffer | null | undefined): string => param?.toString('utf8') ?? ''

/** Reads the shapes of statements that the ledger's PostgreSQL adapter asks. @throws Error for any other. */
function compile(text: string, database: MapPostgres): Statement {
  const sql = text.replace(/\s+/g, ' ').trim()
  if (sql.startsWith('BEGIN')) return { run: () => done('BEGIN') }
  if (sql === 'COMMIT' || sql === 'ROLLBACK') {
    const run: Statement['run'] = (_params, on) => {
      on.letGo()
      return done(sql)
    }
    return { run }
  }
  const { head } = database
  if (/FROM ledger_head .*FOR UPDATE/.test(sql))
    return { locksHead: true, run: () => one(head.seq.toString(), head.at.toString()) }
  if (sql === 'SELECT seq FROM ledger_head WHERE part = 0') return { run: () => one(head.seq.toString()) }
  if (/^SELECT \(extract/.test(sql)) return { run: () => one(now()) }
  if (/^SELECT greatest\(/.test(sql)) return { run: () => one(now(), head.at.toString()) }
  if (/FROM ledger_operations WHERE/.test(sql)) return { run: () => done('SELECT 0') }
  if (sql.includes('UPDATE ledger_head')) return core(sql, database)
  const read = /^SELECT (.+) FROM (\w+) WHERE id = ANY\(\$1\)$/.exec(sql)
  if (read) return readById(read[1] ?? '', tableOf(database, read[2]))
  const insert = /^INSERT INTO (\w+) \(([^()]*)\) SELECT \* FROM unnest\(([^()]*)\)$/.exec(sql)
  if (insert) return write(tableOf(database, insert[1]), listOf(insert[2]), listOf(insert[3]))
  const update = /UPDATE (\w+) t SET .* FROM unnest\(([^()]*)\) d\(([^()]*)\)/.exec(sql)
  if (update) return write(tableOf(database, update[1]), listOf(update[3]), listOf(update[2]))
  throw new Error(`the map that stands in for PostgreSQL does not know this statement: ${sql}`)
}

const listOf = (text = ''): string[] => text.split(',').map((each) => each.trim())

function tableOf({ tables }: MapPostgres, name = ''): Map<string, Row> {
  const table = tables.get(name)
  if (table === undefined) throw new Error(`the map that stands in for PostgreSQL has no table ${name}`)
  return table
}

function readById(columns: string, table: Map<string, Row>): Statement {
  const wanted = columns.split(/, (?![^(]*\))/).map((each) => {
    const encoded = /^encode\((\w+), 'hex'\)$/.exec(each)?.[1]
    return { name: encoded ?? each, bare: encoded !== undefined }
  })
  const run: Statement['run'] = ([ids]) => {
    const rows: (string | null)[][] = []
    for (const id of elementsOf(ids)) {
      const row = table.get(id?.toString('hex') ?? '')
      if (row === undefined) continue
      rows.push(wanted.map(({ name, bare }) => (bare ? row.get(name)?.slice(2) : row.get(name)) ?? null))
    }
    return { command: `SELECT ${rows.length}`, rows }
  }
  return { run }
}

function write(table: Map<string, Row>, names: readonly string[], casts: readonly string[]): Statement {
  const columns = casts.map((cast, i) => {
    const [, param = '1', type = ''] = /^\$(\d+)::(\w+)\[\]$/.exec(cast) ?? []
    return { name: names[i] ?? '', param: Number(param) - 1, type }
  })
  const run: Statement['run'] = (params) => {
    const cells = columns.map(({ param }) => elementsOf(params[param]))
    for (const [at, id] of (cells[0] ?? []).entries()) {
      const key = id?.toString('hex') ?? ''
      const row = table.get(key) ?? new Map<string, string | null>()
      columns.forEach(({ name, type }, i) => row.set(name, printed(type, cells[i]?.[at] ?? null)))
      table.set(key, row)
    }
    return one('1')
  }
  return { run }
}

/** What every batch writes: accounts and the head. The log and its entries are dropped. */
function core(sql: string, database: MapPostgres): Statement {
  const moved = /UPDATE ledger_accounts .*? FROM unnest\(([^()]*)\) d\(([^()]*)\)/.exec(sql)
  if (moved === null) throw new Error(`the map that stands in for PostgreSQL finds no accounts in: ${sql}`)
  const move = write(tableOf(database, 'ledger_accounts'), listOf(moved[2]), listOf(moved[1]))
  const run: Statement['run'] = (params, on) => {
    database.head.seq = BigInt(textOf(params[0]))
    database.head.at = BigInt(textOf(params[1]))
    return move.run(params, on)
  }
  return { run }
}

/** The elements of an array in PostgreSQL's binary format. */
function elementsOf(param: Buffer | null | undefined): (Buffer | null)[] {
  if (param === null || param === undefined || param.readInt32BE(0) === 0) return []
  const count = param.readInt32BE(12)
  const elements: (Buffer | null)[] = []
  for (let i = 0, at = 20; i < count; i++) {
    const length = param.readInt32BE(at)
    at += 4
    elements.push(length < 0 ? null : param.subarray(at, at + length))
    if (length > 0) at += length
  }
  return elements
}

/** An element as PostgreSQL prints it. */
function printed(type: string, cell: Buffer | null): string | null {
  if (cell === null) return null
  if (type === 'bigint') return cell.readBigInt64BE(0).toString()
  if (type === 'bytea') return `\\x${cell.toString('hex')}`
  return type === 'jsonb' ? cell.toString('utf8', 1) : cell.toString('utf8')
}
