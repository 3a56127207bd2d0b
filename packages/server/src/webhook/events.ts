// The follower that puts into each endpoint's queue what happened, in the transaction that moves its cursor.
import { defaultLanguage } from '@farthing/words'
import type { Id, Operation } from '@farthing/ledger'
import type pg from 'pg'
import type { Mode } from '../chart/index.ts'
import { toldByWebhook } from '../event/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { keyOf } from '../platform/ids.ts'
import type { Looks } from '../platform/looks.ts'
import { withLooks } from '../platform/looks.ts'
import { sql } from '../platform/sql.ts'
import type { Standing } from '../platform/work/work.ts'
import { webhookEndpointsSql } from '../vendor/index.ts'

/** One event of the log that vendors' servers are told of, in the order of the log. */
type Happened = ReturnType<typeof toldByWebhook>[number] & {
  readonly operation: Operation
  /** How many of its type stand before it in the operation. */
  readonly before: number
}
type Endpoint = { readonly id: Id; readonly vendor: Id; readonly mode: Mode; readonly events: readonly string[] | null }
type Message = { readonly endpoint: Id; readonly event: Id; readonly type: string; readonly body: string }

/** The log is the outbox: each event gets into every queue once, whatever dies meanwhile. */
export const followForWebhooks: Standing = {
  kind: 'standing',
  name: 'webhooks',
  start: (deps) =>
    deps.ledger.follow({
      name: 'webhooks',
      handle: (operations, transaction) => enqueue(deps, operations, transaction),
    }),
}

export async function enqueue(deps: Deps, operations: readonly Operation[], transaction: pg.ClientBase): Promise<void> {
  const happened = operations.flatMap((operation) => happenedIn(deps, operation))
  if (happened.length === 0) return
  const endpoints = await endpointsOf(transaction, [...new Set(happened.map(({ way, facts }) => way.to(facts).vendor))])
  if (endpoints.length === 0) return
  const heard = happened.flatMap((event) => {
    const listeners = listenersOf(event, endpoints)
    return listeners.length === 0 ? [] : [{ event, listeners }]
  })
  const bodies = await withLooks(
    deps.ledger,
    heard.map(
      ({ event }) =>
        (looks) =>
          bodyOf(deps, event, looks),
    ),
  )
  const messages = heard.flatMap(({ event: { operation, way, before }, listeners }, i): Message[] => {
    const event = keyOf('event', operation.id, way.type, ...(before === 0 ? [] : [`${before}`]))
    return listeners.map(({ id }) => ({ endpoint: id, event, type: way.type, body: bodies[i] ?? '' }))
  })
  await insert(transaction, messages, deps.clock.now())
}

function happenedIn(deps: Deps, operation: Operation): Happened[] {
  const all = toldByWebhook(deps, operation.events)
  return all.map((told, i) => {
    const before = all.slice(0, i).filter(({ way }) => way.type === told.way.type).length
    return { operation, ...told, before }
  })
}

function listenersOf({ way, facts }: Happened, endpoints: readonly Endpoint[]): Endpoint[] {
  const { vendor, mode } = way.to(facts)
  return endpoints.filter(
    (each) => each.vendor === vendor && each.mode === mode && (each.events === null || each.events.includes(way.type)),
  )
}

// Software reads it; what it holds is facts.
const t = sayIn(defaultLanguage)

// A look may be a moment older than the log that another server writes. Then the teller throws, nothing of this step
// stands, and it is made again a moment later: an event is never told without its facts.
function bodyOf(deps: Deps, { operation, way, facts }: Happened, looks: Looks): string {
  const happened = { operation: operation.id, at: operation.at }
  return JSON.stringify({
    type: way.type,
    timestamp: toRfc3339(operation.at),
    data: way.data(facts, { deps, looks, happened, t }),
  })
}

async function endpointsOf(transaction: pg.ClientBase, vendors: readonly Id[]): Promise<Endpoint[]> {
  const rows = await sql<{ id: Buffer; vendor: Buffer; mode: Mode; events: readonly string[] | null }>`
    SELECT id, vendor, mode, events FROM ${webhookEndpointsSql} e
     WHERE removed_at IS NULL AND vendor = ANY(${vendors.map(bytesOf)}::bytea[])`.rows(transaction)
  return rows.map((row) => ({ ...row, id: hexOf(row.id), vendor: hexOf(row.vendor) }))
}

/** One statement holds so many: a body may have 60 kB, and a step of the log tells many endpoints. */
const slice = 100

async function insert(transaction: pg.ClientBase, messages: readonly Message[], now: bigint): Promise<void> {
  for (let at = 0; at < messages.length; at += slice) await insertSome(transaction, messages.slice(at, at + slice), now)
}

async function insertSome(transaction: pg.ClientBase, messages: readonly Message[], now: bigint): Promise<void> {
  await transaction.query(
    `INSERT INTO webhook_deliveries (id, endpoint, event, type, body, created_at, next_try_at)
     SELECT id, endpoint, event, type, body, $6, $6
       FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::text[], $5::text[]) AS m (id, endpoint, event, type, body)
     ON CONFLICT (id) DO NOTHING`,
    [
      messages.map(({ endpoint, event }) => bytesOf(keyOf('delivery', endpoint, event))),
      messages.map(({ endpoint }) => bytesOf(endpoint)),
      messages.map(({ event }) => bytesOf(event)),
      messages.map(({ type }) => type),
      messages.map(({ body }) => body),
      now,
    ],
  )
}
