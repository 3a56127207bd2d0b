import { rowOf } from './cells.ts'
import type { StoredRow } from './cells.ts'
import { FinalFault } from './faults.ts'
import { holds, layoutOf } from './table.ts'
import type { Account, Hold, Id, Keys, RowOf, Seen, Table } from './types.ts'

/** What an unlocked look has found: of each key, in its place. Keys are few: a list is searched faster than a map is made. */
export class Look implements Seen {
  private readonly keys: Keys
  private readonly accounts: readonly (Account | null)[]
  private readonly rows: readonly (StoredRow | null)[]

  constructor(keys: Keys, accounts: readonly (Account | null)[], rows: readonly (StoredRow | null)[]) {
    this.keys = keys
    this.accounts = accounts
    this.rows = rows
  }
  account(id: Id): Account | undefined {
    const place = this.keys.accounts.indexOf(id)
    if (place < 0) throw new FinalFault(`account ${id} was looked at without having been declared`)
    return this.accounts[place] ?? undefined
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    const place = placeOfRow(this.keys, table.name, key)
    if (place < 0) throw new FinalFault(`${table.name} ${key} was looked at without having been declared`)
    const row = this.rows[place]
    return row ? (rowOf(layoutOf(table), row) as RowOf<T>) : undefined
  }
  hold(id: Id): Hold | undefined {
    return this.row(holds, id)
  }
  need(keys: () => Partial<Keys>): void {
    const { accounts = [], rows = [] } = keys()
    for (const id of accounts) this.account(id)
    for (const [table, key] of rows) this.row(table, key)
  }
}

/** Where a row stands among the keys; below zero: nowhere. */
function placeOfRow({ rows }: Keys, table: string, key: Id): number {
  for (let i = 0; i < rows.length; i++) {
    const each = rows[i] as Keys['rows'][number]
    if (each[1] === key && each[0].name === table) return i
  }
  return -1
}
