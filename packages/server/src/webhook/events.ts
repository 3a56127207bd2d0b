// The follower that puts into each endpoint's queue what happened, in the transaction that moves its cursor.
import type { Id, Json, Operation } from '@farthing/ledger'
import type pg from 'pg'
import type { Mode } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { keyOf } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
import type { Standing } from '../platform/work/work.ts'
import type { PurchaseAnswer, PurchaseRow } from '../purchase/index.ts'
import { purchases, renderPurchase } from '../purchase/index.ts'
import { webhookEndpointsSql } from '../vendor/index.ts'

/** Operations and events, in the order of the log. */
type Happened = { readonly operation: Operation; readonly answer: PurchaseAnswer; readonly type: string }
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
  const happened = operations.flatMap(eventsOf)
  if (happened.length === 0) return
  const sold = await purchasesOf(deps, [...new Set(happened.map(({ answer }) => answer.purchase))])
  const endpoints = await endpointsOf(transaction, [...new Set([...sold.values()].map((row) => row.vendor))])
  if (endpoints.length === 0) return
  const messages: Message[] = []
  for (const event of happened) {
    const row = sold.get(event.answer.purchase)
    const told = endpoints.filter(
      ({ vendor, mode, events }) =>
        vendor === row?.vendor && mode === row.mode && (events === null || events.includes(event.type)),
    )
    if (told.length === 0) continue
    const key = keyOf('event', event.operation.id, event.type)
    const body = await bodyOf(deps, event)
    messages.push(...told.map((endpoint) => ({ endpoint: endpoint.id, event: key, type: event.type, body })))
  }
  await insert(transaction, messages, deps.clock.now())
}

/** A decider's answer says which events it makes; a replay of an operation is none of its own. */
function eventsOf(operation: Operation): Happened[] {
  const { answer } = operation
  if (!isPurchaseAnswer(answer)) return []
  return answer.events.map((type) => ({ operation, answer, type }))
}

const isPurchaseAnswer = (answer: Json): answer is PurchaseAnswer =>
  typeof answer === 'object' &&
  answer !== null &&
  'purchase' in answer &&
  'events' in answer &&
  Array.isArray(answer.events)

// A look may be a moment older than the log that another server writes. Then this step fails, nothing of it stands, and
// it is made again a moment later: an event is never told without its facts.
async function purchasesOf(deps: Deps, ids: readonly Id[]): Promise<Map<Id, PurchaseRow>> {
  const seen = await deps.ledger.look({ accounts: [], rows: ids.map((id) => [purchases, id] as const) })
  return new Map(
    ids.map((id) => {
      const row = seen.row(purchases, id)
      if (row === undefined) throw new Error(`purchase ${id} is not to be seen yet`)
      return [id, row]
    }),
  )
}

async function bodyOf(deps: Deps, { operation, answer, type }: Happened): Promise<string> {
  const data = await renderPurchase(deps, answer)
  if (data.royalty_transactions.length !== answer.captures + answer.refunds)
    throw new Error(`captures or refunds of ${data.id} are not to be seen yet`)
  return JSON.stringify({ type, timestamp: toRfc3339(operation.at), data })
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
