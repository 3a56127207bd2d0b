// The same load on one process, and divided between two on the same database.
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Cluster } from './cluster.ts'
import type { Run } from './measure.ts'
import type { Sale } from './traffic.ts'
import type { WorkerTask } from './worker.ts'

export type Processes = {
  /** Purchases a second of `count` of them together. */
  measure(count: 1 | 2, outstanding: number, sales: (n: number) => Sale[]): Promise<number>
  close(): Promise<void>
}

/** What one process is given in one window. */
const each = 9_000

export async function startProcesses(cluster: Cluster, database: string): Promise<Processes> {
  const workers = [1, 2].map(() => fork(new URL('worker.ts', import.meta.url)))
  await Promise.all(
    workers.map((worker, i) =>
      ask(worker, { do: 'open', url: cluster.urlOf(database), number: (i + 1) * 100_000_000 }),
    ),
  )
  const window = async (count: number, outstanding: number, sales: (n: number) => Sale[], size: number) => {
    const some = workers.slice(0, count)
    await Promise.all(some.map((worker) => ask(worker, { do: 'prepare', sales: sales(size) })))
    const runs = await Promise.all(
      some.map((worker) => ask<Run>(worker, { do: 'authorize', outstanding: outstanding / count })),
    )
    return runs.reduce((sum, run) => sum + run.perSecond, 0)
  }
  return {
    async measure(count, outstanding, sales) {
      await window(count, outstanding, sales, each / 3) // Each learns what the other has changed meanwhile.
      return window(count, outstanding, sales, each)
    },
    async close() {
      await Promise.all(
        workers.map(async (worker) => {
          worker.send({ do: 'close' } satisfies WorkerTask)
          await once(worker, 'exit')
        }),
      )
    },
  }
}

async function ask<Answer>(worker: ChildProcess, task: WorkerTask): Promise<Answer> {
  worker.send(task)
  const [answer] = (await once(worker, 'message')) as [Answer]
  return answer
}
