// What a batch knows of the world: what it has read, with its own writes on top.
import type { StoredCells, StoredRow } from './cells.ts'
import type { Layout } from './table.ts'
import type { Account, Id } from './types.ts'
import { FinalFault } from './faults.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
export type MutableAccount = Mutable<Account>

/** Stands where there is no account yet. */
export const nobody: MutableAccount = {
  id: '',
  asset: '',
  floor: null,
  ceiling: null,
  debitsPending: 0n,
  debitsPosted: 0n,
  creditsPending: 0n,
  creditsPosted: 0n,
  entries: 0n,
  history: false,
}

export type AccountSlot = {
  readonly key: Id
  /** As it stands now; `null`: no such account. Each operation that moves it puts a copy here. */
  account: MutableAccount | null
  /** As it stood before the batch. */
  readonly stored: Account | null
  /** It was read for this batch: what holds the state between batches does not have it. */
  readonly read: boolean
  /** The operation that touched it last, and how it stood before that one. */
  operation: number
  before: MutableAccount | null
  /** A rule may have been shown `account`: it must not be written on. */
  shown: boolean
}

export type RowSlot = {
  readonly key: Id
  row: StoredRow | null
  /** As it stood before the batch. */
  readonly stored: StoredCells | null
  /** As of an account. */
  readonly read: boolean
  /** The operation that wrote it last. */
  operation: number
}

/** What holds the state between batches. `undefined`: unknown; `null`: known to be absent. */
export type State = {
  account(id: Id): Account | null | undefined
  row(layout: Layout, key: Id): StoredRow | null | undefined
  /** Whether what a rule writes unread exists, for those who know without asking: a database says so when it is written. */
  hasAccount?(id: Id): boolean
  hasRow?(layout: Layout, key: Id): boolean
}

export class Slots {
  readonly accounts = new Map<Id, AccountSlot>()
  readonly rows = new Map<string, Map<Id, RowSlot>>()
  readonly layouts: ReadonlyMap<string, Layout>

  constructor(layouts: ReadonlyMap<string, Layout>) {
    this.layouts = layouts
  }

  learnAccount(id: Id, account: Account | null, read: boolean): AccountSlot {
    const known = this.accounts.get(id)
    if (known) return known
    const slot: AccountSlot = { key: id, account, stored: account, read, operation: 0, before: null, shown: true }
    this.accounts.set(id, slot)
    return slot
  }

  row({ table }: Layout, key: Id): RowSlot | undefined {
    return this.rowsOf(table.name).get(key)
  }

  learnRow({ table }: Layout, key: Id, row: StoredRow | null, read: boolean): RowSlot {
    const rows = this.rowsOf(table.name)
    const known = rows.get(key)
    if (known) return known
    const slot: RowSlot = { key, row, stored: row === null ? null : row.cells, read, operation: 0 }
    rows.set(key, slot)
    return slot
  }

  /** A row that was written unread was not written after all: nothing is known of it. */
  forgetRow({ table }: Layout, key: Id): void {
    this.rows.get(table.name)?.delete(key)
  }

  private rowsOf(name: string): Map<Id, RowSlot> {
    const known = this.rows.get(name)
    if (known) return known
    if (!this.layouts.has(name)) return unregistered(name)
    const rows = new Map<Id, RowSlot>() // Most batches, and all previews, look at a few of the tables.
    this.rows.set(name, rows)
    return rows
  }
}

function unregistered(name: string): never {
  throw new FinalFault(`the table ${name} is not registered with this ledger`)
}
