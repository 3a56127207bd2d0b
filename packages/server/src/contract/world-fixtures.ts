// A provider that listens, with people and vendors in it, for tests that call everything it offers.
import { request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestStaff } from '../desk/fixtures.ts'
import { aStaff } from '../desk/fixtures.ts'
import { createVouchers } from '../funding/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { RoleName } from '../staff/index.ts'
import { roleNames } from '../staff/index.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'

export type Answer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** The body, where it is JSON. */
  readonly json: Readonly<Record<string, unknown>>
}

export type Sent = {
  readonly method: string
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  /** Text is sent as it is; anything else as JSON. */
  readonly body?: unknown
}

export type World = {
  readonly provider: TestProvider
  /** Who sells, and another vendor with a team of its own. */
  readonly vendor: TestVendor
  readonly rival: TestVendor
  /** Who buys, and somebody who has nothing to do with it. */
  readonly buyer: TestUser
  readonly stranger: TestUser
  /** At the desk: who has every role, and somebody else who has. */
  readonly desk: TestStaff
  readonly second: TestStaff
  /** At the desk, with one role each. */
  readonly ofRole: ReadonlyMap<RoleName, TestStaff>
  readonly withoutRoles: TestStaff
  /** A text that no other has. */
  unique(what: string): string
  voucher(): Promise<string>
  /** A request over a real connection. */
  send(request: Sent): Promise<Answer>
  /** A fingerprint of each table that the database holds, without those named. */
  fingerprint(without: readonly string[]): Promise<string>
  close(): Promise<void>
}

export async function aContractWorld(env: Readonly<Record<string, string>> = {}): Promise<World> {
  const provider = await testProvider({ ...env, FARTHING_TRUST_PROXY: '1' })
  const { app, deps } = provider
  await app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = app.server.address() as AddressInfo
  let count = 0
  const unique = (what: string) => `${what}-${++count}`
  return {
    provider,
    vendor: await aVendor(provider),
    rival: await aVendor(provider, { name: 'Halfstep', sites: ['https://halfstep.example'] }),
    buyer: await aBuyer(provider, { micros: 1_000_000_000n }),
    stranger: await aBuyer(provider, { micros: 1_000_000_000n }),
    desk: await aStaff(provider, { roles: roleNames }),
    second: await aStaff(provider, { roles: roleNames }),
    ofRole: await oneOfEachRole(provider),
    withoutRoles: await aStaff(provider, { roles: [] }),
    unique,
    async voucher() {
      const expiresAt = deps.clock.now() + seconds(86_400)
      const input = { count: 1, amountMicros: 5_000_000n, currency: 'USD' as const, batch: unique('batch'), expiresAt }
      return (await createVouchers(deps, input))[0] ?? ''
    },
    // Each from an address of its own, so that none is refused for the wrong keys that another showed.
    send({ headers, ...rest }) {
      const address = `10.${(++count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
      return send(port, { ...rest, headers: { 'x-forwarded-for': address, ...headers } })
    },
    fingerprint: (without) => fingerprintOf(provider, without),
    close: () => provider.close(),
  }
}

async function oneOfEachRole(provider: TestProvider): Promise<ReadonlyMap<RoleName, TestStaff>> {
  const found = new Map<RoleName, TestStaff>()
  for (const role of roleNames) found.set(role, await aStaff(provider, { roles: [role] }))
  return found
}

function send(port: number, { method, url, headers = {}, body }: Sent): Promise<Answer> {
  const payload = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
  const type =
    payload === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload) }
  return new Promise((resolve, reject) => {
    const request = httpRequest({ port, host: '127.0.0.1', method, path: url, headers: { ...type, ...headers } })
    request.on('error', reject).on('response', (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece)).on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(pieces).toString()
        const isJson = /json/.test(response.headers['content-type'] ?? '') && text !== ''
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])),
          text,
          json: isJson ? (JSON.parse(text) as Answer['json']) : {},
        })
      })
    })
    request.end(payload)
  })
}

async function fingerprintOf({ deps: { pool } }: TestProvider, without: readonly string[]): Promise<string> {
  const tables = await pool.query<{ name: string }>(
    `SELECT quote_ident(tablename) AS name FROM pg_tables
      WHERE schemaname = 'public' AND tablename <> ALL($1) ORDER BY 1`,
    [without],
  )
  const each = tables.rows.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*), md5(coalesce(string_agg(md5(t::text), '' ORDER BY t::text), '')) AS sum FROM ${name} t`,
  )
  const { rows } = await pool.query<{ name: string; count: bigint; sum: string }>(each.join(' UNION ALL '))
  // PostgreSQL may count the tables side by side, and then answers in any order.
  return rows
    .map(({ name, count, sum }) => `${name} ${count} ${sum}`)
    .sort()
    .join('\n')
}
