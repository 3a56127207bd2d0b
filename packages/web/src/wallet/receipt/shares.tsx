import type { Split } from '../../api/shapes.ts'
import { SplitTable } from '../../parts/split-table.tsx'
import { t } from '../../words/say.tsx'

/** Who got what of what the payer paid, and gave back of it. */
export function Shares({ split }: { split: Split }) {
  return (
    <section aria-labelledby="who">
      <h2 id="who">{t('wallet.receipt.whoGotWhat')}</h2>
      <SplitTable split={split} total={t('wallet.receipt.youPaid')} />
    </section>
  )
}
