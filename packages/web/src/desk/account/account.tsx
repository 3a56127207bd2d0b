import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { fullText, zoneText } from '../../words/time.ts'
import { Offered } from '../acts/offered.tsx'
import { said } from '../parts/codes.ts'
import { ReasonFirst } from '../parts/reason.tsx'
import { useMay } from '../session.ts'
import type { Account } from '../shapes.ts'
import { CallerPanel } from './caller.tsx'
import { Members } from './members.tsx'
import { Money } from './money.tsx'
import { AccountNotes, Notices, Purchases, Timeline, Tokens } from './tabs.tsx'
import { accountQuery } from './queries.ts'

const route = getRouteApi('/desk/accounts/$acc')
const tabs = ['overview', 'purchases', 'tokens', 'events', 'notices', 'notes'] as const
type Tab = (typeof tabs)[number]

/** All that is known of a payer's account, once it was said why one looks. */
export function AccountPage() {
  useTitle(t('desk.account.title'))
  const { acc } = route.useParams()
  return <ReasonFirst>{(reason) => <Looked acc={acc} reason={reason} />}</ReasonFirst>
}

function Looked({ acc, reason }: { acc: string; reason: string }) {
  return (
    <Shown query={useQuery(accountQuery(acc, reason))} waiting={<Ghost rows={4} height="5rem" />}>
      {(account) => <Whole account={account} reason={reason} />}
    </Shown>
  )
}

/** Acts that make no sense as the account stands. */
const senseless: Readonly<Record<string, readonly string[]>> = {
  open: ['account.release'],
  blocked: ['account.block'],
}

function Whole({ account, reason }: { account: Account; reason: string }) {
  const { zone } = useHere()
  const may = useMay()
  const search = route.useSearch()
  const tab: Tab = tabs.find((each) => each === search.tab) ?? 'overview'
  return (
    <>
      <div className="bar-top">
        <h1>{t('desk.account.title')}</h1>
        <span className={account.status === 'open' ? 'tag good' : 'tag bad'}>{said('code', account.status)}</span>
      </div>
      <p className="sm dim">
        <span className="id">{account.id}</span>{' '}
        {t('desk.account.since', { at: fullText(account.opened_at, zone), zone: zoneText(account.time_zone) })}
      </p>
      <Offered id={account.id} without={senseless[account.status] ?? []} />
      <Tabs />
      {tab === 'overview' && (
        <>
          {may('callers.verify') && <CallerPanel acc={account.id} reason={reason} />}
          <Members account={account} reason={reason} />
          <Money account={account} />
        </>
      )}
      {tab === 'purchases' && <Purchases acc={account.id} reason={reason} />}
      {tab === 'tokens' && <Tokens acc={account.id} reason={reason} />}
      {tab === 'events' && <Timeline acc={account.id} reason={reason} />}
      {tab === 'notices' && <Notices acc={account.id} reason={reason} />}
      {tab === 'notes' && <AccountNotes path={`/api/desk/accounts/${account.id}`} reason={reason} />}
    </>
  )
}

function Tabs() {
  return (
    <nav className="desk-tabs" aria-label={t('desk.account.parts')}>
      <ul>
        {tabs.map((each) => (
          <li key={each}>
            <Link to="." search={each === 'overview' ? {} : { tab: each }} activeOptions={{ exact: true }} replace>
              {t(`desk.account.${each}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
