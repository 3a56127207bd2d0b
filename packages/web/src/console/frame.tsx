import '../parts/dense.css'
import { getRouteApi, Link, Outlet } from '@tanstack/react-router'
import { brandName, WrenCoin } from '../parts/brand.tsx'
import { Main } from '../parts/page.tsx'
import { AccountMenu } from '../parts/account-menu.tsx'
import { ZoneLine } from '../parts/zone-line.tsx'
import { t } from '../words/say.tsx'
import { modeOf } from './queries.ts'
import { VendorSwitch } from './vendor-switch.tsx'

const route = getRouteApi('/console/$ven')

const pages = [
  { to: '/console/$ven', name: 'overview' },
  { to: '/console/$ven/sales', name: 'sales' },
  { to: '/console/$ven/keys', name: 'keys' },
  { to: '/console/$ven/sites', name: 'sites' },
] as const

/** The navigation of the vendor's pages: which vendor, live or test, and which page. */
export function ConsoleFrame() {
  const { ven } = route.useParams()
  const mode = modeOf(route.useSearch())
  return (
    <div className="console">
      <header className="rail">
        <div className="rail-top">
          <Link to="/console/$ven" params={{ ven }} className="brand">
            <WrenCoin />
            {brandName}
          </Link>
          <AccountMenu />
        </div>
        <VendorSwitch ven={ven} />
        <ModeSwitch test={mode === 'test'} />
        <nav aria-label={t('console.frame.label')}>
          <ul>
            {pages.map(({ to, name }) => (
              <li key={to}>
                <Link to={to} params={{ ven }} activeOptions={{ exact: to === '/console/$ven', includeSearch: false }}>
                  {t(`console.frame.${name}`)}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      </header>
      <Main className="work">
        <Outlet />
        <ZoneLine />
      </Main>
    </div>
  )
}

/** Two links, because test and live are two places; the choice is in the URL. */
function ModeSwitch({ test }: { test: boolean }) {
  return (
    <p className="modes" role="group" aria-label={t('console.frame.mode')}>
      <Link to="." search={(before) => ({ ...before, mode: undefined })} aria-current={test ? undefined : 'true'}>
        {t('console.frame.live')}
      </Link>
      <Link to="." search={(before) => ({ ...before, mode: 'test' })} aria-current={test ? 'true' : undefined}>
        {t('console.frame.test')}
      </Link>
    </p>
  )
}
