import { hash } from 'node:crypto'
import pg from 'pg'
import { pino } from 'pino'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { Instant } from '@farthing/ledger'
import type { Overrides, Provider } from '../provider.ts'
import { migrate } from '../migrate.ts'
import { openProvider } from '../provider.ts'
import type { Clock } from './clock.ts'
import { fromRfc3339, seconds } from './clock.ts'
import { readConfig } from './config.ts'
import type { Deps } from './deps.ts'
import type { Random } from './random.ts'
import type { Schedule } from './work/work.ts'

/** A clock that stands still until it is told otherwise. */
export type ManualClock = Clock & {
  advance(seconds: number): void
  set(at: Instant): void
}

export type TestProvider = Provider & {
  readonly clock: ManualClock
  /** URL of its own database. */
  readonly databaseUrl: string
  /** A request as `app.inject` takes it; JSON bodies as values. */
  inject(request: InjectOptions): Promise<LightMyRequestResponse>
  /** A second server process, as it were, on the same database. */
  another(): Promise<Provider>
}

export function manualClock(at = '2026-06-01T12:00:00Z'): ManualClock {
  let now = fromRfc3339(at) ?? 0n
  return {
    now: () => now,
    advance: (count) => void (now += seconds(count)),
    set: (instant) => void (now = instant),
  }
}

/** The same bytes for the same seed, in the same order. */
export function seededRandom(seed: string): Random {
  let count = 0
  return {
    bytes(length) {
      const blocks: Buffer[] = []
      for (let i = 0; i < length; i += 32) blocks.push(hash('sha256', `${seed} ${count++}`, 'buffer'))
      return Buffer.concat(blocks).subarray(0, length)
    },
  }
}

/**
 * The provider on a fresh database of its own, cloned from a template that is made once a run. Close it when done.
 *
 * @param env Settings beside those of tests.
 * @param overridden What stands in for more of the outside.
 */
export async function testProvider(
  env: Readonly<Record<string, string>> = {},
  overridden: Overrides = {},
): Promise<TestProvider> {
  const clock = manualClock()
  const database = await freshDatabase()
  if (overridden.rooms !== undefined) await migrate(database.url, { rooms: overridden.rooms })
  const config = readConfig({
    FARTHING_LOG_LEVEL: 'silent',
    FARTHING_POOL_SIZE: '4',
    DATABASE_URL: database.url,
    ...env,
  })
  const open = (seed: string): Promise<Provider> => {
    const overrides: Overrides = {
      clock,
      ledgerClock: clock,
      random: seededRandom(seed),
      log: pino({ level: config.logLevel }),
      // One of the public Internet for every name: no test asks a resolver.
      resolve: async () => ['93.184.215.14'],
      ...overridden,
    }
    return openProvider(config, overrides)
  }
  const provider = await open(database.name)
  const others: Provider[] = []
  return {
    ...provider,
    clock,
    databaseUrl: database.url,
    inject: (request) => provider.app.inject(request),
    async another() {
      const other = await open(`${database.name} ${others.length + 1}`)
      others.push(other)
      return other
    },
    async close() {
      for (const each of [provider, ...others]) await each.close()
      await database.drop()
    },
  }
}

/** A schedule's run at this moment, due or not: what it does is what counts. */
export async function runNow(deps: Deps, { run }: Pick<Schedule, 'run'>): Promise<void> {
  const { signal } = new AbortController()
  const task = { id: '0'.repeat(32), tries: 1, progress: undefined, signal, report: async () => undefined }
  while ((await run(deps, await deps.ledger.now(), task)) === 'more');
}

/** Servers of one database, none of which submits before all have looked: each believes that it is the first. */
export function atOnce(servers: readonly Deps[]): Deps[] {
  const looked = Promise.withResolvers<void>()
  let missing = servers.length
  return servers.map((deps) => {
    let isMissing = true
    const ledger = Object.assign(Object.create(deps.ledger) as Deps['ledger'], {
      look: async (...asked: Parameters<Deps['ledger']['look']>) => {
        const seen = await deps.ledger.look(...asked)
        if (isMissing && --missing === 0) looked.resolve()
        isMissing = false
        return seen
      },
      submit: (async (...asked: Parameters<Deps['ledger']['submit']>) => {
        await looked.promise
        return deps.ledger.submit(...asked)
      }) as Deps['ledger']['submit'],
    })
    return { ...deps, ledger }
  })
}

type FreshDatabase = { readonly name: string; readonly url: string; drop(): Promise<void> }
let count = 0

/** An empty database with the whole schema. */
export async function freshDatabase(): Promise<FreshDatabase> {
  const server = serverUrl()
  const template = `farthing_template_${process.ppid}`
  const name = `farthing_${process.pid}_${++count}`
  await onServer(server, async (client) => {
    await client.query('SELECT pg_advisory_lock(815)')
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [template])
    if (rowCount === 0) await makeTemplate(client, server, template)
    await client.query('SELECT pg_advisory_unlock(815)')
    await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`)
  })
  return {
    name,
    url: urlOf(server, name),
    drop: () =>
      onServer(server, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
      }),
  }
}

async function makeTemplate(client: pg.Client, server: string, template: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${template}_unfinished WITH (FORCE)`)
  await client.query(`CREATE DATABASE ${template}_unfinished`)
  await migrate(urlOf(server, `${template}_unfinished`))
  await client.query(`ALTER DATABASE ${template}_unfinished RENAME TO ${template}`)
}

function serverUrl(): string {
  // The test runner says here where its database is.
  const url = process.env['FARTHING_TEST_DATABASE_URL']
  if (url === undefined) throw new Error('FARTHING_TEST_DATABASE_URL is not set: vitest sets it up')
  return url
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

async function onServer(server: string, use: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await use(client)
  } finally {
    await client.end()
  }
}
