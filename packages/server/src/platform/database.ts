import type { Id, Instant } from '@farthing/ledger'
import { RetryableFault, UnknownOutcome } from '@farthing/ledger'
import pg from 'pg'
import type { Bounds } from './bounds.ts'
import { noteDone } from './http/done.ts'
import { part } from './ids.ts'
import type { Sql } from './sql.ts'
import { sql, trustedSql } from './sql.ts'

const int8: number = pg.types.builtins.INT8
type Parse = (value: string) => unknown
const stockParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => Parse

/** Whole numbers are `bigint`, never a rounded `number`; all else as `pg` does it. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): Parse =>
    oid === int8 && format !== 'binary' ? BigInt : stockParser(oid, format),
}

export type PoolOptions = {
  readonly url: string
  readonly size: number
  readonly bounds: Pick<Bounds, 'connect' | 'statement' | 'reply' | 'idle'>
  readonly onError: (error: Error) => void
}

/**
 * Connections for pages and lists. Every wait ends: for a connection, for a statement by PostgreSQL's clock, and where
 * nothing is heard at all, by ours.
 *
 * @param options.onError Told of connections that broke while idle.
 */
export function openPool({ url, size, bounds, onError }: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    connectionTimeoutMillis: bounds.connect,
    statement_timeout: bounds.statement,
    query_timeout: bounds.reply,
    idle_in_transaction_session_timeout: bounds.idle,
    keepAlive: true,
    application_name: 'farthing',
    types,
  })
  pool.on('error', onError)
  pool.on('connect', endWhenLate)
  const query = pool.query.bind(pool) as (...asked: unknown[]) => Promise<unknown>
  pool.query = ((...asked: unknown[]) => query(...asked).catch((error: unknown) => throwLost(error, asked[0]))) as never
  return pool
}

/**
 * A connection whose reply is still owed is of no use to whoever takes it next: it is closed, and the pool opens
 * another.
 */
function endWhenLate(client: pg.PoolClient): void {
  // While a caller has the connection, the pool does not listen to it, and an error event without a listener would end
  // the process. The statement under way is told of the error too.
  client.on('error', () => undefined)
  const query = client.query.bind(client) as (...asked: unknown[]) => unknown
  client.query = ((...asked: unknown[]) => {
    const reply = query(...asked)
    if (!(reply instanceof Promise)) return reply
    return reply.catch((error: unknown) => {
      if (isLate(error)) (client as unknown as pg.Client).end().catch(() => undefined)
      throwLost(error, asked[0])
    })
  }) as never
}

const isLate = (error: unknown): boolean => error instanceof Error && error.message === 'Query read timeout'

/**
 * What was sent to be written and got no reply may have been written.
 *
 * @throws {UnknownOutcome} There.
 */
function throwLost(error: unknown, asked: unknown): never {
  const text = typeof asked === 'string' ? asked : ((asked as { readonly text?: string }).text ?? '')
  if (isLost(error) && !isRead(text)) throw new UnknownOutcome('the reply to a write was lost', { cause: error })
  throw error
}

/**
 * Whether the connection broke while we waited for the reply. Where it broke while it was being made, nothing was sent.
 */
function isLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code !== undefined) return /^(ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code) && syscall !== 'connect'
  return isLate(error) || /^Connection terminated( unexpectedly)?$/.test(error.message)
}

/** Whether a statement changes nothing that stays, so that a lost reply does no harm. */
const isRead = (text: string): boolean =>
  /^[\s(]*(SELECT|BEGIN|ROLLBACK)\b/i.test(text) ||
  (/^\s*WITH\b/i.test(text) && !/\b(INSERT|UPDATE|DELETE|MERGE)\b/i.test(text))

/** Does `work` in one transaction: all of it stays, or where it throws, nothing. */
export async function inTransaction<T>(pool: pg.Pool, work: (client: pg.ClientBase) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  let ending = false
  try {
    await client.query('BEGIN')
    const result = await work(client)
    ending = true
    await client.query('COMMIT')
    noteDone()
    client.release()
    return result
  } catch (error) {
    // A connection that cannot even roll back is thrown away.
    await client.query('ROLLBACK').then(
      () => client.release(),
      () => client.release(true),
    )
    // A reply that was lost before COMMIT was sent: then nothing was written.
    if (!ending && error instanceof UnknownOutcome) throw new RetryableFault(error.message, { cause: error })
    throw error
  }
}

/** Connecting failed, the server shuts down, or it has too much to do: nothing is wrong with the request. */
const awayCodes = /^(08...|53...|57014|57P0.|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND)$/
const awayMessages =
  /timeout exceeded when trying to connect|timeout expired|Query read timeout|Connection terminated|not queryable|after calling end on the pool/

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

/** The lowest identifier that can have been minted at an instant: identifiers are in the order of time. */
export const firstIdAt = (at: Instant): Buffer => {
  const millis = at > 0n ? at / 1_000n : 0n
  return bytesOf(millis.toString(16).padStart(12, '0') + '0'.repeat(20))
}

/** `part(id, kind, number)` of an identifier that a query has, as `bytea`. */
export const partIn = (id: Sql, kind: number, number: number): Sql =>
  sql`overlay(${id} PLACING ${trustedSql(`'\\x${part(''.padStart(32, '0'), kind, number).slice(26)}'::bytea`)} FROM 14)`

/** `jsonb` as SQL wants it; NUL, which PostgreSQL refuses there, was refused at the edge. */
export const jsonOf = (value: unknown): string => JSON.stringify(value)
