import { memoryLedger, postgresLedger } from '../index.ts'
import type { Clock, Ledger, Table } from '../index.ts'
import { tables as bankTables } from './bank.ts'
import { testDatabase } from './database.ts'

export type Opened = {
  readonly ledger: Ledger
  close(): Promise<void>
  /** Another process of the same ledger, which remembers nothing. A ledger in memory is one process alone. */
  reopened?(): Ledger
}
export type Adapter = {
  readonly name: string
  open(options: { clock?: Clock; tables?: readonly Table[]; maxQueued?: number }): Promise<Opened>
}

/** Both adapters; one suite holds them equal. */
export const adapters: readonly Adapter[] = [
  {
    name: 'memory',
    async open({ tables = bankTables, ...options }) {
      const ledger = memoryLedger({ tables, backoffMillis: 1, ...options })
      return { ledger, close: () => ledger.close() }
    },
  },
  {
    name: 'PostgreSQL',
    async open({ tables = bankTables, ...options }) {
      const database = await testDatabase(tables)
      const reopened = () =>
        postgresLedger({ connect: database.url, tables, backoffMillis: 1, pollMillis: 20, ...options })
      const ledger = reopened()
      return {
        ledger,
        reopened,
        async close() {
          await ledger.close()
          await database.drop()
        },
      }
    },
  },
]
