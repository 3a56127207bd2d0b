// What the baseline's rules look at and do.
import type {
  Account,
  Cell,
  Columns,
  Draft,
  Id,
  Keys,
  Leg,
  LogEvent,
  MovementEvent,
  Moves,
  NewAccount,
  PlainEvent,
  RowKey,
  RowOf,
  RowWrite,
  Table,
} from '@farthing/ledger'

type Row = Readonly<Record<string, Cell>>

/** A rule has looked at what was not read. */
export class Unread extends Error {
  readonly keys: Partial<Keys>
  constructor(keys: Partial<Keys>) {
    super('not read yet')
    this.keys = keys
  }
}

/** What was read for one rule, and what the rule has done: purchases post, open and write, and no more. */
export class Known implements Draft, Moves {
  readonly accounts = new Map<Id, Account | undefined>()
  private readonly rows = new Map<string, Row | undefined>()
  private readonly changed = new Map<string, Row>()
  opened: NewAccount[] = []
  legs: Leg[] = []
  written: RowWrite[] = []
  events: LogEvent[] = []

  begin(): void {
    this.opened = []
    this.legs = []
    this.written = []
    this.events = []
    this.changed.clear()
  }
  account(id: Id): Account | undefined {
    if (!this.accounts.has(id)) throw new Unread({ accounts: [id] })
    return this.accounts.get(id)
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    const name = `${table.name}/${key}`
    if (!this.rows.has(name) && !this.changed.has(name)) throw new Unread({ rows: [[table, key]] })
    return (this.changed.get(name) ?? this.rows.get(name)) as RowOf<T> | undefined
  }
  exists(table: Table, key: Id): boolean {
    return this.rows.get(`${table.name}/${key}`) !== undefined
  }
  hold() {
    return undefined
  }
  need(keys: () => Partial<Keys>): void {
    const { accounts = [], rows = [] } = keys()
    const missing = {
      accounts: accounts.filter((id) => !this.knowsAccount(id)),
      rows: rows.filter(([table, key]: RowKey) => !this.knowsRow(table, key)),
    }
    if (missing.accounts.length + missing.rows.length > 0) throw new Unread(missing)
  }
  knowsAccount(id: Id) {
    return this.accounts.has(id)
  }
  knowsRow(table: Table, key: Id) {
    return this.rows.has(`${table.name}/${key}`)
  }
  putRow(table: Table, key: Id, row: Row | undefined) {
    this.rows.set(`${table.name}/${key}`, row)
  }
  open(account: NewAccount): void {
    this.opened.push(account)
  }
  openIfAbsent(account: NewAccount): void {
    if (this.account(account.id) === undefined) this.open(account)
  }
  bound(): void {
    throw new Error('the baseline moves no bounds')
  }
  insert<C extends Columns>(table: Table<C>, key: Id, row: RowOf<Table<C>>): void {
    this.changed.set(`${table.name}/${key}`, row as Row)
    this.written.push({ table, key, row: row as Row })
  }
  put<C extends Columns>(table: Table<C>, key: Id, row: RowOf<Table<C>>): void {
    this.row(table, key)
    this.insert(table, key, row)
  }
  record(event: MovementEvent): Moves
  record(event: PlainEvent): void
  record(event: LogEvent): Moves {
    this.events.push({ type: event.type, facts: event.facts })
    return this
  }
  attempt<T extends { readonly kind: string }>(part: () => T): T {
    return part()
  }
  post(debit: Id, credit: Id, micros: bigint): void {
    this.legs.push({ kind: 'post', debit, credit, micros })
  }
  pend = onlyPosts
  capture = onlyPosts
  void = onlyPosts
  expire = onlyPosts
}
function onlyPosts(): never {
  throw new Error('the baseline posts only')
}
