import type { Sale } from '../../api/shapes.ts'
import { isZero } from '../../money/text.ts'
import { StateTag } from '../../parts/tag.tsx'

const why: Record<string, string> = {
  limit_exceeded: 'limit',
  insufficient_funds: 'funds',
  purchase_expired: 'too late',
  payer_mismatch: 'other payer',
}

/** A purchase's state in one word. A refund is named before a capture. */
export function SaleState({ sale }: { sale: Pick<Sale, 'status' | 'refunded' | 'captured' | 'decline'> }) {
  if (!isZero(sale.refunded))
    return <StateTag state={sale.refunded.amount === sale.captured.amount ? 'refunded' : 'partly_refunded'} />
  return (
    <StateTag
      state={sale.status}
      also={sale.decline === null ? undefined : (why[sale.decline.code] ?? sale.decline.code.replaceAll('_', ' '))}
    />
  )
}
