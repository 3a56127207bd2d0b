import type { Id } from '@farthing/ledger'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'

/**
 * Ordinary tables by name. A room declares its own:
 * `declare module '../platform/database.ts' { interface Database { users: UsersTable } }`.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- rooms add to it
export interface Database {}

const int8: number = pg.types.builtins.INT8
type Parse = (value: string) => unknown
const stockParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse

/** Whole numbers are `bigint`, never a rounded `number`; all else as `pg` does it. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Parse =>
    oid === int8 && format !== 'binary' ? BigInt : stockParser(oid, format),
}

export type PoolOptions = { readonly url: string; readonly size: number; readonly onError: (error: Error) => void }

/**
 * Connections for pages and lists. Every wait ends: for a connection after 5 seconds, for a statement after 15.
 *
 * @param options.onError Told of connections that broke while idle.
 */
export function openPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.size,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 15_000,
    idle_in_transaction_session_timeout: 15_000,
    application_name: 'farthing',
    types,
  })
  pool.on('error', options.onError)
  return pool
}

/** Does `work` in one transaction: all of it stays, or where it throws, nothing. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    const result = await work(client)
    await client.query('COMMIT')
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even go back is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    )
    throw error
  }
}

export const openKysely = (pool: pg.Pool): Kysely<Database> =>
  new Kysely<Database>({ dialect: new PostgresDialect({ pool }) })

/** Connecting failed, the server shuts down, or it has too much to do: nothing is wrong with the request. */
const awayCodes = /^(08...|53...|57014|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
const awayMessages = /timeout exceeded when trying to connect|Connection terminated|after calling end on the pool/

/** Whether an error says that the database cannot be reached or cannot cope, rather than that we asked wrongly. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code } = error as { readonly code?: unknown }
  return (typeof code === 'string' && awayCodes.test(code)) || awayMessages.test(error.message)
}

/** A `bytea` identifier as the ledger writes it: 32 hex digits. */
export const hexOf = (bytes: Uint8Array): Id =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex')

/** An identifier as SQL wants it. */
export const bytesOf = (id: Id): Buffer => Buffer.from(id, 'hex')

/** `jsonb` as SQL wants it; NUL, which PostgreSQL refuses there, was refused at the edge. */
export const jsonOf = (value: unknown): string => JSON.stringify(value)
