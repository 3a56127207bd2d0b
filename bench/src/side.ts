// One version of Farthing as a comparison drives it. Each version brings its own, so the shape of a window must last.
import { postgresLedger } from '@farthing/ledger'
import { tables } from '@farthing/server'
import { startCluster } from './cluster.ts'
import { countAllocated } from './garbage.ts'
import { MapPostgres } from './map-postgres.ts'
import { ledgerSide } from './in-process.ts'
import { Meter } from './measure.ts'
import { authorize, requestAll } from './orders.ts'
import { httpSide } from './over-http.ts'
import { traffic } from './traffic.ts'

/**
 * `map`: PostgreSQL replaced by a map. `live`: with PostgreSQL. `http`: one call by a mandate, to a server of its own.
 */
export type How = 'map' | 'live' | 'http'

/** What a window measured, for each purchase. `postgresMicros` is 0 where there is no PostgreSQL. */
export type Window = {
  readonly perSecond: number
  readonly nodeMicros: number
  readonly postgresMicros: number
  readonly garbageBytes: number
}
export type Version = { window(outstanding: number): Promise<Window>; close(): Promise<void> }

/** Purchases in a window of a map, which has no noise of its own to be waited out; and how long another one lasts. */
const mapPurchases = 3_072
const liveMillis = 2_000

export async function openVersion(how: How): Promise<Version> {
  const cluster = await startCluster()
  await cluster.createSide('ours')
  const next = traffic(1)
  if (how === 'map') {
    const database = await MapPostgres.from(cluster.urlOf('ours'), tables)
    await cluster.close()
    return mapVersion(database, next)
  }
  const side = how === 'live' ? await ledgerSide(cluster, 'ours') : await httpSide(cluster, 'ledger', 'ours')
  const window = (outstanding: number) =>
    'ledger' in side
      ? side.measure(outstanding, liveMillis, next)
      : side.measure('mandate', outstanding, liveMillis, next)
  // Plans that were made while tables were empty scan them until PostgreSQL looks at them again, a minute later.
  await window(256)
  const client = await cluster.connect('ours')
  await client.query('ANALYZE')
  await client.end()
  return {
    window,
    async close() {
      await side.close()
      await cluster.close()
    },
  }
}

async function mapVersion(database: MapPostgres, next: ReturnType<typeof traffic>): Promise<Version> {
  const ledger = postgresLedger({ connect: () => database.connect(), tables })
  await ledger.ready()
  return {
    async window(outstanding) {
      const orders = await requestAll(ledger, Array.from({ length: mapPurchases }, next))
      const meter = new Meter()
      const allocated = countAllocated()
      const cpu = process.cpuUsage()
      let i = 0
      await meter.window(
        outstanding,
        Infinity,
        () => orders[i++],
        (order) => authorize(ledger, order),
      )
      const { user, system } = process.cpuUsage(cpu)
      return {
        perSecond: meter.run().perSecond,
        nodeMicros: (user + system) / meter.done,
        postgresMicros: 0,
        garbageBytes: allocated() / meter.done,
      }
    },
    close: () => ledger.close(),
  }
}
