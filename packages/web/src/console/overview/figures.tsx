import type { Overview } from '../../api/shapes.ts'
import { moneyText, tokensText } from '../../money/text.ts'
import { count } from '../../words/time.ts'

/** The five figures above the charts. */
export function Figures({ totals }: Pick<Overview, 'totals'>) {
  const figures: [name: string, figure: string, words: string][] = [
    ['Sales', moneyText(totals.sales), tokensText(totals.sales)],
    [
      'Purchases',
      totals.purchases.toLocaleString('en-US'),
      totals.median_price === null ? '' : `median ${tokensText(totals.median_price)}`,
    ],
    ['Refunds', moneyText(totals.refunds), tokensText(totals.refunds)],
    ['Royalties owed', moneyText(totals.royalties_owed), `to ${count(totals.rightsholders, 'rightsholder')}`],
    ['Fees', moneyText(totals.fees), 'the provider’s share'],
  ]
  return (
    <dl className="card kpi">
      {figures.map(([name, figure, words]) => (
        <div key={name}>
          <dt className="xs dim">{name}</dt>
          <dd>
            <span className="amt">{figure}</span>
            <p className="d">{words}</p>
          </dd>
        </div>
      ))}
    </dl>
  )
}
