import type { Home } from '../../api/shapes.ts'
import { stack, Stacked } from '../../money/money.tsx'
import { walletName } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { untilText, type Here } from '../../words/time.ts'

type Props = { wallets: Home['wallets']; grants: Home['grants'] }

/** Wallets of other currencies, and incentive tokens with their place and their end. */
export function OtherWallets({ wallets, grants }: Props) {
  const here = useHere()
  if (wallets.length + grants.length === 0) return null
  const amounts = [...wallets, ...grants].map(({ available }) => available)
  return (
    <section className="card" aria-labelledby="others">
      <h2 id="others">
        {t(`wallet.home.others.${wallets.length === 0 ? 'gifts' : grants.length === 0 ? 'wallets' : 'both'}`)}
      </h2>
      <ul className="rows" style={stack(amounts)}>
        {wallets.map(({ currency, available }) => (
          <li key={currency}>
            <p className="grow">{walletName(currency)}</p>
            <Stacked value={available} />
          </li>
        ))}
        {grants.map((grant) => (
          <li key={grant.id}>
            <p className="grow">
              <bdi>{grant.title}</bdi>
              <br />
              <span className="sm dim">{whereAndUntil(grant, here)}</span>
            </p>
            <Stacked value={grant.available} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function whereAndUntil({ spendable_at: vendor, expires_at: end }: Props['grants'][number], here: Here): string {
  const when = untilText(end, here)
  return vendor === null ? t('wallet.home.others.anywhere', { when }) : t('wallet.home.others.onlyAt', { vendor, when })
}
