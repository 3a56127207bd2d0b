import { checkBooks } from '@farthing/ledger'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Server, Socket } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer, approvalForm, purchaseBody } from './http-fixtures.ts'
import type { ServerProcess } from './process-fixtures.ts'
import { aDatabase, aServerProcess, postForm, postJson } from './process-fixtures.ts'

/** When the server dies: before the database hears of the write, or after it has committed and before it can say so. */
type Moment = 'before commit' | 'between commit and answer'

let database: Awaited<ReturnType<typeof aDatabase>>
let vendor: TestVendor
const world = () => ({ deps: database.provider.deps, inject: database.provider.app.inject.bind(database.provider.app) })
beforeAll(async () => {
  database = await aDatabase()
  vendor = await aVendor(world())
})
afterAll(() => database.close())

describe.each<Moment>(['before commit', 'between commit and answer'])(
  'P8: the server is killed %s',
  { timeout: 120_000 },
  (moment) => {
    test('T19: the vendor’s retry with the same key finds the one purchase', async () => {
      const body = purchaseBody({ order_reference: `killed ${moment}` })
      const retried = await killed(moment, Buffer.from(`killed ${moment}`), (origin) =>
        postJson(`${origin}/v1/purchases`, vendor.secret, `key ${moment}`, body),
      )
      expect(retried.status, retried.text).toBe(201)
      const { data } = (await vendor.get('/v1/purchases?limit=100')).json<{
        data: { id: string; order_reference: string }[]
      }>()
      const made = data.filter((purchase) => purchase.order_reference === `killed ${moment}`)
      expect(made.map((purchase) => purchase.id)).toEqual([(JSON.parse(retried.text) as { id: string }).id])
    })

    test('the payer’s second press of the same button pays once', async () => {
      const payer = await aBuyer(world(), { micros: 1_000_000n })
      const { id } = (await vendor.post('/v1/purchases', purchaseBody())).json<{ id: string }>()
      const form = await approvalForm(world(), payer, id)
      const retried = await killed(moment, Buffer.from(fromPublic('txn', id) ?? '', 'hex'), (origin) =>
        postForm(`${origin}/c/${id}/approve`, payer.headers, form),
      )
      expect(retried.status, retried.text).toBe(303)
      const { rows } = await database.provider.deps.pool.query<{ balance: bigint }>(
        'SELECT credits_posted - debits_posted AS balance FROM ledger_accounts WHERE id = $1',
        [Buffer.from(boughtBucket(payer.account, 'USD'), 'hex')],
      )
      expect(rows[0]?.balance).toBe(880_000n)
      expect((await checkBooks(database.provider.deps.ledger)).problems).toEqual([])
    })
  },
)

type Answer = { readonly status: number; readonly text: string }

/**
 * Asks a server that dies at `moment` of the write that has `mark` in it; then asks another server
 * the same again.
 */
async function killed(moment: Moment, mark: Buffer, ask: (origin: string) => Promise<Answer>): Promise<Answer> {
  const proxy = await deadlyProxy(database.url, moment, mark, () => void server.kill())
  const server: ServerProcess = await aServerProcess(proxy.url)
  proxy.arm()
  try {
    await expect(ask(server.origin)).rejects.toThrow('fetch failed')
  } finally {
    await server.kill() // Left behind, it would keep the test run's output open.
    await proxy.close()
  }
  expect(proxy.struck()).toBe(true)
  const next = await aServerProcess(database.url)
  try {
    return await ask(next.origin)
  } finally {
    await next.kill()
  }
}

/** Stands between a server and PostgreSQL, and strikes once it is armed. */
async function deadlyProxy(databaseUrl: string, moment: Moment, mark: Buffer, strike: () => void) {
  const { hostname, port } = new URL(databaseUrl)
  const url = new URL(databaseUrl)
  let [armed, struck] = [false, false]
  const sockets = new Set<Socket>()
  const proxy: Server = createServer((near) => {
    const far = connect(Number(port), hostname)
    let [marked, writes] = [false, false]
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
    near.on('data', (bytes) => {
      // One trip may come in several pieces: its mark in one, its COMMIT in a later one.
      marked ||= armed && bytes.includes(mark)
      if (marked && bytes.includes('ledger_commit')) {
        writes = true
        if (moment === 'before commit') return hit()
      }
      far.write(bytes)
    })
    far.on('data', (bytes) => {
      if (writes && !struck && bytes.includes('COMMIT\0')) return hit()
      if (!struck) near.write(bytes)
    })
  })
  const hit = () => {
    struck = true
    armed = false
    strike()
  }
  proxy.listen(0, '127.0.0.1')
  await new Promise((resolve) => proxy.once('listening', resolve))
  url.port = String((proxy.address() as AddressInfo).port)
  return {
    url: url.href,
    arm: () => void (armed = true),
    struck: () => struck,
    close() {
      for (const socket of sockets) socket.destroy()
      return new Promise((resolve) => proxy.close(resolve))
    },
  }
}
