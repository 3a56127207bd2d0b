// What became of each message, for the vendor whose endpoint it goes to.
import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { sql } from '../platform/sql.ts'
import { webhookEndpointsSql } from '../vendor/index.ts'

export type DeliveryStatus = 'waiting' | 'delivered' | 'failed'

export type Delivery = {
  readonly id: Id
  readonly endpoint: Id
  readonly event: Id
  readonly type: string
  readonly status: DeliveryStatus
  readonly tries: number
  readonly createdAt: Instant
  /** When it is sent, or is to be tried again; `null`: it ended. */
  readonly nextTryAt: Instant | null
  readonly deliveredAt: Instant | null
  readonly failedAt: Instant | null
  /** What the last try came to; `null`: there was none, or it was accepted. */
  readonly lastError: string | null
}

export type Try = {
  readonly number: number
  readonly at: Instant
  readonly status: number | null
  readonly error: string | null
}

type Owner = { readonly vendor: Id; readonly mode: Mode }

type Row = {
  id: Buffer
  endpoint: Buffer
  event: Buffer
  type: string
  tries: number
  created_at: bigint
  next_try_at: bigint
  delivered_at: bigint | null
  failed_at: bigint | null
  last_error: string | null
}

const columns = sql`d.id, d.endpoint, d.event, d.type, d.tries, d.created_at, d.next_try_at, d.delivered_at, d.failed_at,
  (SELECT a.error FROM webhook_attempts a WHERE a.delivery = d.id ORDER BY a.number DESC LIMIT 1) AS last_error`

const statusOf = (row: Row): DeliveryStatus =>
  row.delivered_at !== null ? 'delivered' : row.failed_at !== null ? 'failed' : 'waiting'

function read(row: Row): Delivery {
  const status = statusOf(row)
  return {
    id: hexOf(row.id),
    endpoint: hexOf(row.endpoint),
    event: hexOf(row.event),
    type: row.type,
    status,
    tries: row.tries,
    createdAt: row.created_at,
    nextTryAt: status === 'waiting' ? row.next_try_at : null,
    deliveredAt: row.delivered_at,
    failedAt: row.failed_at,
    lastError: row.last_error,
  }
}

const inStatus = {
  waiting: sql`d.delivered_at IS NULL AND d.failed_at IS NULL`,
  delivered: sql`d.delivered_at IS NOT NULL`,
  failed: sql`d.failed_at IS NOT NULL`,
} as const satisfies Record<DeliveryStatus, unknown>

/**
 * Deliveries to a vendor's endpoints of one mode, removed ones too, the newest first.
 *
 * @param wanted.after Goes on after this row.
 */
export async function deliveriesOf(
  deps: Pick<Deps, 'pool'>,
  owner: Owner,
  wanted: {
    readonly endpoint: Id | undefined
    readonly status: DeliveryStatus | undefined
    readonly after: Position | undefined
    readonly limit: number
  },
): Promise<Delivery[]> {
  const { endpoint, status, after } = wanted
  const rows = await sql<Row>`
    SELECT ${columns} FROM webhook_deliveries d JOIN ${webhookEndpointsSql} e ON e.id = d.endpoint
     WHERE e.vendor = ${bytesOf(owner.vendor)} AND e.mode = ${owner.mode}
       AND ${endpoint === undefined ? sql`true` : sql`d.endpoint = ${bytesOf(endpoint)}`}
       AND ${status === undefined ? sql`true` : inStatus[status]}
       AND ${after === undefined ? sql`true` : sql`(d.created_at, d.id) < (${after.at}, ${bytesOf(after.id)})`}
     ORDER BY d.created_at DESC, d.id DESC LIMIT ${wanted.limit}`.rows(deps.pool)
  return rows.map(read)
}

export type DeliveryWhole = Delivery & { readonly body: string; readonly attempts: readonly Try[] }

/** How many tries are told of one delivery: the latest. */
const maxTries = 50

/** One delivery with its body and its tries, the latest first; `undefined` where it is not this vendor's. */
export async function deliveryOf(
  deps: Pick<Deps, 'pool'>,
  owner: Owner,
  delivery: Id,
): Promise<DeliveryWhole | undefined> {
  const rows = await sql<Row & { body: string }>`
    SELECT ${columns}, d.body FROM webhook_deliveries d JOIN ${webhookEndpointsSql} e ON e.id = d.endpoint
     WHERE d.id = ${bytesOf(delivery)} AND e.vendor = ${bytesOf(owner.vendor)} AND e.mode = ${owner.mode}`.rows(
    deps.pool,
  )
  const [row] = rows
  if (row === undefined) return undefined
  const tries = await sql<Try>`
    SELECT number, at, status, error FROM webhook_attempts WHERE delivery = ${bytesOf(delivery)}
     ORDER BY number DESC LIMIT ${maxTries}`.rows(deps.pool)
  return { ...read(row), body: row.body, attempts: tries }
}

/**
 * Lets a delivery be tried at once: one that ended waits again, one that waits is due now, and one that is under way at
 * this moment is left to its end. The same key again changes nothing.
 */
export async function sendAgain(
  deps: Pick<Deps, 'pool'>,
  wanted: { readonly delivery: Id; readonly key: Id; readonly now: Instant },
): Promise<void> {
  const { now } = wanted
  const key = bytesOf(wanted.key)
  // A try under way has its number in `tries` and is not on record yet, until its lease ends.
  await sql`
    UPDATE webhook_deliveries d SET next_try_at = ${now}, delivered_at = NULL, failed_at = NULL, resent_key = ${key}
     WHERE id = ${bytesOf(wanted.delivery)} AND resent_key IS DISTINCT FROM ${key}
       AND NOT (tries > 0 AND next_try_at > ${now} AND delivered_at IS NULL AND failed_at IS NULL
                AND NOT EXISTS (SELECT FROM webhook_attempts a WHERE a.delivery = d.id AND a.number = d.tries))`.rows(
    deps.pool,
  )
}
