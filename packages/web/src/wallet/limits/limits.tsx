import { useQuery } from '@tanstack/react-query'
import type { PlainPeriod } from '../../api/shapes.ts'
import { walletName } from '../../money/text.ts'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Rich, t } from '../../words/say.tsx'
import { zoneText } from '../../words/time.ts'
import { homeQuery, limitsQuery } from '../queries.ts'
import { LimitRow } from './limit-row.tsx'

const periods: readonly PlainPeriod[] = ['transaction', 'day', 'week', 'month']

/** How much may be spent at once, in a day, a week, a month, for each currency that the account has. */
export function Limits() {
  useTitle(t('wallet.limits.title'))
  const home = useQuery(homeQuery())
  const { zone } = useHere()
  const wallets = home.data?.wallets.map(({ currency }) => currency) ?? []
  return (
    <div className="paper stack">
      <h1>{t('wallet.limits.title')}</h1>
      <p className="dim">
        <Rich say="wallet.limits.how" with={{ zone: zoneText(zone) }} />
      </p>
      <Shown query={useQuery(limitsQuery())} waiting={<Ghost rows={4} height="6rem" />}>
        {({ limits }) => {
          const known = [...new Set([...wallets, ...limits.map(({ currency }) => currency)])]
          return (known.length === 0 ? (['USD'] as const) : known).map((currency) => (
            <section key={currency} className="card" aria-labelledby={`limits-${currency}`}>
              <h2 id={`limits-${currency}`}>{walletName(currency)}</h2>
              {periods.map((period) => (
                <LimitRow
                  key={period}
                  period={period}
                  currency={currency}
                  limit={limits.find(
                    (limit) => limit.currency === currency && limit.period === period && limit.scope === 'account',
                  )}
                />
              ))}
            </section>
          ))
        }}
      </Shown>
    </div>
  )
}
