// A file of two hundred thousand rows, read slowly over a real connection: what the server holds of it does not grow.
import { get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aRequest } from '../console/fixtures.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import type { TestStaff } from './fixtures.ts'
import { aStaff } from './fixtures.ts'

const rows = 200_000
let provider: TestProvider
let vera: TestStaff
let courier: TestVendor

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  vera = await aStaff(provider, { roles: ['finance', 'risk'] })
  courier = await aVendor(provider)
  const item = { sku: 'one', title: 'One of many', price: { amount: '0.25', currency: 'USD' } }
  const one = fromPublic('txn', await aRequest(courier, { item })) ?? ''
  // The same purchase again and again, each under an identifier of its own.
  for (let from = 1; from < rows; from += 20_000)
    await provider.deps.pool.query(
      `INSERT INTO purchases
       SELECT copy.* FROM purchases p, generate_series($2::int, $3::int) i,
              jsonb_populate_record(p, jsonb_build_object('id', '\\x' || lpad(to_hex(i), 26, '0') || '000000')) copy
        WHERE p.id = $1`,
      [Buffer.from(one, 'hex'), from, Math.min(from + 20_000, rows) - 1],
    )
}, 120_000)
afterAll(() => provider.close())

/** What is held in memory once all that is of no use is gone, in MiB. */
function heldMiB(): number {
  setFlagsFromString('--expose-gc')
  ;(runInNewContext('gc') as () => void)()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1_048_576
}

test('T27: a long file streams, with memory that stays flat, and its rows are on record', async () => {
  await provider.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = provider.app.server.address() as AddressInfo
  const path = '/api/desk/tables/purchases.csv?reason=The+year'
  let lines = 0
  let bytes = 0
  const held: number[] = []
  await new Promise<void>((resolve, reject) => {
    get({ port, host: '127.0.0.1', path, headers: vera.headers }, (response) => {
      response.on('error', reject).on('end', resolve)
      response.on('data', (piece: Buffer) => {
        for (const byte of piece) if (byte === 10) lines++
        bytes += piece.length
        if (lines >= (held.length + 1) * 40_000) held.push(heldMiB())
      })
    }).on('error', reject)
  })
  expect(lines).toBe(rows + 1)
  expect(bytes).toBeGreaterThan(25_000_000)
  expect(held.length).toBe(5)
  // Held whole, it would be more by some 25 MiB from the first to the last.
  expect(Math.max(...held) - (held[0] ?? 0)).toBeLessThan(8)
  const record = await provider.inject({ url: '/api/desk/record?limit=5', headers: vera.headers })
  const ended = record.json<Answered>().data.find(({ name }) => name === 'export.purchases.ended')
  expect(ended?.['facts']).toContainEqual({ name: 'rows', value: String(rows) })
}, 120_000)

test('whoever stops reading has on record how many rows went out', async () => {
  const { port } = provider.app.server.address() as AddressInfo
  const path = '/api/desk/tables/purchases.csv?reason=Stopped'
  await new Promise<void>((resolve) => {
    const request = get({ port, host: '127.0.0.1', path, headers: vera.headers }, (response) => {
      response.once('data', () => request.destroy())
    })
    request.on('error', () => undefined).on('close', resolve)
  })
  await expect
    .poll(async () => {
      const record = await provider.inject({ url: '/api/desk/record?limit=20', headers: vera.headers })
      const ended = record
        .json<Answered>()
        .data.find(({ name, reason }) => name === 'export.purchases.ended' && reason === 'Stopped')
      return (ended?.['facts'] as { name: string; value: string }[] | undefined)?.find(({ name }) => name === 'whole')
        ?.value
    })
    .toBe('no')
})
