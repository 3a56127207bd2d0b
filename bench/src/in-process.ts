// Purchases in this process: the ledger beside the baseline, round by round.
import { postgresLedger } from '@farthing/ledger'
import type { Ledger } from '@farthing/ledger'
import { tables } from '@farthing/server'
import type { Cluster } from './cluster.ts'
import type { Run } from './measure.ts'
import { closedLoop, postgresCpuMicros, walBytes } from './measure.ts'
import { naiveLedger } from './naive.ts'
import type { Order } from './orders.ts'
import { authorize, requestAll, requestByInsert } from './orders.ts'
import type { Sale } from './traffic.ts'

export type Sample = Run & {
  readonly postgresMicros: number
  readonly nodeMicros: number
  readonly walBytes: number
}

export type Side = {
  readonly name: string
  prepare(sales: readonly Sale[]): Promise<Order[]>
  measure(outstanding: number, millis: number, orders: Order[]): Promise<Sample>
  close(): Promise<void>
}

export async function ledgerSide(cluster: Cluster, database: string): Promise<Side> {
  const ledger = postgresLedger({ connect: cluster.urlOf(database), tables })
  await ledger.ready()
  return side(cluster, database, 'ledger', ledger, async (sales) => {
    const orders: Order[] = []
    for (let i = 0; i < sales.length; i += 4_096) orders.push(...(await requestAll(ledger, sales.slice(i, i + 4_096))))
    return orders
  })
}

export async function naiveSide(cluster: Cluster, database: string): Promise<Side> {
  const client = await cluster.connect(database)
  const made = await side(cluster, database, 'naive', naiveLedger(cluster.urlOf(database)), (sales) =>
    requestByInsert(client, sales),
  )
  return {
    ...made,
    async close() {
      await client.end()
      await made.close()
    },
  }
}

async function side(
  cluster: Cluster,
  database: string,
  name: string,
  ledger: Ledger,
  prepare: Side['prepare'],
): Promise<Side> {
  const client = await cluster.connect(database)
  return {
    name,
    prepare,
    async measure(outstanding, millis, orders) {
      const [cpu, postgres, wal] = [process.cpuUsage(), postgresCpuMicros(cluster.postmaster), await walBytes(client)]
      let next = 0
      const run = await closedLoop(outstanding, millis, async () => {
        const order = orders[next++]
        if (order === undefined) throw new Error(`${orders.length} prepared purchases were too few`)
        return authorize(ledger, order)
      })
      const used = process.cpuUsage(cpu)
      return {
        ...run,
        nodeMicros: (used.user + used.system) / run.done,
        postgresMicros: (postgresCpuMicros(cluster.postmaster) - postgres) / run.done,
        walBytes: ((await walBytes(client)) - wal) / run.done,
      }
    },
    async close() {
      await client.end()
      await ledger.close()
    },
  }
}
