// The follower that puts into each endpoint's queue what happened, in the transaction that moves its cursor.
import { defaultLanguage } from '@farthing/words'
import type { Id, Json, Operation } from '@farthing/ledger'
import type pg from 'pg'
import type { Mode } from '../chart/index.ts'
import type { Followed, Webhook } from '../event/index.ts'
import { followedIn, follower } from '../event/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { keyOf } from '../platform/ids.ts'
import type { Looks } from '../platform/looks.ts'
import { withLooks } from '../platform/looks.ts'
import { sql } from '../platform/sql.ts'
import { webhookEndpointsSql } from '../vendor/index.ts'

/** One event of the log that vendors' servers are told of. */
type Told = Followed<Webhook<Json>>
type Endpoint = { readonly id: Id; readonly vendor: Id; readonly mode: Mode; readonly events: readonly string[] | null }
type Message = { readonly endpoint: Id; readonly event: Id; readonly type: string; readonly body: string }

/** Each event gets into every queue once. */
export const followForWebhooks = follower('webhooks', enqueue)

export async function enqueue(deps: Deps, operations: readonly Operation[], transaction: pg.ClientBase): Promise<void> {
  const happened = followedIn(deps, operations, ({ webhook }) => webhook)
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
  const messages = heard.flatMap(({ event, listeners }, i): Message[] => {
    const id = eventId(event, happened)
    return listeners.map((each) => ({ endpoint: each.id, event: id, type: event.way.type, body: bodies[i] ?? '' }))
  })
  await insert(transaction, messages, deps.clock.now())
}

/** The second event of a type in one operation, and those after it, have the number of those before them as well. */
function eventId({ operation, way, place }: Told, all: readonly Told[]): Id {
  const before = all.filter((each) => each.operation === operation && each.way.type === way.type && each.place < place)
  return keyOf('event', operation.id, way.type, ...(before.length === 0 ? [] : [`${before.length}`]))
}

function listenersOf({ way, facts }: Told, endpoints: readonly Endpoint[]): Endpoint[] {
  const { vendor, mode } = way.to(facts)
  return endpoints.filter(
    (each) => each.vendor === vendor && each.mode === mode && (each.events === null || each.events.includes(way.type)),
  )
}

// Software reads it; what it holds is facts.
const t = sayIn(defaultLanguage)

// A look may be a moment older than the log that another server writes. Then the teller throws, nothing of this step
// stands, and it is made again a moment later: an event is never told without its facts.
function bodyOf(deps: Deps, { happened, way, facts }: Told, looks: Looks): string {
  return JSON.stringify({
    type: way.type,
    timestamp: toRfc3339(happened.at),
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
