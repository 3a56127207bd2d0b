import { useTitle } from '../../parts/page.tsx'
import { t } from '../../words/say.tsx'
import { Records } from './records.tsx'
import { Redeem } from './redeem.tsx'

/** Adding funds by voucher, and the provider's signed records of all that was added. */
export function Funds() {
  useTitle(t('wallet.funds.title'))
  return (
    <div className="paper stack">
      <h1>{t('wallet.funds.title')}</h1>
      <Redeem />
      <Records />
    </div>
  )
}
