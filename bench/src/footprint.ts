import type { Cluster } from './cluster.ts'
import type { Side } from './in-process.ts'
import { walBytes } from './measure.ts'
import type { Sale } from './traffic.ts'

/** What one purchase, requested and captured, leaves behind. */
export type Footprint = {
  readonly rowsInserted: number
  readonly rowsUpdated: number
  readonly walBytes: number
  readonly bytes: number
}

export async function footprint(
  cluster: Cluster,
  database: string,
  side: Side,
  sales: readonly Sale[],
): Promise<Footprint> {
  const client = await cluster.connect(database)
  const tables = `(SELECT sum(n_tup_ins) AS ins, sum(n_tup_upd) AS upd FROM pg_stat_user_tables)`
  const read = async () => {
    // Backends tell their counts once a second at most; a new connection sees what has been told.
    await client.query('SELECT pg_sleep(1.5), pg_stat_clear_snapshot()')
    const { rows } = await client.query<{ ins: string; upd: string; size: string }>(
      `SELECT ins, upd, pg_database_size(current_database()) AS size FROM ${tables} s`,
    )
    const [row] = rows
    return { ins: Number(row?.ins), upd: Number(row?.upd), size: Number(row?.size), wal: await walBytes(client) }
  }
  // A first full image of each page after a checkpoint is no purchase's own.
  await side.measure(1_024, 200, await side.prepare(sales.slice(0, 10_000)))
  const before = await read()
  const orders = await side.prepare(sales.slice(10_000))
  await side.measure(1_024, 60_000, orders).catch(() => undefined) // All that were prepared.
  const after = await read()
  await client.end()
  const count = orders.length
  return {
    rowsInserted: (after.ins - before.ins) / count,
    rowsUpdated: (after.upd - before.upd) / count,
    walBytes: (after.wal - before.wal) / count,
    bytes: (after.size - before.size) / count,
  }
}
