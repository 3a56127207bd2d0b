import { Link } from '@tanstack/react-router'
import type { Movement } from '../../api/shapes.ts'
import { stack, Stacked } from '../../money/money.tsx'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Tile } from '../../parts/tile.tsx'
import { t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { byText, MovementTitle } from '../history/movement.tsx'

/** The last movements, each with its receipt. */
export function Recent({ movements }: { movements: readonly Movement[] }) {
  const here = useHere()
  return (
    <section className="card" aria-labelledby="recent">
      <div className="head">
        <h2 id="recent">{t('wallet.home.recent.heading')}</h2>
        {movements.length > 0 && (
          <Link to="/wallet/history" className="sm">
            {t('wallet.home.recent.all')}
          </Link>
        )}
      </div>
      {movements.length === 0 ? (
        <Empty title={t('wallet.home.recent.none')}>{t('wallet.home.recent.how')}</Empty>
      ) : (
        <ul className="rows" style={stack(movements.map(({ amount }) => amount))}>
          {movements.map((movement) => (
            <li key={movement.id}>
              <Tile vendor={movement.vendor} />
              <p className="grow">
                <MovementTitle movement={movement} />
                <br />
                <span className="sm dim">
                  {t('wallet.home.recent.byAndWhen', { by: byText(movement), when: agoText(movement.at, here) })}
                </span>
              </p>
              <Stacked value={movement.amount} signed />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
