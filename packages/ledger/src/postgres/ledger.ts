import type pg from 'pg'
import { demandKeys } from '../batch.ts'
import type { StoredRow } from '../cells.ts'
import type { Clock } from '../clock.ts'
import { Coalescer } from '../coalescer.ts'
import { demandId } from '../identifiers.ts'
import { Look } from '../look.ts'
import { layoutOf, layoutsOf } from '../table.ts'
import type { Layout } from '../table.ts'
import type {
  Account,
  Draft,
  Entry,
  Follower,
  Hold,
  Id,
  Instant,
  Keys,
  Ledger,
  Operation,
  Seen,
  Table,
} from '../types.ts'
import { Engine } from './engine.ts'
import type { EngineCounters } from './engine.ts'
import { PostgresFollower } from './follower.ts'
import { Reader } from './reader.ts'
import type { EntryRange } from './reader.ts'
import { Looks } from './looks.ts'
import { preview } from './preview.ts'
import { Resident } from './resident.ts'
import type { Residents } from './resident.ts'
import { checkSchema } from './schema.ts'
import { Session } from './session.ts'
import type { Connect } from './session.ts'

export type PostgresLedgerOptions = {
  /** A connection string, or what gives a connected client, best made with `pipeline: true`. */
  readonly connect: Connect
  /** The registered tables. */
  readonly tables: readonly Table[]
  /** Default: the database's clock. */
  readonly clock?: Clock
  /** How many batches may be under way, each on a connection of its own; those after the first are full. Default 2. */
  readonly inFlight?: number
  /** At most this many requests a batch. Default 512. */
  readonly cap?: number
  /** Beyond this many waiting requests `submit` throws `RetryableFault`. Default 20,000. */
  readonly maxQueued?: number
  readonly resident?: Residents
  /** How long a request is tried again while the database is away, in milliseconds. Default 10,000. */
  readonly patienceMillis?: number
  /** A process that stalls while it holds the head loses its connection after this long. Default 5,000. */
  readonly stalledMillis?: number
  /** A reply that takes longer means a lost connection; more than `stalledMillis`. Default 20,000. */
  readonly replyMillis?: number
  /** How long connecting may take, in milliseconds, where `connect` is a string. Default 10,000. */
  readonly connectMillis?: number
  /**
   * `submit` ends after this many milliseconds, with a fault that says whether it may have been written: more than
   * `patienceMillis`. Default 40,000.
   */
  readonly answerMillis?: number
  /** How long a follower may take to handle what it was given, in milliseconds. Default 60,000. */
  readonly handleMillis?: number
  /** How often followers ask what other processes have committed, in milliseconds. Default 250. */
  readonly pollMillis?: number
  /** `look` answers from memory while that was current this lately, in milliseconds. Default 20. */
  readonly freshMillis?: number
  /** Milliseconds of a follower's first wait after a fault. Default 100. */
  readonly backoffMillis?: number
  /** Hears what followers throw. Default: nobody. */
  readonly onFollowerFault?: (follower: string, fault: unknown) => void
  /** Statements for each new connection of the engine. Default: what keeps PostgreSQL's plans from flipping. */
  readonly settings?: readonly string[]
}

export interface PostgresLedger extends Ledger<pg.ClientBase> {
  /**
   * Connects and compares the registered tables with the database; a first `submit` does so too.
   *
   * @throws {FinalFault} Naming each table and column that is not as registered.
   */
  ready(): Promise<void>
  readonly counters: Readonly<EngineCounters>
}

/** Custom plans cost more than they bring, and plans over `unnest` flip to scans of a whole table. */
const plannerSettings = [
  'SET plan_cache_mode = force_generic_plan',
  'SET enable_seqscan = off',
  'SET enable_hashjoin = off',
  'SET enable_mergejoin = off',
  'SET jit = off',
]

/** A ledger on PostgreSQL 15 or later. Any number of processes may run one on the same database. */
export function postgresLedger(options: PostgresLedgerOptions): PostgresLedger {
  return new Postgres(options)
}

class Postgres implements PostgresLedger {
  private readonly options: PostgresLedgerOptions
  private readonly layouts: Map<string, Layout>
  private readonly memory: Resident
  private readonly engine: Engine
  private readonly coalescer: Coalescer
  private readonly reader: Reader
  private readonly looks: Looks
  private readonly followers = new Set<PostgresFollower>()
  private poll: NodeJS.Timeout | undefined
  private started: Promise<void> | undefined
  readonly submit: Ledger['submit']

  constructor(options: PostgresLedgerOptions) {
    this.options = options
    this.layouts = layoutsOf(options.tables)
    this.memory = new Resident(this.layouts, options.resident ?? {})
    this.reader = new Reader(() => this.open([]), (options.replyMillis ?? 20_000) / 2)
    this.looks = new Looks(this.memory, (wanted) => this.reader.look(wanted))
    const stalled = options.stalledMillis ?? 5_000
    const settings = [...(options.settings ?? plannerSettings), `SET idle_in_transaction_session_timeout = ${stalled}`]
    this.engine = new Engine({
      layouts: this.layouts,
      memory: this.memory,
      clock: options.clock,
      ready: () => this.ready(),
      open: () => this.open(settings),
      patienceMillis: options.patienceMillis ?? 10_000,
      onCommit: (seq) => this.wake(seq),
    })
    this.coalescer = new Coalescer({
      layouts: this.layouts,
      inFlight: options.inFlight ?? 2,
      cap: options.cap ?? 512,
      maxQueued: options.maxQueued ?? 20_000,
      answerMillis: options.answerMillis ?? 40_000,
      run: (requests, next) => this.engine.run(requests, next),
    })
    this.submit = (decider, id, input, submission) => this.coalescer.submit(decider, id, input, submission)
  }

  get counters(): Readonly<EngineCounters> {
    return this.engine.counters
  }

  private open(settings: readonly string[]): Promise<Session> {
    const { connect, connectMillis = 10_000, replyMillis = 20_000 } = this.options
    return Session.open({ connect, settings, connectMillis, replyMillis })
  }

  ready(): Promise<void> {
    if (!this.started) {
      const starting = this.start()
      this.started = starting
      starting.catch(() => (this.started = undefined)) // It may be well the next time.
    }
    return this.started
  }

  private async start(): Promise<void> {
    const session = await this.open([])
    try {
      await session.within(this.options.replyMillis ?? 20_000, () => checkSchema(session.client, this.layouts.values()))
    } finally {
      session.end()
    }
  }

  async look(
    { accounts: ids = [], rows: rowKeys = [] }: Partial<Keys>,
    { fresh = false }: { fresh?: boolean } = {},
  ): Promise<Seen> {
    const keys: Keys = { accounts: ids, rows: rowKeys }
    demandKeys(keys, this.layouts)
    const current = !fresh && this.isCurrent()
    const accounts = ids.map((id) => (current ? this.memory.account(id) : undefined))
    const rows = rowKeys.map(([table, key]) => {
      const layout = layoutOf(table)
      const known = this.memory.row(layout, key)
      // What has no column that changes is as it was, however long ago that is.
      return current || (known && layout.changing.length === 0) ? known : undefined
    })
    if (accounts.includes(undefined) || rows.includes(undefined)) await this.lookUp(keys, accounts, rows)
    return new Look(keys, accounts as (Account | null)[], rows as (StoredRow | null)[])
  }

  private isCurrent(): boolean {
    return this.memory.isCurrent(performance.now(), this.options.freshMillis ?? 20)
  }

  preview<T>(rule: (draft: Draft) => T, at: Instant = 0n): Promise<T> {
    return preview(rule, {
      at,
      layouts: this.layouts,
      memory: this.memory,
      isCurrent: () => this.isCurrent(),
      look: (accounts, rows) => this.looks.look(accounts, rows),
    })
  }

  /** Finds what memory does not have, and puts it in its place. */
  private async lookUp(
    keys: Keys,
    accounts: (Account | null | undefined)[],
    rows: (StoredRow | null | undefined)[],
  ): Promise<void> {
    const found = await this.looks.look(
      keys.accounts.filter((_, i) => accounts[i] === undefined),
      keys.rows.filter((_, i) => rows[i] === undefined),
    )
    keys.accounts.forEach((id, i) => {
      if (accounts[i] === undefined) accounts[i] = found.accounts.get(id) ?? null
    })
    keys.rows.forEach(([table, key], i) => {
      if (rows[i] === undefined) rows[i] = found.rows.get(layoutOf(table))?.get(key) ?? null
    })
  }

  async operation(id: Id): Promise<Operation | undefined> {
    demandId(id)
    return this.reader.operation(id)
  }

  log({ after, limit }: { after: bigint; limit: number }): Promise<Operation[]> {
    return this.reader.log(after, limit)
  }

  async entries(account: Id, range: EntryRange): Promise<Entry[]> {
    demandId(account)
    return this.reader.entries(account, range)
  }

  dueHolds(kind: string, at: Instant, limit: number): Promise<{ id: Id; hold: Hold }[]> {
    return this.reader.dueHolds(kind, at, limit)
  }

  follow(follower: Follower<pg.ClientBase>): () => Promise<void> {
    const { backoffMillis = 100, onFollowerFault } = this.options
    const started = new PostgresFollower({
      follower,
      open: () => this.open([]),
      backoffMillis,
      handleMillis: this.options.handleMillis ?? 60_000,
      onFault: (fault) => onFollowerFault?.(follower.name, fault),
    })
    this.followers.add(started)
    this.startPolling()
    return async () => {
      this.followers.delete(started)
      if (this.followers.size === 0) this.stopPolling()
      await started.stop()
    }
  }

  private wake(seq: bigint): void {
    for (const follower of this.followers) follower.wake(seq)
  }

  /** Own commits wake followers at once; those of other processes are found by asking. */
  private startPolling(): void {
    if (this.poll) return
    this.poll = setTimeout(() => {
      this.reader
        .headSeq()
        .then((seq) => this.wake(seq))
        .catch(() => undefined) // Followers meet the same trouble themselves, and report it.
        .finally(() => {
          if (!this.poll) return
          this.poll = undefined
          if (this.followers.size > 0) this.startPolling()
        })
    }, this.options.pollMillis ?? 250)
  }

  private stopPolling(): void {
    clearTimeout(this.poll)
    this.poll = undefined
  }

  async now(): Promise<Instant> {
    const { clock } = this.options
    const { now, at } = await this.reader.now()
    const injected = clock ? await clock.now() : 0n
    return clock ? (injected > at ? injected : at) : now
  }

  async close(): Promise<void> {
    await this.coalescer.close()
    this.stopPolling()
    await Promise.all([...this.followers].map((follower) => follower.stop()))
    this.followers.clear()
    this.engine.end()
    await this.reader.end()
  }
}
