import type { Purchase, Webhook } from '@farthing/sdk'
import type { Kept } from './kept.ts'

/** One order as the shop knows it, learnt by webhook alone. */
export type Order = {
  reference: string
  purchase: string
  sku: string
  title: string
  status: Purchase['status'] | 'refunded'
  amount: string
  currency: string
  /** The customer's pseudonym at this shop; whose it is, only the provider knows. */
  customer: string | null
  shares: { role: string; amount: string }[]
  at: string
  events: { type: string; at: string }[]
}

export type Orders = { orders: Order[]; seen: string[] }

const maxKept = 500

/**
 * Takes in one webhook. The same delivery twice changes nothing; two deliveries in the wrong
 * order end as in the right one, because each carries the whole purchase and the later wins.
 */
export async function learn(kept: Kept<Orders>, { id, event }: Webhook): Promise<void> {
  const { orders, seen } = kept.read()
  if (seen.includes(id)) return
  const known = orders.find((order) => order.purchase === event.data.id)
  const told = orderOf(event.data, event.timestamp)
  const events = [...(known?.events ?? []), { type: event.type, at: event.timestamp }]
  events.sort((left, right) => left.at.localeCompare(right.at))
  const newest = known !== undefined && isLater(known, told) ? known : told
  const next = [{ ...newest, events }, ...orders.filter((order) => order !== known)]
  next.sort((left, right) => right.at.localeCompare(left.at))
  await kept.write({ orders: next.slice(0, maxKept), seen: [id, ...seen].slice(0, maxKept * 4) })
}

function orderOf(purchase: Purchase, at: string): Omit<Order, 'events'> {
  const refunded = /[1-9]/.test(purchase.refunded.amount)
  const shares = purchase.royalty_transactions.flatMap(({ type, shares }) => (type === 'capture' ? shares : []))
  return {
    reference: purchase.order_reference,
    purchase: purchase.id,
    sku: purchase.item.sku,
    title: purchase.item.title,
    status: refunded ? 'refunded' : purchase.status,
    amount: purchase.price.amount,
    currency: purchase.price.currency,
    customer: purchase.payer,
    shares: shares.map(({ role, amount }) => ({ role, amount: amount.amount })),
    at,
  }
}

const ranks = ['requested', 'authorized', 'captured', 'voided', 'expired', 'declined', 'refunded']

function isLater(known: Order, told: Omit<Order, 'events'>): boolean {
  const order = known.at.localeCompare(told.at)
  return order > 0 || (order === 0 && ranks.indexOf(known.status) > ranks.indexOf(told.status))
}

export function isOrders(value: unknown): value is Orders {
  return (
    typeof value === 'object' && value !== null && 'orders' in value && Array.isArray(value.orders) && 'seen' in value
  )
}
