import { Batch, demandKeys } from '../batch.ts'
import type { Missing } from '../batch.ts'
import { rowOf } from '../cells.ts'
import { systemClock } from '../clock.ts'
import type { Clock } from '../clock.ts'
import { Coalescer } from '../coalescer.ts'
import { OperationDraft } from '../draft.ts'
import { Look } from '../look.ts'
import { Pursuit } from '../pursuit.ts'
import type { Request } from '../request.ts'
import { Slots } from '../slots.ts'
import { holds, layoutOf, layoutsOf } from '../table.ts'
import type { Layout } from '../table.ts'
import type { Draft, Entry, Follower, Hold, Id, Instant, Keys, Ledger, Operation, Seen, Table } from '../types.ts'
import { Books } from './books.ts'

export type MemoryLedgerOptions<Transaction> = {
  /** The registered tables. */
  readonly tables: readonly Table[]
  /** Default: this machine's clock. */
  readonly clock?: Clock
  /** At most this many requests a batch. Default 512. */
  readonly cap?: number
  /** Beyond this many waiting requests `submit` throws `RetryableFault`. Default 20,000. */
  readonly maxQueued?: number
  /** What followers are given. */
  readonly transaction?: Transaction
  /** Milliseconds of a follower's first wait after a fault. Default 100. */
  readonly backoffMillis?: number
  /** Hears what followers throw. Default: nobody. */
  readonly onFollowerFault?: (follower: string, fault: unknown) => void
}

/** A ledger of this process alone, gone with it: the model that the other adapters are held to. */
export function memoryLedger<Transaction = unknown>(options: MemoryLedgerOptions<Transaction>): Ledger<Transaction> {
  return new MemoryLedger(options)
}

class MemoryLedger<Transaction> implements Ledger<Transaction> {
  private readonly options: MemoryLedgerOptions<Transaction>
  private readonly layouts: Map<string, Layout>
  private readonly clock: Clock
  private readonly books = new Books()
  private readonly coalescer: Coalescer
  private readonly cursors = new Map<string, { seq: bigint; busy: boolean }>()
  private readonly pursuits = new Set<Pursuit>()
  readonly submit: Ledger<Transaction>['submit']

  constructor(options: MemoryLedgerOptions<Transaction>) {
    this.options = options
    this.layouts = layoutsOf(options.tables)
    this.clock = options.clock ?? systemClock
    this.coalescer = new Coalescer({
      layouts: this.layouts,
      inFlight: 1,
      cap: options.cap ?? 512,
      maxQueued: options.maxQueued ?? 20_000,
      run: (requests) => this.run(requests),
    })
    this.submit = (decider, id, input, submission) => this.coalescer.submit(decider, id, input, submission)
  }

  private async run(requests: Request[]): Promise<void> {
    const at = await this.now()
    const { books } = this
    // Nothing is known beforehand, so that rules are suspended here as on a database.
    const batch = new Batch(this.layouts, {
      account: () => undefined,
      row: () => undefined,
      hasAccount: (id) => books.account(id) !== null,
      hasRow: (layout, key) => books.row(layout, key) !== null,
    })
    batch.begin(BigInt(this.books.log.length), at)
    this.read(batch, batch.prefetch(requests))
    const { outcomes } = this.books
    for (let i = batch.decide(requests, 0, outcomes); i < requests.length; i = batch.decide(requests, i, outcomes))
      this.read(batch, batch.survey(requests, i, outcomes))
    this.books.append(batch, at)
    for (const [request, outcome] of batch.outcomes) request.resolve(outcome)
    for (const [request, fault] of batch.faults) request.reject(fault)
    for (const pursuit of this.pursuits) pursuit.wake()
  }

  private read(batch: Batch, { accounts, rows }: Missing): void {
    for (const id of accounts) batch.learnAccount(id, this.books.account(id))
    for (const [layout, keys] of rows) for (const key of keys) batch.learnRow(layout, key, this.books.row(layout, key))
  }

  async preview<T>(rule: (draft: Draft) => T, at: Instant = 0n): Promise<T> {
    const draft = new OperationDraft(new Slots(this.layouts), this.books)
    draft.begin('a preview', at, false)
    return rule(draft)
  }

  async look({ accounts: ids = [], rows: rowKeys = [] }: Partial<Keys>): Promise<Seen> {
    const keys: Keys = { accounts: ids, rows: rowKeys }
    demandKeys(keys, this.layouts)
    const accounts = keys.accounts.map((id) => this.books.account(id))
    const rows = keys.rows.map(([table, key]) => this.books.row(layoutOf(table), key))
    return new Look(keys, accounts, rows)
  }

  async operation(id: Id): Promise<Operation | undefined> {
    const outcome = this.books.outcomes.get(id)
    return outcome && this.books.log[Number(outcome.seq) - 1]
  }

  async log({ after, limit }: { after: bigint; limit: number }): Promise<Operation[]> {
    return this.books.log.slice(Number(after), Number(after) + limit)
  }

  async entries(account: Id, range: Parameters<Ledger['entries']>[1]): Promise<Entry[]> {
    const { after = 0n, to, limit, newestFirst = false } = range
    const within = (this.books.entries.get(account) ?? []).filter(
      ({ number }) => number > after && (to === undefined || number <= to),
    )
    return (newestFirst ? within.reverse() : within).slice(0, limit)
  }

  async dueHolds(kind: string, at: Instant, limit: number): Promise<{ id: Id; hold: Hold }[]> {
    const layout = layoutOf(holds)
    const all = [...(this.books.rows.get(layout) ?? [])].map(([id, row]) => ({ id, hold: rowOf(layout, row) as Hold }))
    return all
      .filter(({ hold }) => hold.kind === kind && hold.state === 'open' && hold.expiresAt <= at)
      .sort((a, b) => Number(a.hold.expiresAt - b.hold.expiresAt) || (a.id < b.id ? -1 : 1))
      .slice(0, limit)
  }

  follow(follower: Follower<Transaction>): () => Promise<void> {
    const { backoffMillis = 100, onFollowerFault } = this.options
    const pursuit = new Pursuit({
      step: () => this.step(follower),
      backoffMillis,
      onFault: (fault) => onFollowerFault?.(follower.name, fault),
    })
    this.pursuits.add(pursuit)
    return async () => {
      this.pursuits.delete(pursuit)
      await pursuit.stop()
    }
  }

  private async step(follower: Follower<Transaction>): Promise<boolean> {
    const first = follower.begins === 'next' ? BigInt(this.books.log.length) : 0n
    const cursor = this.cursors.get(follower.name) ?? { seq: first, busy: false }
    this.cursors.set(follower.name, cursor)
    if (cursor.busy) return false
    const operations = await this.log({ after: cursor.seq, limit: follower.limit ?? 200 })
    const last = operations.at(-1)
    if (!last) return false
    cursor.busy = true
    try {
      await follower.handle(operations, this.options.transaction as Transaction)
      cursor.seq = last.seq
    } finally {
      cursor.busy = false
    }
    return true
  }

  async now(): Promise<Instant> {
    const now = await this.clock.now()
    return now > this.books.at ? now : this.books.at
  }

  async close(): Promise<void> {
    await this.coalescer.close()
    await Promise.all([...this.pursuits].map((pursuit) => pursuit.stop()))
  }
}
