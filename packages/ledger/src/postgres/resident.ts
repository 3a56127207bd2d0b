// What this process remembers of the database, and at which sequence of the log that was true.
import type { Batch } from '../batch.ts'
import type { StoredRow } from '../cells.ts'
import type { Changes } from '../changes.ts'
import type { State } from '../slots.ts'
import { holds } from '../table.ts'
import type { Layout } from '../table.ts'
import type { Account, Id } from '../types.ts'
import { Generations } from './generations.ts'

/** For so many milliseconds, at most, what is remembered counts as current because this process holds the head. */
const maxHeldMillis = 1_000

/**
 * What has changed while an unlocked look is on its way. Its snapshot is taken after it was asked for, so what it
 * finds of anything else is true still, or newer than what is remembered and forgotten when the log tells of it.
 */
export type Watch = { readonly changed: Set<Id>; void: boolean }

/** What a look has found: all as it stood when the log had this sequence. */
export type Looked = {
  readonly seq: bigint
  readonly accounts: ReadonlyMap<Id, Account | null>
  readonly rows: ReadonlyMap<Layout, ReadonlyMap<Id, StoredRow | null>>
}

/** How much is kept in memory at most. */
export type Residents = {
  /** Default 100,000; each takes about 0.3 kB. */
  readonly accounts?: number
  /** Rows of each table, or of the named one. Default 20,000. */
  readonly rows?: number | ((table: string) => number)
}

export class Resident implements State {
  /** Current while the head stands at `seq`. `undefined`: nothing is known. */
  seq: bigint | undefined = undefined
  /** Grows whenever something that was remembered may be another thing now. */
  version = 0
  /** When the head was last seen to stand at `seq`, in milliseconds of a clock that only grows. */
  private seenAt = -Infinity
  /** The sequence of the newest look that was learned: another process may have written what it found. */
  private learnedAt = 0n
  /** This process holds the head: nobody else can move it meanwhile. */
  private holding = false
  private readonly watches = new Set<Watch>()
  private readonly accounts: Generations<Account | null>
  private readonly rows: ReadonlyMap<string, Generations<StoredRow | null>>

  constructor(layouts: ReadonlyMap<string, Layout>, { accounts = 100_000, rows = 20_000 }: Residents) {
    const maxOf = typeof rows === 'number' ? (): number => rows : rows
    this.accounts = new Generations(accounts)
    this.rows = new Map([...layouts.keys()].map((name) => [name, new Generations<StoredRow | null>(maxOf(name))]))
  }

  account(id: Id): Account | null | undefined {
    return this.accounts.get(id)
  }
  row(layout: Layout, key: Id): StoredRow | null | undefined {
    return this.rows.get(layout.table.name)?.get(key)
  }

  /** The head is held, and stands at `seq`. */
  held(now: number): void {
    this.holding = true
    this.seenAt = now
  }
  released(): void {
    this.holding = false
  }
  /** Whether what is remembered was true `millis` ago at most; if the connection is lost, this process may only believe that it holds the head. */
  isCurrent(now: number, millis: number): boolean {
    return now - this.seenAt <= (this.holding ? Math.max(millis, maxHeldMillis) : millis)
  }

  /** Whether all that is remembered is of the state in which the log stood at `seq`. */
  get isOneState(): boolean {
    return this.seq !== undefined && this.learnedAt <= this.seq
  }

  /** Call it before an unlocked look is asked for, and `learn` when it has come, or `unwatch`. */
  watch(): Watch {
    const watch: Watch = { changed: new Set(), void: this.seq === undefined }
    this.watches.add(watch)
    return watch
  }
  unwatch(watch: Watch): void {
    this.watches.delete(watch)
  }
  learn(watch: Watch, { seq, accounts, rows }: Looked): void {
    this.unwatch(watch)
    if (watch.void) return
    if (seq > this.learnedAt) this.learnedAt = seq
    for (const [id, account] of accounts) if (!watch.changed.has(id)) this.accounts.set(id, account)
    for (const [layout, found] of rows) {
      const known = this.rows.get(layout.table.name)
      for (const [key, row] of found) if (!watch.changed.has(key)) known?.set(key, row)
    }
  }

  private changed(key: Id): void {
    for (const watch of this.watches) watch.changed.add(key)
  }

  clear(): void {
    this.version++
    for (const watch of this.watches) watch.void = true
    this.seq = undefined
    this.learnedAt = 0n
    this.seenAt = -Infinity
    this.accounts.clear()
    for (const each of this.rows.values()) each.clear()
  }

  /** Forgets what others have changed. */
  forget(changes: Iterable<Changes>): void {
    this.version++
    for (const { accounts, rows, legs } of changes) {
      for (const id of accounts) {
        this.changed(id)
        this.accounts.delete(id)
      }
      for (const { table, key } of rows) this.forgetRow(table, key)
      for (const leg of legs) if (leg.kind !== 'post') this.forgetRow(holds.name, leg.hold)
    }
  }

  private forgetRow(table: string, key: Id): void {
    this.changed(key)
    this.rows.get(table)?.delete(key)
  }

  /** Keeps what a committed batch has read and written. */
  keep(batch: Batch, seq: bigint, now: number): void {
    this.version++
    for (const { key: id, account, stored, read } of batch.slots.accounts.values()) {
      if (account !== stored) this.changed(id)
      if (read || account !== stored) this.accounts.set(id, account)
    }
    for (const [name, slots] of batch.slots.rows) {
      const rows = this.rows.get(name)
      const changes = (batch.slots.layouts.get(name)?.changing.length ?? 0) > 0
      for (const { key, row, stored, read } of slots.values()) {
        const written = row !== null && row.cells !== stored
        if (written) this.changed(key)
        // Written as new, and never to change: it will hardly be asked for soon.
        if (written && stored === null && !changes) {
          rows?.delete(key)
          continue
        }
        if (!read && !written) continue
        // A row that was written is made again from its cells: the rule's own object may be shared with its caller.
        rows?.set(key, written ? { cells: row.cells, row: undefined } : row)
      }
    }
    this.seq = seq
    this.seenAt = now
  }
}
