// What one rule looks at. A key that is not known yet suspends it.
import { rowOf } from './cells.ts'
import { FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import type { AccountSlot, RowSlot, Slots, State } from './slots.ts'
import { holds } from './table.ts'
import type { Layout } from './table.ts'
import type { Account, Hold, Id, Keys, RowKey, RowOf, RowWrite, Seen, Table } from './types.ts'

/** Thrown where a rule looks at a key that is not known yet. Nobody reads its stack, so it has none. */
class Suspended extends Error {
  override name = 'Suspended'
}
const suspended = ((): Suspended => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 0
  const made = new Suspended('a rule caught what a look has thrown')
  Error.stackTraceLimit = stackTraceLimit
  return made
})()

export class View implements Seen {
  protected readonly slots: Slots
  protected readonly state: State
  /** Whose rule looks: for the words of faults. */
  protected name = ''
  private missingAccounts: Id[] = []
  private missingRows: RowKey[] = []

  constructor(slots: Slots, state: State) {
    this.slots = slots
    this.state = state
  }

  /** The rule has looked at what is not known. */
  get isSuspended(): boolean {
    return this.missingAccounts.length > 0 || this.missingRows.length > 0
  }
  /** What has to be read before it can go on. */
  get missing(): Keys {
    return { accounts: this.missingAccounts, rows: this.missingRows }
  }
  forgetMissing(): void {
    this.missingAccounts = []
    this.missingRows = []
  }

  // Looks

  account(id: Id): Account | undefined {
    const slot = this.accountSlot(id)
    if (slot.account === null) return undefined
    slot.shown = true
    return slot.account
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    const layout = this.layout(table)
    const { row } = this.rowSlot(layout, key)
    return row === null ? undefined : (rowOf(layout, row) as RowOf<T>)
  }
  hold(id: Id): Hold | undefined {
    return this.row(holds, id)
  }
  need(keys: () => Partial<Keys>): void {
    if (this.gathering) this.gather(keys())
  }
  /** Whether keys that a rule will look at are asked for: not while it may find that it knows them all. */
  protected gathering = false
  protected gather({ accounts, rows }: Partial<Keys>): void {
    if (accounts) for (const id of accounts) if (!this.findAccount(id)) this.missAccount(id)
    if (rows) for (const [table, key] of rows) if (!this.findRow(this.layout(table), key)) this.missRow(table, key)
    if (this.isSuspended) this.suspend()
  }
  /** What a refusal writes will be looked at. */
  missRows(rows: readonly RowWrite[]): void {
    for (const { table, key } of rows) if (!this.findRow(this.layout(table), key)) this.missRow(table, key)
  }

  protected missAccount(id: Id): void {
    demandId(id)
    this.missingAccounts.push(id)
  }
  private missRow(table: Table, key: Id): void {
    demandId(key)
    this.missingRows.push([table, key])
  }
  protected findAccount(id: Id): AccountSlot | undefined {
    const slot = this.slots.accounts.get(id)
    if (slot) return slot
    const known = this.state.account(id)
    return known === undefined ? undefined : this.slots.learnAccount(id, known, false)
  }
  protected findRow(layout: Layout, key: Id): RowSlot | undefined {
    const slot = this.slots.row(layout, key)
    if (slot) return slot
    const known = this.state.row(layout, key)
    return known === undefined ? undefined : this.slots.learnRow(layout, key, known, false)
  }
  protected accountSlot(id: Id): AccountSlot {
    const slot = this.findAccount(id)
    if (slot) return slot
    this.missAccount(id)
    return this.suspend()
  }
  protected rowSlot(layout: Layout, key: Id): RowSlot {
    const slot = this.findRow(layout, key)
    if (slot) return slot
    this.missRow(layout.table, key)
    return this.suspend()
  }
  protected layout(table: Table): Layout {
    const layout = this.slots.layouts.get(table.name)
    if (layout?.table.columns === table.columns) return layout
    throw new FinalFault(`${this.name} names the table ${table.name}, which is not registered`)
  }

  /** The rule goes no further: it is run again once what is missing has been read. */
  protected suspend(): never {
    throw suspended
  }
}
