import { Link } from '@tanstack/react-router'
import type { Movement } from '../../api/shapes.ts'
import { walletName } from '../../money/text.ts'

/** Kinds of movement, as the filter names them. */
export const kinds: Record<Movement['kind'], string> = {
  purchase: 'Purchases',
  refund: 'Refunds',
  funding: 'Funds added',
  incentive: 'Gifts',
  hold: 'Held',
  release: 'Released',
  expiry: 'Expired',
}

const before: Partial<Record<Movement['kind'], string>> = { refund: 'Refund: ', hold: 'Held: ', release: 'Released: ' }

/** What moved; a purchase leads to its receipt. */
export function MovementTitle({ movement }: { movement: Movement }) {
  const title = (
    <>
      {before[movement.kind]}
      <bdi>{movement.title}</bdi>
    </>
  )
  if (movement.purchase === null) return title
  return (
    <Link to="/wallet/purchases/$txn" params={{ txn: movement.purchase }}>
      {title}
    </Link>
  )
}

/** Who was on the other side. */
export const byText = ({ vendor, kind, wallet }: Movement): string =>
  vendor?.name ?? `${kind === 'incentive' ? 'a gift to' : 'into'} your ${walletName(wallet)}`
