// A database of a test's own on the server that vitest's global setup has started.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrate, tableSql } from '../index.ts'
import type { Table } from '../index.ts'
import { Pipeline } from '../postgres/pipeline.ts'

export type TestDatabase = {
  readonly url: string
  /** A connection for looking behind the ledger's back. */
  readonly eyes: pg.Client
  drop(): Promise<void>
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export async function testDatabase(tables: readonly Table[]): Promise<TestDatabase> {
  const base = process.env['FARTHING_TEST_DATABASE_URL']
  if (base === undefined) throw new Error('FARTHING_TEST_DATABASE_URL names the PostgreSQL that tests use')
  const name = `ledger_${randomUUID().replaceAll('-', '')}`
  const admin = await connected(base)
  await admin.query(`CREATE DATABASE ${name}`)
  const url = new URL(base)
  url.pathname = `/${name}`
  const eyes = await connected(url.href)
  await migrate(eyes)
  for (const table of tables) await eyes.query(tableSql(table))
  return {
    url: url.href,
    eyes,
    async drop() {
      await eyes.end()
      await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
      await admin.end()
    },
  }
}

/** Forgets everything that a ledger with the table `notes` has written: cheaper than another database. */
export const emptied = ({ eyes }: TestDatabase): Promise<unknown> =>
  eyes.query(`TRUNCATE ledger_accounts, ledger_operations, ledger_entries, ledger_holds, ledger_cursors, notes;
    UPDATE ledger_head SET seq = 0, at = 0`)

/** The seed of a property test, printed, so that a failure can be seen again. */
export function printedSeed(test: string): number {
  const seed = Number(process.env['FARTHING_TEST_SEED'] ?? performance.timeOrigin & 0x7fffffff)
  console.info(`${test}: FARTHING_TEST_SEED=${seed}`)
  return seed
}

/** What may happen between the ledger and its database. `statement` is named as the ledger prepares it. */
export type Meddler = {
  /** Before a statement goes out: what it waits for, or throws instead of sending it. */
  readonly before?: (statement: string, client: pg.Client) => void | Promise<void>
  /** When its answer has come, and the ledger has not heard it yet. */
  readonly after?: (statement: string, client: pg.Client) => void
}

/** A client as the ledger would make it, with `meddler` between the two. */
export async function meddledWith(url: string, meddler: Meddler): Promise<pg.Client> {
  const client = await connected(url)
  const query = client.query.bind(client) as (config: unknown) => unknown
  client.query = ((config: unknown) => {
    if (config instanceof Pipeline) meddleIn(config, client, meddler)
    return query(config)
  }) as typeof client.query
  return client
}

function meddleIn(pipeline: Pipeline, client: pg.Client, { before, after }: Meddler): void {
  const submit = pipeline.submit.bind(pipeline)
  pipeline.submit = (connection) => submit(gated(connection, pipeline, (statement) => before?.(statement, client)))
  const complete = pipeline.handleCommandComplete.bind(pipeline)
  pipeline.handleCommandComplete = (message) => {
    try {
      after?.(pipeline.awaited?.name ?? '', client)
    } catch (error) {
      pipeline.handleError(error as Error)
    }
    complete(message)
  }
}

/** Passes messages on in order, each Bind once `before` lets it; nothing but Sync after `before` has thrown. */
function gated(
  connection: pg.Connection,
  pipeline: Pipeline,
  before: (statement: string) => void | Promise<void>,
): pg.Connection {
  let gate: Promise<void> | undefined
  let cut = false
  const fail = (error: unknown): void => {
    cut = true
    pipeline.handleError(error as Error)
  }
  const pass = (message: Buffer): void => {
    const type = message.toString('latin1', 0, 1)
    if (cut && type !== 'S') return
    // A Bind names its portal, which has no name here, then its statement.
    const opened =
      type === 'B' ? attempt(() => before(message.toString('latin1', 6, message.indexOf(0, 6)))) : undefined
    if (opened instanceof Error) return fail(opened)
    if (opened) gate = opened.then(() => void connection.stream.write(message), fail)
    else connection.stream.write(message)
  }
  const write = (bytes: Buffer): void => {
    for (let at = 0; at < bytes.length; at += 1 + bytes.readInt32BE(at + 1)) {
      const message = bytes.subarray(at, at + 1 + bytes.readInt32BE(at + 1))
      if (gate) gate = gate.then(() => pass(message))
      else pass(message)
    }
  }
  return Object.defineProperty(Object.create(connection) as pg.Connection, 'stream', { value: { write } })
}

function attempt(before: () => void | Promise<void>): Promise<void> | Error | undefined {
  try {
    return before() ?? undefined
  } catch (error) {
    return error as Error
  }
}
