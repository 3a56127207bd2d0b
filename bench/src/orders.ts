// Purchases that are requested, and wait to be approved.
import type { Id, Ledger } from '@farthing/ledger'
import type { Authorize, PurchaseRow, RequestPurchase } from '@farthing/server'
import { authorizePurchase, part, payersKeys, quoteOf, requestPurchase, tables } from '@farthing/server'
import type pg from 'pg'
import { idOf, priceMicros } from './identifiers.ts'
import type { Sale } from './traffic.ts'

const minute = 60_000_000n
let count = 0
/** A new identifier at the right edge of every index, where identifiers in the order of time are inserted. */
const nextId = (kind: 'purchase' | 'operation'): Id => idOf(kind, ++count)

/** Numbers identifiers from `first` on, where several processes write to one database. */
export const numberFrom = (first: number): void => {
  count = first
}

/** A purchase to approve, with what its browser would bring along. */
export type Order = {
  readonly purchase: Id
  readonly operation: Id
  readonly payer: Id
  readonly user: Id
  readonly version: Id
  readonly quote: string
}

const lineOf = (sale: Sale): PurchaseRow['lines'][number] => ({
  item: idOf('item', sale.item),
  version: idOf('version', sale.item),
  listed: `${priceMicros}`,
  charged: `${priceMicros}`,
  fee: null,
})

const orderOf = (purchase: Id, sale: Sale): Order => ({
  purchase,
  operation: nextId('operation'),
  payer: idOf('payer', sale.payer),
  user: idOf('user', sale.payer),
  version: idOf('version', sale.item),
  quote: quoteFor(sale),
})

function requestOf(sale: Sale): RequestPurchase {
  const purchase = nextId('purchase')
  return {
    purchase,
    vendor: idOf('vendor', sale.vendor),
    mode: 'live',
    item: idOf('item', sale.item),
    version: idOf('version', sale.item),
    priceMicros,
    currency: 'USD',
    terms: { countsFrom: 'first_opening' },
    contentUrl: null,
    orderReference: purchase,
    facts: { returnUrl: 'https://vendor.example/read', cancelUrl: 'https://vendor.example/read' },
    capture: 'automatic',
    nonceHash: null,
    meantFor: null,
    holdSeconds: 604_800,
    expiresInSeconds: 86_400,
  }
}

const byServer = { actor: { kind: 'api_key', id: idOf('key', 0) } }

/** Requests through the ledger, as the vendor's server did a moment ago. */
export async function requestAll(ledger: Ledger, sales: readonly Sale[]): Promise<Order[]> {
  return Promise.all(
    sales.map(async (sale) => {
      const input = requestOf(sale)
      const outcome = await ledger.submit(requestPurchase, nextId('operation'), input, byServer)
      if (outcome.kind !== 'done')
        throw new Error(JSON.stringify(outcome.kind === 'refused' ? outcome.answer : outcome))
      return orderOf(input.purchase, sale)
    }),
  )
}

/** The same rows, written at once: requesting them one by one would take the baseline minutes. */
export async function requestByInsert(client: pg.ClientBase, sales: readonly Sale[]): Promise<Order[]> {
  const orders = sales.map((sale) => ({ order: orderOf(nextId('purchase'), sale), sale }))
  const bytes = (ids: readonly Id[]) => ids.map((id) => Buffer.from(id, 'hex'))
  const now = BigInt(Date.now()) * 1_000n
  await client.query(
    `INSERT INTO purchases (id, vendor, mode, lines, price_micros, asset, order_reference, facts, capture, hold_seconds, requested_at, expires_at, status, captured_micros, captures, refunded_micros, refunds)
       SELECT id, vendor, 'live', lines, ${priceMicros}, 'USD', encode(id, 'hex'), '{"returnUrl": "https://vendor.example/read", "cancelUrl": "https://vendor.example/read"}', 'automatic', 604800, $4, $4 + ${1440n * minute}, 'requested', 0, 0, 0, 0
         FROM unnest($1::bytea[], $2::bytea[], $3::jsonb[]) t(id, vendor, lines)`,
    [
      bytes(orders.map((o) => o.order.purchase)),
      bytes(orders.map((o) => idOf('vendor', o.sale.vendor))),
      orders.map((o) => JSON.stringify([lineOf(o.sale)])),
      now,
    ],
  )
  return orders.map((o) => o.order)
}

const [payersTable, purchasesTable] = ['payers', 'purchases'].map((name) => {
  const table = tables.find((each) => each.name === name)
  if (table === undefined) throw new Error(`there is no table ${name}`)
  return table
}) as [(typeof tables)[number], (typeof tables)[number]]

/** One press of the button: an unlocked look at purchase and payer, as the page's route has one, then the attempt. */
export async function authorize(ledger: Ledger, press: Order): Promise<void> {
  const { purchase, operation, payer, user, quote } = press
  const seen = await ledger.look({
    rows: [
      [purchasesTable, purchase],
      [payersTable, payer],
    ],
  })
  const order = seen.row(purchasesTable, purchase) as PurchaseRow | undefined
  const row = seen.row(payersTable, payer) as { state: Parameters<typeof payersKeys>[2] } | undefined
  if (order === undefined) throw new Error('the purchase is not there')
  const now = BigInt(Date.now()) * 1_000n
  const input: Authorize = {
    purchase,
    payer,
    user,
    windowEndsAt: now + 30n * minute,
    quote,
  }
  const outcome = await ledger.submit(authorizePurchase, operation, input, {
    actor: { kind: 'user', id: user },
    prefetch: payersKeys(order, payer, row?.state, now),
  })
  if (outcome.kind !== 'done') throw new Error(JSON.stringify(outcome.kind === 'refused' ? outcome.answer : outcome))
}

/** What the page showed: the gift is spent already, so the wallet pays. */
export const quoteFor = (sale: Sale): string =>
  quoteOf({ asset: 'USD', lines: [lineOf(sale)] }, [
    {
      account: part(idOf('payer', sale.payer), 0x01, 1),
      asset: 'USD',
      micros: `${priceMicros}`,
      worth: `${priceMicros}`,
      kind: 'bought',
    },
  ])
