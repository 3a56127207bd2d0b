import { amountText, currencyName } from '../../money/text.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { Rich, t } from '../../words/say.tsx'
import type { Arrival } from './use-redeem.ts'

/** What was added, to which wallet, and that this device keeps the provider's signed record of it. */
export function Arrived({ amount, wallet, kept }: Arrival) {
  return (
    <div className="banner good" role="status">
      <p>
        <Rich
          say={kept ? 'wallet.funds.arrived.kept' : 'wallet.funds.arrived.notKept'}
          with={{ amount: amountText(amount), currency: currencyName(wallet) }}
        />
      </p>
      <LinkButton to="/wallet" dense>
        {t('wallet.funds.arrived.wallets')}
      </LinkButton>
    </div>
  )
}
