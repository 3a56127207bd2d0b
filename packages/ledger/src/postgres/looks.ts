// Unlocked looks, gathered: one question to PostgreSQL answers all that were asked while the one before was on its way.
import { layoutOf } from '../table.ts'
import type { Layout } from '../table.ts'
import type { Id, RowKey } from '../types.ts'
import type { Looked, Resident } from './resident.ts'

export type Wanted = { readonly accounts: ReadonlySet<Id>; readonly rows: ReadonlyMap<Layout, ReadonlySet<Id>> }
type Gathering = {
  readonly accounts: Set<Id>
  readonly rows: Map<Layout, Set<Id>>
  readonly found: PromiseWithResolvers<Looked>
}

export class Looks {
  private readonly read: (wanted: Wanted) => Promise<Looked>
  private readonly memory: Resident
  private gathering: Gathering | undefined
  private busy = false

  constructor(memory: Resident, read: (wanted: Wanted) => Promise<Looked>) {
    this.memory = memory
    this.read = read
  }

  /** @returns All that was read together: what was asked for here, and what others asked for. */
  look(accounts: readonly Id[], rows: readonly RowKey[]): Promise<Looked> {
    const gathering: Gathering = (this.gathering ??= {
      accounts: new Set(),
      rows: new Map(),
      found: Promise.withResolvers(),
    })
    for (const id of accounts) gathering.accounts.add(id)
    for (const [table, key] of rows) {
      const layout = layoutOf(table)
      const some = gathering.rows.get(layout)
      if (some) some.add(key)
      else gathering.rows.set(layout, new Set([key]))
    }
    if (!this.busy) {
      this.busy = true
      setImmediate(() => void this.ask())
    }
    return gathering.found.promise
  }

  /** What is found is remembered, as long as it is known not to have changed meanwhile. */
  private async ask(): Promise<void> {
    for (let asked = this.gathering; asked; asked = this.gathering) {
      this.gathering = undefined
      const watch = this.memory.watch()
      try {
        const found = await this.read(asked)
        this.memory.learn(watch, found)
        asked.found.resolve(found)
      } catch (error) {
        this.memory.unwatch(watch)
        asked.found.reject(error)
      }
    }
    this.busy = false
  }
}
