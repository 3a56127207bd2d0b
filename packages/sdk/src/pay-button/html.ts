import { priceWords } from '../price.ts'
import type { Price } from '../price.ts'

export type PayButton = {
  price: Price
  /** Where the form posts to: `paywall.buyPath(sku)`. */
  action: string
  /** The word on the button before the price. Default `Pay`. */
  label?: string
  /**
   * Said by screen readers after the price: what it buys and from whom, as in `for Prickwillow, from Halfstep Records`.
   */
  hint?: string
}

/**
 * The pay button as HTML: a form with a button, which buys even where script is off, inside a `<farthing-pay>`, which
 * styles it where `pay.js` is loaded.
 */
export function payButton({ price, action, label = 'Pay', hint }: PayButton): string {
  const words = `${label} ${priceWords(price)}`
  const name = hint === undefined ? '' : ` aria-label="${escaped(`${words} ${hint}`)}"`
  const element = `farthing-pay price="${escaped(price.amount)}" currency="${escaped(price.currency)}" label="${escaped(label)}"`
  return `<${element}><form method="post" action="${escaped(action)}"><button${name}>${escaped(words)}</button></form></farthing-pay>`
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
