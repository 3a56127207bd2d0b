import type { CSSProperties } from 'react'
import type { Money } from '../../api/shapes.ts'
import { moneyText, tokensText } from '../../money/text.ts'

type Props = { payable: Money; held: Money; royalties: Money }

/** What the provider owes this vendor now, and what may be added to it. */
export function Payable({ payable, held, royalties }: Props) {
  return (
    <section className="card next" aria-labelledby="payable">
      <h2 id="payable">Owed to you</h2>
      <p className="amt-line">
        <span className="amt owed">{moneyText(payable)}</span> <span className="dim">{tokensText(payable)}</span>
      </p>
      <div className="bar" role="img" aria-label="What is owed to you now, then what is held">
        <b style={widthOf(payable, held)} />
        <b style={widthOf(held, payable)} />
      </div>
      <p className="sm">After fees, royalties and refunds. It is yours now and waits for the next settlement.</p>
      <dl className="facts sm">
        <div>
          <dt>Held, not yet captured</dt>
          <dd className="amt">{moneyText(held)}</dd>
        </div>
        <div>
          <dt>Owed to your rightsholders, beside this</dt>
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
