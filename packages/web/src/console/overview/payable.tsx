import type { CSSProperties } from 'react'
import type { Money } from '../../api/shapes.ts'
import { moneyText, tokensText } from '../../money/text.ts'
import { t } from '../../words/say.tsx'

type Props = { payable: Money; held: Money; royalties: Money }

/** What the provider owes this vendor now, and what may be added to it. */
export function Payable({ payable, held, royalties }: Props) {
  return (
    <section className="card next" aria-labelledby="payable">
      <h2 id="payable">{t('console.overview.payable.heading')}</h2>
      <p className="amt-line">
        <span className="amt owed">{moneyText(payable)}</span> <span className="dim">{tokensText(payable)}</span>
      </p>
      <div className="bar" role="img" aria-label={t('console.overview.payable.bar')}>
        <b style={widthOf(payable, held)} />
        <b style={widthOf(held, payable)} />
      </div>
      <p className="sm">{t('console.overview.payable.how')}</p>
      <dl className="facts sm">
        <div>
          <dt>{t('console.overview.payable.held')}</dt>
          <dd className="amt">{moneyText(held)}</dd>
        </div>
        <div>
          <dt>{t('console.overview.payable.rightsholders')}</dt>
          <dd className="amt">{moneyText(royalties)}</dd>
        </div>
      </dl>
    </section>
  )
}

/** A length for drawing, not an amount: the share of the bar that one of two amounts takes. */
function widthOf(one: Money, other: Money): CSSProperties {
  const height = Number(one.amount)
  const both = height + Number(other.amount)
  return { '--v': `${both === 0 ? 0 : (height / both) * 100}%` } as CSSProperties
}
