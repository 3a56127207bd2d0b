// A database of a test's own on the server that vitest's global setup has started.
import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { migrate, tableSql } from '../index.ts'
import type { Table } from '../index.ts'

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

/** A pipelined client as the ledger would make it, for tests that put faults in its way. */
export async function pipelined(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, pipeline: true })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

type Query = (...parameters: unknown[]) => Promise<pg.QueryArrayResult>
const textOf = (first: unknown): string =>
  typeof first === 'string'
    ? first
    : typeof first === 'object' && first !== null && 'text' in first
      ? (first.text as string)
      : ''

/** Lets `meddle` stand between the ledger and a client: it sees each statement's text and may do as it likes. */
export function meddledWith(
  client: pg.Client,
  meddle: (text: string, send: () => Promise<pg.QueryArrayResult>) => Promise<pg.QueryArrayResult>,
): pg.Client {
  const query = client.query.bind(client) as unknown as Query
  const meddled: Query = (...parameters) => meddle(textOf(parameters[0]), () => query(...parameters))
  client.query = meddled
  return client
}
