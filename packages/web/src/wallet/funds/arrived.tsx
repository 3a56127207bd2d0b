import { amountText, walletName } from '../../money/text.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import type { Arrival } from './use-redeem.ts'

/** What was added, to which wallet, and that this device keeps the provider's signed record of it. */
export function Arrived({ amount, wallet, kept }: Arrival) {
  return (
    <div className="banner good" role="status">
      <p>
        <strong>{amountText(amount)} arrived</strong> in your {walletName(wallet)}.{' '}
        {kept
          ? 'This device keeps the provider’s signed record of it.'
          : 'This browser keeps nothing, so download the signed record below.'}
      </p>
      <LinkButton to="/wallet" dense>
        See your wallets
      </LinkButton>
    </div>
  )
}
