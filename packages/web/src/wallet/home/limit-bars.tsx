import { Link } from '@tanstack/react-router'
import type { LimitUse } from '../../api/shapes.ts'
import { tokensFigure, tokensText } from '../../money/text.ts'
import { Bar } from '../../parts/bar.tsx'
import { Empty } from '../../parts/page.tsx'
import { Rich, t } from '../../words/say.tsx'

/** What is spent against each limit that is set. */
export function LimitBars({ limits }: { limits: readonly LimitUse[] }) {
  const set = limits.filter(({ max }) => max !== null)
  return (
    <section className="card" aria-labelledby="limits">
      <div className="head">
        <h2 id="limits">{t('wallet.home.limits.heading')}</h2>
        {set.length > 0 && (
          <Link to="/wallet/limits" className="sm">
            {t('wallet.home.limits.change')}
          </Link>
        )}
      </div>
      {set.length === 0 ? (
        <Empty
          title={t('wallet.home.limits.none')}
          action={<Link to="/wallet/limits">{t('wallet.home.limits.set')}</Link>}
        >
          {t('wallet.home.limits.why')}
        </Empty>
      ) : (
        set.map((limit) => <LimitBar key={limit.id} limit={limit} />)
      )}
    </section>
  )
}

function LimitBar({ limit }: { limit: LimitUse }) {
  if (limit.max === null) return null
  // A bar has the name of a period alone: what counts a part of the account, or other days, says so in words.
  if (limit.period === 'transaction' || limit.period === 'last_days' || limit.scope !== 'account')
    return <p className="sm dim lim">{limit.sentence}</p>
  return (
    <div className="lim">
      <p>
        <span>{t(`wallet.home.limits.period.${limit.period}`)}</span>
        <span className="amt">
          <Rich
            say="wallet.home.limits.spent"
            with={{ spent: tokensFigure(limit.spent), max: tokensText(limit.max) }}
          />
        </span>
      </p>
      <Bar percent={limit.percent} label={t('wallet.home.limits.percent', { count: limit.percent })} />
    </div>
  )
}
