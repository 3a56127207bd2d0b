import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { moneyText } from '../../money/text.ts'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { decimal, t } from '../../words/say.tsx'
import { agoText, fullText } from '../../words/time.ts'
import { AccountNotes } from '../account/tabs.tsx'
import { Offered } from '../acts/offered.tsx'
import { read } from '../api.ts'
import { said } from '../parts/codes.ts'
import { ReasonFirst } from '../parts/reason.tsx'
import type { VendorWhole } from '../shapes.ts'

const route = getRouteApi('/desk/vendors/$ven')

const vendorQuery = (ven: string, reason: string) =>
  queryOptions({
    queryKey: ['desk', 'vendor', ven, reason],
    queryFn: ({ signal }) => read<VendorWhole>(`/api/desk/vendors/${ven}`, { reason }, signal),
    staleTime: 60_000,
    refetchOnWindowFocus: false,
  })

const senseless: Readonly<Record<string, readonly string[]>> = {
  open: ['vendor.release'],
  suspended: ['vendor.suspend'],
}

/** All that is known of a vendor, once it was said why one looks. */
export function VendorPage() {
  useTitle(t('desk.vendor.title'))
  const { ven } = route.useParams()
  return <ReasonFirst>{(reason) => <Looked ven={ven} reason={reason} />}</ReasonFirst>
}

function Looked({ ven, reason }: { ven: string; reason: string }) {
  const { zone } = useHere()
  return (
    <Shown query={useQuery(vendorQuery(ven, reason))} waiting={<Ghost rows={4} height="5rem" />}>
      {(vendor) => (
        <>
          <div className="bar-top">
            <h1>
              <bdi>{vendor.name}</bdi>
            </h1>
            <span className={vendor.status === 'open' ? 'tag good' : 'tag bad'}>{said('code', vendor.status)}</span>
          </div>
          <p className="sm dim">
            <span className="id">{vendor.id}</span> {t('desk.vendor.since', { at: fullText(vendor.opened_at, zone) })}
          </p>
          <Suspended vendor={vendor} />
          <Offered id={vendor.id} without={senseless[vendor.status] ?? []} />
          <MoneyOf vendor={vendor} />
          <Team vendor={vendor} />
          <Places vendor={vendor} />
          <AccountNotes path={`/api/desk/vendors/${ven}`} reason={reason} />
        </>
      )}
    </Shown>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd className="num">{children}</dd>
  </div>
)

function Suspended({ vendor: { suspension } }: { vendor: VendorWhole }) {
  const { zone } = useHere()
  if (suspension === null) return null
  const { why, since } = suspension
  return <p>{t('desk.vendor.suspended', { since: fullText(since, zone), why: said('code', why) })}</p>
}

const percentOf = ({ basis_points: points }: VendorWhole['fee']) => decimal(points / 100)

function MoneyOf({ vendor: { balances, fee, next_fees } }: { vendor: VendorWhole }) {
  const { zone } = useHere()
  return (
    <section className="card stack tight" aria-labelledby="money">
      <h2 id="money">{t('desk.vendor.money')}</h2>
      <dl className="facts">
        {balances.map(({ currency, payable }) => (
          <Fact key={currency} name={t('desk.vendor.payable')}>
            {moneyText(payable)}
          </Fact>
        ))}
        {balances.map(({ currency, held }) => (
          <Fact key={currency} name={t('desk.vendor.held')}>
            {moneyText(held)}
          </Fact>
        ))}
        <Fact name={t('desk.vendor.fee')}>{t('desk.vendor.feeIs', { percent: percentOf(fee), fixed: fee.fixed })}</Fact>
        {next_fees.map((next) => (
          <Fact
            key={next.from}
            name={t('desk.vendor.feeFrom', { at: next.from === null ? '' : fullText(next.from, zone) })}
          >
            {t('desk.vendor.feeIs', { percent: percentOf(next), fixed: next.fixed })}
          </Fact>
        ))}
        {balances.map(({ currency, sales, refunds, fees }) => (
          <Fact key={currency} name={t('desk.vendor.sales')}>
            {t('desk.vendor.salesAre', {
              sales: moneyText(sales),
              refunds: moneyText(refunds),
              fees: moneyText(fees),
            })}
          </Fact>
        ))}
      </dl>
    </section>
  )
}

function Team({ vendor: { team } }: { vendor: VendorWhole }) {
  return (
    <section className="card stack tight" aria-labelledby="team">
      <h2 id="team">{t('desk.vendor.team')}</h2>
      <ul className="rows">
        {team.map(({ user, name, email, role }) => (
          <li key={user}>
            <p className="grow">
              <bdi className="strong">{name.text}</bdi> <bdi className="sm">{email?.text}</bdi>
            </p>
            <span className="tag">{said('role', role)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Places({ vendor: { sites, keys, endpoints } }: { vendor: VendorWhole }) {
  const here = useHere()
  return (
    <section className="card stack tight" aria-labelledby="places">
      <h2 id="places">{t('desk.vendor.places')}</h2>
      <dl className="facts">
        {sites.map((site) => (
          <Fact key={site} name={t('desk.vendor.site')}>
            <span className="id wrap">{site}</span>
          </Fact>
        ))}
        {keys.map(({ id, mode, label, last4, created_at, revoked_at }) => (
          <Fact key={id} name={t('desk.vendor.key', { mode: said('code', mode) })}>
            <bdi>{label}</bdi> <span className="id">…{last4}</span>{' '}
            <span className="dim">
              {revoked_at === null
                ? agoText(created_at, here)
                : t('desk.vendor.revoked', { at: agoText(revoked_at, here) })}
            </span>
          </Fact>
        ))}
        {endpoints.map(({ id, url, mode }) => (
          <Fact key={id} name={t('desk.vendor.endpoint', { mode: said('code', mode) })}>
            <span className="id wrap">{url}</span>
          </Fact>
        ))}
      </dl>
    </section>
  )
}
