import type { Movement } from '../../api/shapes.ts'
import { Stacked, Tokens } from '../../money/money.tsx'
import { walletName } from '../../money/text.ts'
import { Tile } from '../../parts/tile.tsx'
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
        <span className="sm dim">{byText(movement)}</span>
      </p>
      <Stacked value={movement.amount} signed />
      <p className="after sm dim">
        <span className="vh">Balance after: </span>
        <Tokens value={movement.balance} /> in {walletName(movement.wallet)}
      </p>
    </li>
  )
}
