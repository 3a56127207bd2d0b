import { Link } from '@tanstack/react-router'
import type { Movement } from '../../api/shapes.ts'
import { currencyName } from '../../money/text.ts'
import { Rich, t } from '../../words/say.tsx'

/** What moved; a purchase leads to its receipt. */
export function MovementTitle({ movement }: { movement: Movement }) {
  const title = <Rich say={`wallet.history.moved.${movement.kind}`} with={{ title: <bdi>{movement.title}</bdi> }} />
  if (movement.purchase === null) return title
  return (
    <Link to="/wallet/purchases/$txn" params={{ txn: movement.purchase }}>
      {title}
    </Link>
  )
}

/** Who was on the other side. */
export function byText({ vendor, kind, wallet }: Movement): string {
  if (vendor !== null) return vendor.name
  const currency = currencyName(wallet)
  return kind === 'incentive' ? t('wallet.history.giftTo', { currency }) : t('wallet.history.into', { currency })
}
