import type { Sale } from '../../api/shapes.ts'
import { isZero } from '../../money/text.ts'
import { StateTag } from '../../parts/tag.tsx'
import { t } from '../../words/say.tsx'

/** Reasons of a decline that we have words of our own for. */
const known = ['limit_exceeded', 'insufficient_funds', 'purchase_expired', 'payer_mismatch'] as const

function whyText(code: string): string {
  const ours = known.find((each) => each === code)
  return ours === undefined ? code.replaceAll('_', ' ') : t(`console.sales.why.${ours}`)
}

/** A purchase's state in one word. A refund is named before a capture. */
export function SaleState({ sale }: { sale: Pick<Sale, 'status' | 'refunded' | 'captured' | 'decline'> }) {
  if (!isZero(sale.refunded))
    return <StateTag state={sale.refunded.amount === sale.captured.amount ? 'refunded' : 'partly_refunded'} />
  return <StateTag state={sale.status} why={sale.decline === null ? undefined : whyText(sale.decline.code)} />
}
