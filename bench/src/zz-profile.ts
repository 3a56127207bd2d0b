import { startCluster } from './cluster.ts'
import { ledgerSide, naiveSide } from './in-process.ts'
import { traffic } from './traffic.ts'
import { Session } from 'node:inspector/promises'
import { writeFileSync } from 'node:fs'
const which = process.argv[2] ?? 'ours'
const sizes = (process.argv[3] ?? '1024').split(',').map(Number)
const millis = Number(process.argv[4] ?? 4000)
const prof = process.argv[5]
const cluster = await startCluster()
try {
  const names = which.split(',')
  const sides = new Map()
  const next = traffic(1)
  for (const n of names) {
    await cluster.createSide(n)
    const side = n === 'ours' ? await ledgerSide(cluster, n) : await naiveSide(cluster, n)
    sides.set(n, side)
    const w = await side.measure(n === 'ours' ? 1024 : 256, 6000, next)
    console.log('warm', n, w.perSecond)
  }
  for (const size of sizes)
    for (const n of names) {
      const side = sides.get(n)
      if (n === 'naive' && size === 1024) continue
      const inspector = new Session()
      if (prof) {
        inspector.connect()
        await inspector.post('Profiler.enable')
        await inspector.post('Profiler.setSamplingInterval', { interval: 200 })
        await inspector.post('Profiler.start')
      }
      const s = await side.measure(size, millis, next)
      if (prof) {
        const { profile } = await inspector.post('Profiler.stop')
        writeFileSync(`${prof}-${size}.cpuprofile`, JSON.stringify(profile))
      }
      console.log(
        n,
        size,
        Math.round(s.perSecond),
        'p50',
        s.p50Millis.toFixed(1),
        'node',
        Math.round(s.nodeMicros),
        'pg',
        Math.round(s.postgresMicros),
        'wal',
        Math.round(s.walBytes),
        'rss',
        Math.round(process.memoryUsage.rss() / 1048576),
        'heap',
        Math.round(process.memoryUsage().heapUsed / 1048576),
      )
    }
  for (const n of names) {
    const c = await cluster.connect(n)
    console.log(
      n,
      (await c.query('select deadlocks, xact_rollback from pg_stat_database where datname = current_database()'))
        .rows[0],
    )
    console.table(
      (
        await c.query(
          'select relname, seq_scan, seq_tup_read, idx_scan, n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where idx_scan > 100 or seq_scan > 100 order by 4 desc limit 14',
        )
      ).rows,
    )
    await c.end()
  }
  for (const s of sides.values()) await s.close()
} finally {
  await cluster.close()
}
