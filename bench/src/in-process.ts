// Purchases in this process: the ledger beside the baseline, round by round.
import { postgresLedger } from '@farthing/ledger'
import type { Ledger } from '@farthing/ledger'
import { tables } from '@farthing/server'
import type { Cluster } from './cluster.ts'
import { countAllocated } from './garbage.ts'
import type { Run } from './measure.ts'
import { Meter, postgresCpuMicros, walBytes } from './measure.ts'
import { naiveLedger } from './naive.ts'
import type { Order } from './orders.ts'
import { authorize, requestAll, requestByInsert } from './orders.ts'
import type { Sale } from './traffic.ts'
import { loopMicros } from './yardstick.ts'

export type Sample = Run & {
  readonly postgresMicros: number
  readonly nodeMicros: number
  /** CPU of the fixed loop at that time, the mean of before and after. */
  readonly loopMicros: number
  /** Put on the heap of Node for each purchase. */
  readonly garbageBytes: number
  readonly walBytes: number
}

export type Side = {
  readonly ledger: Ledger
  /** Requests purchases, as vendors' servers would a moment before they are approved. */
  prepare(sales: readonly Sale[]): Promise<Order[]>
  /** Authorizes purchases for `millis`; what is prepared on the way is not counted. */
  measure(outstanding: number, millis: number, next: () => Sale): Promise<Sample>
  close(): Promise<void>
}

/** What is prepared at a time: seldom more than are on their way in life, so what memory holds of them is as in life. */
const chunks: Record<number, number> = { 1: 500, 32: 4_000 }
const largeChunk = 9_000

export async function ledgerSide(cluster: Cluster, database: string): Promise<Side> {
  const ledger = postgresLedger({ connect: cluster.urlOf(database), tables })
  await ledger.ready()
  return side(cluster, database, ledger, 1, (sales) => requestAll(ledger, sales))
}

export async function naiveSide(cluster: Cluster, database: string): Promise<Side> {
  const client = await cluster.connect(database)
  const ledger = naiveLedger(cluster.urlOf(database))
  const made = await side(cluster, database, ledger, 0.1, (sales) => requestByInsert(client, sales))
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
  ledger: Ledger,
  share: number,
  prepare: Side['prepare'],
): Promise<Side> {
  const client = await cluster.connect(database)
  return {
    ledger,
    prepare,
    async measure(outstanding, millis, next) {
      const meter = new Meter()
      const used = { node: 0, postgres: 0, wal: 0, garbage: 0 }
      const loopBefore = loopMicros()
      const size = Math.max(outstanding, (chunks[outstanding] ?? largeChunk) * share)
      while (meter.millis < millis) {
        const orders = await prepare(Array.from({ length: size }, next))
        const [cpu, postgres, wal] = [process.cpuUsage(), postgresCpuMicros(cluster.postmaster), await walBytes(client)]
        const allocated = countAllocated()
        let i = 0
        await meter.window(
          outstanding,
          millis,
          () => orders[i++],
          (order) => authorize(ledger, order),
        )
        const { user, system } = process.cpuUsage(cpu)
        used.node += user + system
        used.garbage += allocated()
        used.postgres += postgresCpuMicros(cluster.postmaster) - postgres
        used.wal += (await walBytes(client)) - wal
      }
      return {
        ...meter.run(),
        nodeMicros: used.node / meter.done,
        postgresMicros: used.postgres / meter.done,
        loopMicros: (loopBefore + loopMicros()) / 2,
        garbageBytes: used.garbage / meter.done,
        walBytes: used.wal / meter.done,
      }
    },
    async close() {
      await client.end()
      await ledger.close()
    },
  }
}
