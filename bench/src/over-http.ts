// Purchases over HTTP: two requests as a browser makes them, or one by a mandate.
import type { ChildProcess } from 'node:child_process'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { nodeEnvironment, nodeOptions } from '@farthing/server/node-options'
import type { Cluster } from './cluster.ts'
import { Connection } from './http-client.ts'
import { idOf } from './identifiers.ts'
import type { Sample } from './in-process.ts'
import { Meter, cpuMicros, postgresCpuMicros, residentMiB } from './measure.ts'
import { quoteFor } from './orders.ts'
import { secretOfKey, secretOfMandate } from './secrets.ts'
import { toPublic } from '@farthing/server'
import type { Sale } from './traffic.ts'
import { cookieOf } from './world.ts'
import { loopMicros } from './yardstick.ts'

export type HttpSample = Omit<Sample, 'walBytes'> & { readonly residentMiB: number }
export type Way = 'request and buy' | 'mandate' | 'bare'
export type HttpSide = {
  /** Until `millis` have passed, or there is no next sale. */
  measure(way: Way, outstanding: number, millis: number, next: () => Sale | undefined): Promise<HttpSample>
  close(): Promise<void>
}

export async function httpSide(
  cluster: Cluster,
  side: 'ledger' | 'naive' | 'bare',
  database: string,
): Promise<HttpSide> {
  await compiled()
  const child = serve([side, cluster.urlOf(database)])
  const failed = once(child, 'exit').then(() => Promise.reject(new Error(`the server (${side}) did not start`)))
  const [{ port }] = (await Promise.race([once(child, 'message'), failed])) as [{ port: number }]
  const pid = pidOf(child)
  return {
    async measure(way, outstanding, millis, next) {
      const loopBefore = loopMicros()
      await allocatedIn(child)
      const connections = Array.from({ length: outstanding }, () => new Connection(port))
      const free = [...connections]
      const [node, postgres] = [cpuMicros(pid), postgresCpuMicros(cluster.postmaster)]
      const meter = new Meter()
      await meter.window(outstanding, millis, next, async (sale) => {
        const connection = free.pop()
        if (connection === undefined) throw new Error('every connection is busy')
        await (way === 'request and buy' ? buy(connection, sale) : post(connection, sale, way === 'mandate'))
        free.push(connection)
      })
      const run = meter.run()
      for (const connection of connections) connection.end()
      const [nodeMicros, postgresMicros] = [cpuMicros(pid) - node, postgresCpuMicros(cluster.postmaster) - postgres]
      return {
        ...run,
        nodeMicros: nodeMicros / run.done,
        postgresMicros: postgresMicros / run.done,
        loopMicros: (loopBefore + loopMicros()) / 2,
        garbageBytes: (await allocatedIn(child)) / run.done,
        residentMiB: residentMiB(pid),
      }
    },
    async close() {
      if (child.exitCode === null) {
        child.disconnect()
        await once(child, 'exit')
      }
    },
  }
}

/** As an operator runs it, and every side alike. */
function serve(args: string[]): ChildProcess {
  const cache = fileURLToPath(new URL('../../node_modules/.cache/farthing', import.meta.url))
  const answer = JSON.stringify(bareAnswer)
  const env = { ...process.env, ...nodeEnvironment, BENCH_ANSWER: answer, NODE_COMPILE_CACHE: cache }
  return fork(new URL('serve.ts', import.meta.url), args, { env, execArgv: [...nodeOptions] })
}

let compiling: Promise<unknown> | undefined
/** A first start compiles and keeps it for later ones: those are measured. */
function compiled(): Promise<unknown> {
  compiling ??= once(serve([]), 'exit')
  return compiling
}

/** What the server has put on its heap since it was asked last. */
async function allocatedIn(child: ChildProcess): Promise<number> {
  child.send('allocated')
  const [{ allocated }] = (await once(child, 'message')) as [{ allocated: number }]
  return allocated
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('the server did not start')
  return child.pid
}

let count = 0
async function post(connection: Connection, sale: Sale, byMandate: boolean): Promise<void> {
  const reply = await connection.post('/v1/purchases', vendorHeaders(sale), requestBody(sale, byMandate))
  if (reply.status !== 201) throw new Error(`POST /v1/purchases: ${reply.status} ${reply.body}`)
}

async function buy(connection: Connection, sale: Sale): Promise<void> {
  const reply = await connection.post('/v1/purchases', vendorHeaders(sale), requestBody(sale, false))
  const purchase = /"id":"(txn_[0-9a-z]{26})"/.exec(reply.body)?.[1]
  if (reply.status !== 201 || purchase === undefined)
    throw new Error(`POST /v1/purchases: ${reply.status} ${reply.body}`)
  const quote = quoteFor(sale)
  const headers = `Content-Type: application/x-www-form-urlencoded\r\nOrigin: http://wallet.localhost\r\nCookie: __Host-farthing=${cookieOf(sale.payer)}\r\n`
  const approved = await connection.post(
    `/c/${purchase}/approve`,
    headers,
    `attempt=bench-attempt-${++count}&quote=${quote}`,
  )
  if (approved.status !== 303)
    throw new Error(`approve: ${approved.status} ${approved.body.replace(/<[^>]*>/g, ' ').slice(0, 500)}`)
}

const run = Date.now().toString(36)
const vendorHeaders = (sale: Sale): string =>
  `Content-Type: application/json\r\nAuthorization: Bearer ${secretOfKey(sale.vendor)}\r\nIdempotency-Key: ${run}-${++count}\r\n`

const requestBody = (sale: Sale, byMandate: boolean): string =>
  JSON.stringify({
    item: toPublic('itm', idOf('item', sale.item)),
    return_url: 'https://vendor.example/read',
    cancel_url: 'https://vendor.example/read',
    order_reference: `${run}-${++count}`,
    ...(byMandate ? { mandate: secretOfMandate(sale.payer) } : {}),
  })

const money = { amount: '0.02', currency: 'USD' }
const bareAnswer = {
  id: toPublic('txn', idOf('purchase', 1)), object: 'purchase', mode: 'live', status: 'requested', order_reference: 'A-1',
  item: { id: toPublic('itm', idOf('item', 1)), version: 1, sku: 'sku-1', title: 'An article', description: 'Of some length', kind: 'content' },
  price: money, captured: { ...money, amount: '0' }, refunded: { ...money, amount: '0' }, payer: null, entitlement: null,
  approval_url: 'https://wallet.example/c/txn', return_url: 'https://vendor.example/read', cancel_url: 'https://vendor.example/read',
  requested_at: '2026-11-24T09:00:00.000Z', expires_at: '2026-11-24T09:15:00.000Z', authorized_at: null, hold_expires_at: null, decline: null,
  royalty_transactions: [], tracking: {}, form_parameters: {}, vendor_login: null,
} // prettier-ignore
