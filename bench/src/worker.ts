// One of several processes on one database: prepares purchases, waits for the word, authorizes them.
import { postgresLedger } from '@farthing/ledger'
import { tables } from '@farthing/server'
import { closedLoop } from './measure.ts'
import type { Order } from './orders.ts'
import { authorize, numberFrom, requestAll } from './orders.ts'
import type { Sale } from './traffic.ts'

export type WorkerTask = { readonly url: string; readonly number: number; readonly sales: readonly Sale[] }
export type WorkerGo = { readonly outstanding: number; readonly millis: number }

process.once('message', (task: WorkerTask) => {
  void prepare(task)
})

async function prepare({ url, number, sales }: WorkerTask): Promise<void> {
  numberFrom(number)
  const ledger = postgresLedger({ connect: url, tables })
  const orders: Order[] = []
  for (let i = 0; i < sales.length; i += 4_096) orders.push(...(await requestAll(ledger, sales.slice(i, i + 4_096))))
  process.once('message', ({ outstanding, millis }: WorkerGo) => {
    let next = 0
    void closedLoop(outstanding, millis, async () => {
      const order = orders[next++]
      if (order === undefined) throw new Error(`${orders.length} prepared purchases were too few`)
      return authorize(ledger, order)
    }).then(async (run) => {
      process.send?.(run)
      await ledger.close()
      process.disconnect()
    })
  })
  process.send?.('ready')
}
