import type { Home } from '../../api/shapes.ts'
import { stack, Stacked } from '../../money/money.tsx'
import { walletName } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { untilText } from '../../words/time.ts'

type Props = { wallets: Home['wallets']; grants: Home['grants'] }

/** Wallets of other currencies, and incentive tokens with their place and their end. */
export function OtherWallets({ wallets, grants }: Props) {
  const here = useHere()
  if (wallets.length + grants.length === 0) return null
  const amounts = [...wallets, ...grants].map(({ available }) => available)
  return (
    <section className="card" aria-labelledby="others">
      <h2 id="others">
        {wallets.length === 0 ? 'Gifts' : grants.length === 0 ? 'Other wallets' : 'Other wallets and gifts'}
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
              <span className="sm dim">
                {grant.spendable_at === null ? 'anywhere' : `only at ${grant.spendable_at}`}, until{' '}
                {untilText(grant.expires_at, here)}
              </span>
            </p>
            <Stacked value={grant.available} />
          </li>
        ))}
      </ul>
    </section>
  )
}
