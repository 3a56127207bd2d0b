import type { Purchase, Webhook } from '@farthing/sdk'
import type { Kept } from './kept.ts'

/** What the desk knows of one purchase, learnt by webhook alone. Who bought, it never learns. */
export type Sale = {
  purchase: string
  slug: string
  title: string
  status: Purchase['status'] | 'refunded'
  amount: string
  currency: string
  at: string
}

export type Sales = { sales: Sale[]; seen: string[] }

const maxKept = 500

/**
 * Takes in one webhook. The same delivery twice changes nothing; two deliveries in the wrong
 * order end as in the right one, because each carries the whole purchase and the later wins.
 */
export async function learn(kept: Kept<Sales>, { id, event }: Webhook): Promise<void> {
  const { sales, seen } = kept.read()
  if (seen.includes(id)) return
  const sale = saleOf(event.data, event.timestamp)
  const known = sales.find((other) => other.purchase === sale.purchase)
  const newest = known !== undefined && isLater(known, sale) ? known : sale
  const others = sales.filter((other) => other.purchase !== sale.purchase)
  const next = [newest, ...others].sort((left, right) => right.at.localeCompare(left.at))
  await kept.write({ sales: next.slice(0, maxKept), seen: [id, ...seen].slice(0, maxKept * 4) })
}

function saleOf(purchase: Purchase, at: string): Sale {
  const refunded = /[1-9]/.test(purchase.refunded.amount)
  return {
    purchase: purchase.id,
    slug: purchase.item.sku,
    title: purchase.item.title,
    status: refunded ? 'refunded' : purchase.status,
    amount: purchase.price.amount,
    currency: purchase.price.currency,
    at,
  }
}

const ranks = ['requested', 'authorized', 'captured', 'voided', 'expired', 'declined', 'refunded']

function isLater(left: Sale, right: Sale): boolean {
  const order = left.at.localeCompare(right.at)
  return order > 0 || (order === 0 && ranks.indexOf(left.status) > ranks.indexOf(right.status))
}

export function isSales(value: unknown): value is Sales {
  return (
    typeof value === 'object' && value !== null && 'sales' in value && Array.isArray(value.sales) && 'seen' in value
  )
}
