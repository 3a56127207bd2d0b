// Queues of webhooks and what became of each message: the only SQL of this room, but for the follower's.
import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { webhookEndpointsSql } from '../vendor/index.ts'

export type Claimed = {
  readonly id: Id
  readonly endpoint: Id
  readonly event: Id
  readonly body: string
  /** This one included. */
  readonly tries: number
}

export type Tried = {
  readonly at: Instant
  /** HTTP status; `null`: there was no answer. */
  readonly status: number | null
  readonly error: string | null
  /** How it ended, or when it is tried again. */
  readonly end: 'delivered' | 'failed' | Instant
}

/**
 * Takes messages that are due, of each vendor one before a second of any, and keeps them from others until `leaseUntil`: a process that dies on the way costs
 * one try, never a message.
 *
 * @param wanted.perEndpoint How many messages of one endpoint at most.
 */
export async function claimDue(
  deps: Pick<Deps, 'pool'>,
  wanted: {
    readonly now: Instant
    readonly leaseUntil: Instant
    readonly without: readonly Id[]
    readonly perEndpoint: number
    readonly limit: number
  },
): Promise<Claimed[]> {
  const rows = await sql<{ id: Buffer; endpoint: Buffer; event: Buffer; body: string; tries: number }>`
    WITH due AS (
      SELECT w.id, w.next_try_at, row_number() OVER (PARTITION BY w.endpoint ORDER BY w.next_try_at, w.id) AS place,
             row_number() OVER (PARTITION BY e.vendor ORDER BY w.next_try_at, w.id) AS turn
        FROM webhook_deliveries w JOIN ${webhookEndpointsSql} e ON e.id = w.endpoint
       WHERE delivered_at IS NULL AND failed_at IS NULL AND next_try_at <= ${wanted.now}
         AND endpoint <> ALL(${wanted.without.map(bytesOf)}::bytea[])
    ), taken AS (
      SELECT d.id FROM webhook_deliveries d JOIN due ON due.id = d.id
       WHERE due.place <= ${wanted.perEndpoint}
         AND d.delivered_at IS NULL AND d.failed_at IS NULL AND d.next_try_at <= ${wanted.now}
       ORDER BY due.turn, due.next_try_at LIMIT ${wanted.limit} FOR UPDATE OF d SKIP LOCKED
    )
    UPDATE webhook_deliveries d SET tries = d.tries + 1, next_try_at = ${wanted.leaseUntil}
      FROM taken WHERE d.id = taken.id
    RETURNING d.id, d.endpoint, d.event, d.body, d.tries`.rows(deps.pool)
  return rows.map((row) => ({ ...row, id: hexOf(row.id), endpoint: hexOf(row.endpoint), event: hexOf(row.event) }))
}

/** Writes down what came of a try. */
export async function recordTry(deps: Pick<Deps, 'pool'>, message: Claimed, tried: Tried): Promise<void> {
  const { at, status, error, end } = tried
  const next = typeof end === 'bigint' ? end : at
  const delivered = end === 'delivered' ? at : null
  const failed = end === 'failed' ? at : null
  await sql`
    WITH attempt AS (
      INSERT INTO webhook_attempts (delivery, number, at, status, error)
      VALUES (${bytesOf(message.id)}, ${message.tries}, ${at}, ${status}, ${error}) ON CONFLICT DO NOTHING
    )
    UPDATE webhook_deliveries
       SET next_try_at = ${next}, delivered_at = ${delivered}, failed_at = ${failed}
     WHERE id = ${bytesOf(message.id)} AND tries = ${message.tries}`.rows(deps.pool)
}

/** Deletes messages that ended before an instant. @returns Whether there may be more. */
export async function forgetOld(deps: Pick<Deps, 'pool'>, before: Instant): Promise<boolean> {
  const limit = 1_000
  const rows = await sql<{ id: Buffer }>`
    WITH old AS (
      DELETE FROM webhook_deliveries WHERE id IN (
        SELECT id FROM webhook_deliveries WHERE created_at < ${before}
           AND coalesce(delivered_at, failed_at) < ${before} LIMIT ${limit})
      RETURNING id
    ), gone AS (DELETE FROM webhook_attempts USING old WHERE delivery = old.id)
    SELECT id FROM old`.rows(deps.pool)
  return rows.length === limit
}
