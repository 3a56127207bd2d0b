import { useQuery } from '@tanstack/react-query'
import type { Home as HomeAnswer } from '../../api/shapes.ts'
import { useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Rich, t } from '../../words/say.tsx'
import { homeQuery } from '../queries.ts'
import { Asks } from './asks.tsx'
import { LimitBars } from './limit-bars.tsx'
import { MainWallet } from './main-wallet.tsx'
import { OtherWallets } from './other-wallets.tsx'
import { Recent } from './recent.tsx'

/** Every wallet in one place (R34), and what needs an answer. */
export function Home() {
  useTitle(t('wallet.home.title'))
  return (
    <>
      <h1 className="vh">{t('wallet.home.heading')}</h1>
      <Shown query={useQuery(homeQuery())} waiting={<Waiting />}>
        {(home) => <Wallets home={home} />}
      </Shown>
    </>
  )
}

function Wallets({ home }: { home: HomeAnswer }) {
  const [first, ...others] = home.wallets
  return (
    <div className="lay">
      {home.status === 'blocked' && (
        <div className="banner bad wide" role="status">
          <p>
            <Rich say="wallet.home.blocked" />
          </p>
        </div>
      )}
      <Asks asks={home.asks} />
      <div className="col">
        <MainWallet wallet={first} />
        <Recent movements={home.recent} />
      </div>
      <div className="col">
        <OtherWallets wallets={others} grants={home.grants} />
        <LimitBars limits={home.limits} />
      </div>
    </div>
  )
}

function Waiting() {
  return (
    <div className="lay">
      <div className="col">
        <Ghost height="11rem" />
        <Ghost rows={5} />
      </div>
      <div className="col">
        <Ghost height="9rem" />
        <Ghost height="12rem" />
      </div>
    </div>
  )
}
