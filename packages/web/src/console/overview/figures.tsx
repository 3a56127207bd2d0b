import type { Overview } from '../../api/shapes.ts'
import { moneyText, tokensText } from '../../money/text.ts'
import { t } from '../../words/say.tsx'

/** The five figures above the charts. Sales less refunds are the sum of royalties, fees and the vendor's part. */
export function Figures({ totals }: Pick<Overview, 'totals'>) {
  const { sales, refunds, fees, royalties, vendor, purchases, median_price: median, rightsholders } = totals
  const sold =
    median === null
      ? t('console.overview.figure.purchases', { count: purchases })
      : t('console.overview.figure.purchasesAndMedian', { count: purchases, median: tokensText(median) })
  const figures = [
    ['sales', sales, sold],
    ['refunds', refunds, tokensText(refunds)],
    ['fees', fees, t('console.overview.figure.fees')],
    ['royalties', royalties, t('console.overview.figure.royalties', { count: rightsholders })],
    ['vendor', vendor, t('console.overview.figure.vendor')],
  ] as const
  return (
    <dl className="card kpi">
      {figures.map(([name, amount, words]) => (
        <div key={name}>
          <dt className="xs dim">{t(`console.overview.part.${name}`)}</dt>
          <dd>
            <span className="amt">{moneyText(amount)}</span>
            <p className="d">{words}</p>
          </dd>
        </div>
      ))}
    </dl>
  )
}
