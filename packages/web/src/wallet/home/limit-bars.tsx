import { Link } from '@tanstack/react-router'
import type { LimitUse, PlainPeriod } from '../../api/shapes.ts'
import { tokensFigure, tokensText } from '../../money/text.ts'
import { Bar } from '../../parts/bar.tsx'
import { Empty } from '../../parts/page.tsx'

const periodNames: Record<PlainPeriod, string> = {
  transaction: 'One purchase',
  day: 'Today',
  week: 'This week',
  month: 'This month',
}

/** What is spent against each limit that is set. */
export function LimitBars({ limits }: { limits: readonly LimitUse[] }) {
  const set = limits.filter(({ max }) => max !== null)
  return (
    <section className="card" aria-labelledby="limits">
      <div className="head">
        <h2 id="limits">Against your limits</h2>
        {set.length > 0 && (
          <Link to="/wallet/limits" className="sm">
            Change
          </Link>
        )}
      </div>
      {set.length === 0 ? (
        <Empty title="No limits yet" action={<Link to="/wallet/limits">Set a limit</Link>}>
          Say how much may go in one purchase or one day. More than that then never leaves by mistake.
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
        <span>{periodNames[limit.period]}</span>
        <span className="amt">
          {tokensFigure(limit.spent)} <span className="dim">of {tokensText(limit.max)}</span>
        </span>
      </p>
      <Bar percent={limit.percent} label={`${limit.percent} percent spent`} />
    </div>
  )
}
