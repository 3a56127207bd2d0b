import type { Session } from '../../api/shapes.ts'
import { useTitle } from '../../parts/page.tsx'
import { useSession } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { ChangePassword } from './change-password.tsx'
import { Looks } from './looks.tsx'
import { Notices } from './notices.tsx'
import { TimeZone } from './time-zone.tsx'

/** Name and address, the time zone of the account, who looked at it, and the password. */
export function Profile() {
  useTitle(t('wallet.profile.title'))
  return (
    <div className="paper stack">
      <h1>{t('wallet.profile.title')}</h1>
      <Shown query={useSession()} waiting={<Ghost rows={3} height="8rem" />}>
        {(session) => (
          <>
            <Person session={session} />
            <TimeZone zone={session.account.time_zone} />
            <Notices />
            <Looks provider={session.provider.name} />
            <ChangePassword email={session.user.email ?? session.user.number ?? ''} />
          </>
        )}
      </Shown>
    </div>
  )
}

function Person({ session: { user, account, provider } }: { session: Session }) {
  return (
    <section className="card" aria-labelledby="person">
      <h2 id="person">{t('wallet.profile.you.heading')}</h2>
      <p className="sm dim">{t('wallet.profile.you.keeps', { provider: provider.name })}</p>
      <dl className="facts">
        <div>
          <dt>{t('wallet.profile.you.name')}</dt>
          <dd>
            <bdi>{user.name}</bdi>
          </dd>
        </div>
        <div>
          <dt>{user.email === null ? t('wallet.profile.you.number') : t('wallet.profile.you.email')}</dt>
          <dd className="wrap">
            <bdi>{user.email ?? user.number}</bdi>
          </dd>
        </div>
        <div>
          <dt>{t('wallet.profile.you.account')}</dt>
          <dd className="id wrap">{account.id}</dd>
        </div>
      </dl>
    </section>
  )
}
