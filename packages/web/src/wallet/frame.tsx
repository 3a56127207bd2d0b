import './home.css'
import './library.css'
import './history.css'
import './receipt.css'
import './limits.css'
import './titles.css'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { AccountMenu } from '../parts/account-menu.tsx'
import { brandName, WrenCoin } from '../parts/brand.tsx'
import { ZoneLine } from '../parts/zone-line.tsx'
import { Main } from '../parts/page.tsx'
import { t } from '../words/say.tsx'

const tabs = [
  { to: '/wallet', name: 'home' },
  { to: '/wallet/library', name: 'library' },
  { to: '/wallet/history', name: 'history' },
  { to: '/wallet/funds', name: 'funds' },
  { to: '/wallet/limits', name: 'limits' },
] as const

/** Name, tabs and account around every page of the wallet; on the phone the tabs lie below. */
export function WalletFrame() {
  // A receipt is a page of the history.
  const onReceipt = useMatchRoute()({ to: '/wallet/purchases/$txn' }) !== false
  return (
    <>
      <header className="top">
        <Link to="/wallet" className="brand">
          <WrenCoin />
          {brandName}
        </Link>
        <nav className="tabs" aria-label={t('wallet.frame.label')}>
          <ul>
            {tabs.map(({ to, name }) => (
              <li key={to}>
                <Link
                  to={to}
                  activeOptions={{ exact: to === '/wallet', includeSearch: false }}
                  {...(onReceipt && to === '/wallet/history' && { 'aria-current': 'page' as const })}
                >
                  {t(`wallet.frame.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <AccountMenu />
      </header>
      <Main>
        <Outlet />
        <ZoneLine />
      </Main>
    </>
  )
}
