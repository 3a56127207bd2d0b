import type { Ledger, PostgresLedger } from '@farthing/ledger'
import { postgresLedger } from '@farthing/ledger'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import type { Logger } from 'pino'
import { pino } from 'pino'
import type { Bounds } from './platform/bounds.ts'
import { defaultBounds } from './platform/bounds.ts'
import type { Clock } from './platform/clock.ts'
import { systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { openPool } from './platform/database.ts'
import type { Deps } from './platform/deps.ts'
import type { App } from './platform/http/app.ts'
import { buildApp } from './platform/http/app.ts'
import { minter } from './platform/ids.ts'
import type { Resolve } from './platform/outbound/index.ts'
import { outboundOf } from './platform/outbound/index.ts'
import type { Random } from './platform/random.ts'
import { systemRandom } from './platform/random.ts'
import { openSecrets } from './platform/secrets.ts'
import type { Room } from './platform/room.ts'
import {
  eventsOf,
  problemMembersOf,
  problemsOf,
  queuesOf,
  routesOf,
  rowsKeptIn,
  staffThingsOf,
  tablesOf,
  workOf,
} from './platform/room.ts'
import { rooms as allRooms } from './rooms.ts'
import { startWork } from './platform/work/runner.ts'

/** The provider, whole. */
export type Provider = {
  readonly deps: Deps
  readonly app: App
  /** Connects, and compares the tables with what is registered. @throws Error Naming what is not as it should be. */
  ready(): Promise<void>
  /** Begins to follow the log, to sweep and to deliver. */
  start(): void
  /** Answers what was asked, finishes what is under way, lets go of everything. */
  close(): Promise<void>
}

/** What tests put in place of the real thing. */
export type Overrides = {
  readonly clock?: Clock
  /** Also decides under the ledger's lock; without it the database's clock does. */
  readonly ledgerClock?: Clock
  readonly random?: Random
  readonly log?: Logger
  readonly bounds?: Partial<Bounds>
  /** Looks up the addresses of host names that vendors named. */
  readonly resolve?: Resolve
  /** Another ledger on the same database: the bench's baseline. */
  readonly ledger?: Ledger<pg.ClientBase>
  /** Other rooms than those of the root. */
  readonly rooms?: readonly Room[]
}

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where `npm run build` puts the wallet and the console. */
export const webFolder = folder('../../web/dist')

/**
 * Opens the provider on a database whose schema is up to date. It does not listen yet, nor work unasked.
 *
 * @throws Error where the configuration names no database.
 */
export async function openProvider(config: Config, overrides: Overrides = {}): Promise<Provider> {
  const { databaseUrl } = config
  if (databaseUrl === undefined) throw new Error('there is no DATABASE_URL')
  const log = overrides.log ?? pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime })
  const clock = overrides.clock ?? systemClock
  const random = overrides.random ?? systemRandom
  const bounds: Bounds = { ...defaultBounds, ...overrides.bounds }
  const rooms = overrides.rooms ?? allRooms
  const pool = openPool({
    url: databaseUrl,
    size: config.poolSize,
    bounds,
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  const ledger: Ledger<pg.ClientBase> & Partial<Pick<PostgresLedger, 'ready'>> =
    overrides.ledger ??
    postgresLedger({
      connect: databaseUrl,
      tables: tablesOf(rooms),
      resident: { rows: rowsKeptIn(rooms) },
      connectMillis: bounds.connect,
      stalledMillis: bounds.ledgerStalled,
      replyMillis: bounds.ledgerReply,
      patienceMillis: bounds.ledgerPatience,
      answerMillis: bounds.ledgerAnswer,
      handleMillis: bounds.follower,
      onFollowerFault: (follower, fault) => log.error({ err: fault, follower }, 'a follower of the log failed'),
      ...(overrides.ledgerClock && { clock: overrides.ledgerClock }),
    })
  const ids = minter(clock, random)
  const secrets = openSecrets(config.masterKey, random)
  const outbound = outboundOf(config, overrides.resolve)
  const problems = problemsOf(rooms)
  const deps: Deps = {
    config,
    bounds,
    clock,
    random,
    ids,
    secrets,
    pool,

    ledger,
    log,
    outbound,
    problems,
    events: eventsOf(rooms),
    queues: queuesOf(rooms),
    ...staffThingsOf(rooms),
  }
  const app = await buildApp(deps, routesOf(rooms), { webFolder, problemMembers: problemMembersOf(rooms) })
  const stops: (() => Promise<void>)[] = []
  return {
    deps,
    app,
    async ready() {
      await ledger.ready?.()
    },
    start() {
      stops.push(startWork(deps, workOf(rooms)))
    },
    async close() {
      await app.close()
      await Promise.all(stops.splice(0).map((stop) => stop()))
      await ledger.close()
      await pool.end()
    },
  }
}
