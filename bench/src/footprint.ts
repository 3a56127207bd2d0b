import type { Cluster } from './cluster.ts'
import type { Side } from './in-process.ts'
import { Meter, walBytes } from './measure.ts'
import { authorize } from './orders.ts'
import type { Sale } from './traffic.ts'

/** What one purchase, requested and captured, leaves behind. */
export type Footprint = {
  readonly rowsInserted: number
  readonly rowsUpdated: number
  readonly walBytes: number
  readonly bytes: number
}

const count = 9_000

export async function footprint(cluster: Cluster, database: string, side: Side, next: () => Sale): Promise<Footprint> {
  const client = await cluster.connect(database)
  const tables = `(SELECT sum(n_tup_ins) AS ins, sum(n_tup_upd) AS upd FROM pg_stat_user_tables)`
  const read = async () => {
    // Backends publish their counts at most once a second; a new connection sees what has been published.
    await client.query('SELECT pg_sleep(1.5), pg_stat_clear_snapshot()')
    const { rows } = await client.query<{ ins: string; upd: string; size: string }>(
      `SELECT ins, upd, pg_database_size(current_database()) AS size FROM ${tables} s`,
    )
    const [row] = rows
    return { ins: Number(row?.ins), upd: Number(row?.upd), size: Number(row?.size), wal: await walBytes(client) }
  }
  const before = await read()
  const orders = await side.prepare(Array.from({ length: count }, next))
  await new Meter().window(
    1_024,
    Infinity,
    () => orders.pop(),
    (order) => authorize(side.ledger, order),
  )
  const after = await read()
  await client.end()
  return {
    rowsInserted: (after.ins - before.ins) / count,
    rowsUpdated: (after.upd - before.upd) / count,
    walBytes: (after.wal - before.wal) / count,
    bytes: (after.size - before.size) / count,
  }
}
