import type { Session } from '../../api/shapes.ts'
import { useTitle } from '../../parts/page.tsx'
import { useSession } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { ChangePassword } from './change-password.tsx'
import { TimeZone } from './time-zone.tsx'

/** Name and address, the time zone of the account, and the password. */
export function Profile() {
  useTitle('Profile')
  return (
    <div className="paper stack">
      <h1>Profile</h1>
      <Shown query={useSession()} waiting={<Ghost rows={3} height="8rem" />}>
        {(session) => (
          <>
            <Person session={session} />
            <TimeZone zone={session.account.time_zone} />
            <ChangePassword email={session.user.email} />
          </>
        )}
      </Shown>
    </div>
  )
}

function Person({ session: { user, account, provider } }: { session: Session }) {
  return (
    <section className="card" aria-labelledby="person">
      <h2 id="person">You</h2>
      <p className="sm dim">{provider.name} keeps this. Vendors see neither your name nor your address.</p>
      <dl className="facts">
        <div>
          <dt>Name</dt>
          <dd>
            <bdi>{user.name}</bdi>
          </dd>
        </div>
        <div>
          <dt>E-mail</dt>
          <dd className="wrap">
            <bdi>{user.email}</bdi>
          </dd>
        </div>
        <div>
          <dt>Account</dt>
          <dd className="id wrap">{account.id}</dd>
        </div>
      </dl>
    </section>
  )
}
