// The same load on one process, and divided between two on the same database.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Cluster } from './cluster.ts'
import type { Run } from './measure.ts'
import type { Sale } from './traffic.ts'
import type { WorkerGo, WorkerTask } from './worker.ts'

let number = 0

/** Purchases a second of `count` processes together. */
export async function processes(
  cluster: Cluster,
  database: string,
  count: number,
  outstanding: number,
  millis: number,
  sales: (n: number) => Sale[],
): Promise<number> {
  const workers = await Promise.all(
    Array.from({ length: count }, async () => {
      const worker = fork(new URL('worker.ts', import.meta.url))
      const task: WorkerTask = {
        url: cluster.urlOf(database),
        number: ++number * 10_000_000,
        sales: sales(Math.ceil(60_000 / count)),
      }
      worker.send(task)
      await once(worker, 'message')
      return worker
    }),
  )
  const go: WorkerGo = { outstanding: outstanding / count, millis }
  const runs = await Promise.all(
    workers.map(async (worker) => {
      worker.send(go)
      const [run] = (await once(worker, 'message')) as [Run]
      return run
    }),
  )
  return runs.reduce((sum, run) => sum + run.perSecond, 0)
}
