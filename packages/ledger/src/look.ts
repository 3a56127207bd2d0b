import { rowOf } from './cells.ts'
import type { StoredRow } from './cells.ts'
import { FinalFault } from './faults.ts'
import { declaresAccount, declaresRow } from './operation.ts'
import { holds } from './table.ts'
import type { Layout } from './table.ts'
import type { Account, Hold, Id, Keys, RowOf, Seen, Table } from './types.ts'

/** What an unlocked look has found. */
export class Look implements Seen {
  private readonly keys: Keys
  private readonly accounts: ReadonlyMap<Id, Account | null>
  private readonly rows: ReadonlyMap<Layout, ReadonlyMap<Id, StoredRow | null>>
  private readonly layouts: ReadonlyMap<string, Layout>

  constructor(
    keys: Keys,
    accounts: ReadonlyMap<Id, Account | null>,
    rows: ReadonlyMap<Layout, ReadonlyMap<Id, StoredRow | null>>,
    layouts: ReadonlyMap<string, Layout>,
  ) {
    this.keys = keys
    this.accounts = accounts
    this.rows = rows
    this.layouts = layouts
  }
  account(id: Id): Account | undefined {
    if (!this.accounts.has(id)) throw new FinalFault(`account ${id} was looked at without having been declared`)
    return this.accounts.get(id) ?? undefined
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    const layout = this.layouts.get(table.name)
    const row = layout && this.rows.get(layout)?.get(key)
    if (!layout || row === undefined) {
      throw new FinalFault(`${table.name} ${key} was looked at without having been declared`)
    }
    return row === null ? undefined : (rowOf(layout, row) as RowOf<T>)
  }
  hold(id: Id): Hold | undefined {
    return this.row(holds, id)
  }
  knowsAccount(id: Id): boolean {
    return declaresAccount(this.keys, id)
  }
  knowsRow(table: Table, key: Id): boolean {
    return declaresRow(this.keys, table.name, key)
  }
}
