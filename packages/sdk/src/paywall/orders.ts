import type { Price } from '../price.ts'

/**
 * What this browser keeps of a purchase that it began, signed by the vendor: the nonce, whose hash the provider has,
 * and what the vendor will compare the answer with. `token` and `triedAtSeconds` are there only where the provider
 * could not be reached when the payer came back.
 */
export type Order = {
  purchase: string
  nonce: string
  reference: string
  sku: string
  price: Price
  returnUrl: string
  expiresAtSeconds: number
  token?: string
  triedAtSeconds?: number
}

export function isPurchaseId(text: string): boolean {
  return /^txn_[0-9a-z]{1,40}$/.test(text)
}

export function orderOf(content: unknown, nowMilliseconds: number): Order | undefined {
  if (!isOrder(content) || content.expiresAtSeconds * 1000 < nowMilliseconds) return undefined
  return content
}

function isOrder(content: unknown): content is Order {
  if (typeof content !== 'object' || content === null) return false
  const fields: Record<string, unknown> = { ...content }
  const texts = ['purchase', 'nonce', 'reference', 'sku', 'returnUrl'].every((name) => typeof fields[name] === 'string')
  const { price, token, triedAtSeconds } = fields
  if (typeof price !== 'object' || price === null || !('amount' in price) || !('currency' in price)) return false
  if (token !== undefined && (typeof token !== 'string' || typeof triedAtSeconds !== 'number')) return false
  return texts && typeof fields['expiresAtSeconds'] === 'number'
}
