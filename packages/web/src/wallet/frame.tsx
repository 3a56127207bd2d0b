import './home.css'
import './library.css'
import './history.css'
import './receipt.css'
import './limits.css'
import './titles.css'
import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { AccountMenu } from '../parts/account-menu.tsx'
import { WrenCoin } from '../parts/brand.tsx'
import { ZoneLine } from '../parts/zone-line.tsx'
import { Main } from '../parts/page.tsx'

const tabs = [
  { to: '/wallet', words: 'Home' },
  { to: '/wallet/library', words: 'Library' },
  { to: '/wallet/history', words: 'History' },
  { to: '/wallet/funds', words: 'Add funds' },
  { to: '/wallet/limits', words: 'Limits' },
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
          farthing
        </Link>
        <nav className="tabs" aria-label="Wallet">
          <ul>
            {tabs.map(({ to, words }) => (
              <li key={to}>
                <Link
                  to={to}
                  activeOptions={{ exact: to === '/wallet', includeSearch: false }}
                  {...(onReceipt && to === '/wallet/history' && { 'aria-current': 'page' as const })}
                >
                  {words}
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
