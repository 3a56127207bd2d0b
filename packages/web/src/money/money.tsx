import type { CSSProperties } from 'react'
import type { Money as Value } from '../api/shapes.ts'
import { Rich } from '../words/say.tsx'
import { figure, isNegative, isZero, moneyFigure, roomFor, type Figure } from './text.ts'

type Shown = { value: Value; signed?: boolean }

/** `2.5 tokens · $0.025` in a line of text. */
export function Money({ value, signed = false }: Shown) {
  return (
    <span className="amt">
      <Rich
        say="shared.money.shown"
        with={{
          count: value.tokens,
          tokens: <Digits {...figure(value.tokens, signed)} />,
          money: <Digits {...moneyFigure(value, signed)} />,
        }}
      />
    </span>
  )
}

/** The one figure that a screen is about. */
export function BigMoney({ value }: { value: Value }) {
  return (
    <p className="amt-line">
      <Rich
        say="shared.money.big"
        with={{
          count: value.tokens,
          tokens: <Digits {...figure(value.tokens)} />,
          money: <Digits {...moneyFigure(value)} />,
          figure: (inside) => <span className="amt amt-big">{inside}</span>,
          rest: (inside) => <span className="amt">{inside}</span>,
        }}
      />
    </p>
  )
}

/** Tokens alone, for a column whose head says so; what arrives is green. */
export function Tokens({ value, signed = false }: Shown) {
  const arrives = signed && !isNegative(value) && !isZero(value)
  return (
    <span className={arrives ? 'amt amt-in' : 'amt'}>
      <Digits {...figure(value.tokens, signed)} />
    </span>
  )
}

/** Money alone, for a column beside the tokens. */
export function Cash({ value, signed = false }: Shown) {
  return (
    <span className="amt">
      <Digits {...moneyFigure(value, signed)} />
    </span>
  )
}

/** Tokens with the money below them, at the end of a row; the sign stands before the tokens. */
export function Stacked({ value, signed = false }: Shown) {
  return (
    <p className="amts">
      <Tokens value={value} signed={signed} />
      <span className="sm dim amt">
        <Digits {...moneyFigure(value)} sign="" />
      </span>
    </p>
  )
}

/** Style for the element around a column of tokens, or of money: leaves room for its longest fraction. */
export function column(values: readonly Value[], kind: 'tokens' | 'money' = 'tokens'): CSSProperties {
  return room(roomFor(values.map((value) => (kind === 'tokens' ? figure(value.tokens) : moneyFigure(value)))))
}

/** The same around `Stacked` amounts: one room for both lines, so that the decimal marks of both are aligned. */
export function stack(values: readonly Value[]): CSSProperties {
  const figures = values.flatMap((value) => [figure(value.tokens), moneyFigure(value)])
  return room(roomFor(figures, '.5rem', '.25rem'))
}

const room = (length: string): CSSProperties => ({ '--f-frac': length }) as CSSProperties

/** The `<i>` is written even when empty: in a column it keeps the place of the decimal mark. */
function Digits({ sign, whole, fraction }: Figure) {
  return (
    <>
      {sign}
      {whole}
      <i>{fraction}</i>
    </>
  )
}
