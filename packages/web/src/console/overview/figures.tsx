import type { Overview } from '../../api/shapes.ts'
import { moneyText, tokensText } from '../../money/text.ts'
import { count } from '../../words/count.ts'

/** The five figures above the charts. Sales less refunds are the sum of royalties, fees and the vendor's part. */
export function Figures({ totals }: Pick<Overview, 'totals'>) {
  const median = totals.median_price === null ? '' : `, median ${tokensText(totals.median_price)}`
  const figures: [name: string, figure: string, words: string][] = [
    ['Sales', moneyText(totals.sales), `${count(totals.purchases, 'purchase')}${median}`],
    ['Refunds', moneyText(totals.refunds), tokensText(totals.refunds)],
    ['Fees', moneyText(totals.fees), 'the provider’s, less refunds'],
    ['Royalties', moneyText(totals.royalties), `to ${count(totals.rightsholders, 'rightsholder')}, less refunds`],
    ['Yours', moneyText(totals.vendor), 'sales less all of these'],
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
