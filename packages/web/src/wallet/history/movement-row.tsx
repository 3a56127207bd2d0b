import type { Movement } from '../../api/shapes.ts'
import { Stacked } from '../../money/money.tsx'
import { Tile } from '../../parts/tile.tsx'
import { t } from '../../words/say.tsx'
import { clockText } from '../../words/time.ts'
import { byText, MovementTitle } from './movement.tsx'

/** One movement: when, what, how much, and what the wallet held after it. */
export function MovementRow({ movement, zone }: { movement: Movement; zone: string }) {
  return (
    <li>
      <time className="at num" dateTime={movement.at}>
        {clockText(movement.at, zone)}
      </time>
      <Tile vendor={movement.vendor} />
      <p>
        <MovementTitle movement={movement} />
        <br />
        <span className="sm dim">
          <bdi>{byText(movement)}</bdi>
        </span>
      </p>
      <Stacked value={movement.amount} signed />
      <div className="after dim">
        <span className="word">{t('wallet.history.balance')} </span>
        <Stacked value={movement.balance} />
      </div>
    </li>
  )
}
