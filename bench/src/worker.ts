// One of several processes on one database: prepares purchases, says so, and authorizes them when told to.
import { postgresLedger } from '@farthing/ledger'
import { tables } from '@farthing/server'
import { Meter } from './measure.ts'
import type { Order } from './orders.ts'
import { authorize, numberFrom, requestAll } from './orders.ts'
import type { Sale } from './traffic.ts'

export type WorkerTask =
  | { readonly do: 'open'; readonly url: string; readonly number: number }
  | { readonly do: 'prepare'; readonly sales: readonly Sale[] }
  | { readonly do: 'authorize'; readonly outstanding: number }
  | { readonly do: 'close' }

let ledger: ReturnType<typeof postgresLedger> | undefined
let orders: Order[] = []

async function perform(task: WorkerTask): Promise<unknown> {
  if (task.do === 'open') {
    numberFrom(task.number)
    ledger = postgresLedger({ connect: task.url, tables })
    return 'open'
  }
  const opened = ledger
  if (opened === undefined) throw new Error('open it first')
  if (task.do === 'prepare') {
    orders = await requestAll(opened, task.sales)
    return 'prepared'
  }
  if (task.do === 'close') {
    await opened.close()
    process.disconnect()
    return 'closed'
  }
  const meter = new Meter()
  await meter.window(
    task.outstanding,
    Infinity,
    () => orders.pop(),
    (order) => authorize(opened, order),
  )
  return meter.run()
}

process.on('message', (task: WorkerTask) => {
  void perform(task).then((answer) => {
    if (process.connected) process.send?.(answer)
  })
})
