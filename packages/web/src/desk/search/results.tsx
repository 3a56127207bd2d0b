import { Link } from '@tanstack/react-router'
import { Cash } from '../../money/money.tsx'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { StateTag } from '../../parts/tag.tsx'
import { t } from '../../words/say.tsx'
import { agoText, dateText } from '../../words/time.ts'
import { Offered } from '../acts/offered.tsx'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import { IdLink, Nothing } from '../parts/values.tsx'
import type { Found, PaymentFound, PurchaseFound, UserFound, VendorFound, VoucherFound } from '../shapes.ts'

/** What was found, a table for each kind. */
export function Results({ found }: { found: Found }) {
  const { users, vendors, purchases, vouchers, payments, more, hints } = found
  const none = [users, vendors, purchases, vouchers, payments].every((list) => list.length === 0)
  const [only] = purchases
  return (
    <>
      {hints.map((hint) => (
        <p key={hint} className="sm dim">
          {said('code', hint)}
        </p>
      ))}
      {none && <Empty title={t('desk.search.noneTitle')}>{t('desk.search.none')}</Empty>}
      {users.length > 0 && <Users users={users} />}
      {vendors.length > 0 && <Vendors vendors={vendors} />}
      {purchases.length > 0 && <Purchases purchases={purchases} />}
      {purchases.length === 1 && only !== undefined && <Offered id={only.id} />}
      {vouchers.length > 0 && <Vouchers vouchers={vouchers} />}
      {payments.length > 0 && <Payments payments={payments} />}
      {payments.length === 1 && payments[0] !== undefined && <Offered id={payments[0].id} />}
      {more.length > 0 && <p className="sm dim">{t('desk.search.more')}</p>}
    </>
  )
}

export function Users({ users, ...sorted }: { users: readonly UserFound[]; sort?: string; stale?: boolean }) {
  const here = useHere()
  return (
    <List
      name={t('desk.frame.users')}
      rows={users}
      idOf={({ id }) => id}
      first="-at"
      {...sorted}
      columns={[
        {
          head: t('desk.found.name'),
          cell: ({ account, name }) => (
            <Link to="/desk/accounts/$acc" params={{ acc: account }} data-row preload={false}>
              <bdi>{name.text}</bdi>
            </Link>
          ),
        },
        {
          head: t('desk.found.email'),
          cell: ({ email, number, email_verified }) => (
            <>
              <Address email={email?.text ?? null} number={number} />{' '}
              {email !== null && !email_verified && <span className="tag wait">{t('desk.found.unverified')}</span>}
            </>
          ),
        },
        {
          head: t('desk.found.since'),
          cell: ({ created_at }) => agoText(created_at, here),
          narrow: true,
          ...('sort' in sorted && { sort: 'at' }),
        },
        { head: t('desk.found.account'), cell: ({ account }) => <span className="id">{account}</span> },
      ]}
    />
  )
}

export function Vendors({ vendors, ...sorted }: { vendors: readonly VendorFound[]; sort?: string; stale?: boolean }) {
  const here = useHere()
  return (
    <List
      name={t('desk.frame.vendors')}
      rows={vendors}
      idOf={({ id }) => id}
      first="-at"
      {...sorted}
      columns={[
        {
          head: t('desk.found.vendor'),
          ...('sort' in sorted && { sort: 'name' }),
          cell: ({ id, name }) => (
            <Link to="/desk/vendors/$ven" params={{ ven: id }} data-row preload={false}>
              <bdi>{name}</bdi>
            </Link>
          ),
        },
        {
          head: t('desk.found.state'),
          cell: ({ status }) => (
            <span className={status === 'open' ? 'tag good' : 'tag bad'}>{said('code', status)}</span>
          ),
        },
        { head: t('desk.found.sites'), cell: ({ sites }) => <span className="id wrap">{sites.join(' ')}</span> },
        {
          head: t('desk.found.since'),
          cell: ({ created_at }) => agoText(created_at, here),
          narrow: true,
          ...('sort' in sorted && { sort: 'at' }),
        },
      ]}
    />
  )
}

export function Purchases({
  purchases,
  ...sorted
}: {
  purchases: readonly PurchaseFound[]
  sort?: string
  stale?: boolean
}) {
  const here = useHere()
  return (
    <List
      name={t('desk.frame.purchases')}
      rows={purchases}
      idOf={({ id }) => id}
      first="-at"
      {...sorted}
      columns={[
        {
          head: t('desk.found.item'),
          cell: ({ id, item_title, mode }) => (
            <>
              <Link to="/desk/search" search={{ q: id }} data-row preload={false}>
                <bdi>{item_title}</bdi>
              </Link>{' '}
              {mode === 'test' && <span className="tag">{t('desk.found.test')}</span>}
            </>
          ),
        },
        { head: t('desk.found.vendor'), cell: ({ vendor }) => <VendorLink vendor={vendor} /> },
        {
          head: t('desk.found.payer'),
          cell: ({ payer }) => (payer === null ? <Nothing /> : <IdLink id={payer} />),
        },
        { head: t('desk.found.state'), cell: ({ status }) => <StateTag state={status} /> },
        { head: t('desk.found.price'), amounts: true, cell: ({ price }) => <Cash value={price} /> },
        { head: t('desk.found.captured'), amounts: true, cell: ({ captured }) => <Cash value={captured} /> },
        { head: t('desk.found.refunded'), amounts: true, cell: ({ refunded }) => <Cash value={refunded} /> },
        {
          head: t('desk.found.at'),
          cell: ({ requested_at }) => agoText(requested_at, here),
          narrow: true,
          ...('sort' in sorted && { sort: 'at' }),
        },
      ]}
    />
  )
}

export const VendorLink = ({ vendor }: { vendor: { id: string; name: string } }) => (
  <Link to="/desk/vendors/$ven" params={{ ven: vendor.id }} preload={false}>
    <bdi>{vendor.name}</bdi>
  </Link>
)

function Vouchers({ vouchers }: { vouchers: readonly VoucherFound[] }) {
  const here = useHere()
  return (
    <List
      name={t('desk.found.vouchers')}
      rows={vouchers}
      // Of a voucher its number alone is its own, and that is not told.
      idOf={(voucher) => String(vouchers.indexOf(voucher))}
      columns={[
        { head: t('desk.found.last4'), cell: ({ last4 }) => <span className="num">… {last4 ?? '????'}</span> },
        { head: t('desk.found.state'), cell: ({ status }) => said('code', status) },
        { head: t('desk.found.amount'), amounts: true, cell: ({ amount }) => <Cash value={amount} /> },
        {
          head: t('desk.found.account'),
          cell: ({ account }) => (account === null ? <Nothing /> : <IdLink id={account} />),
        },
        { head: t('desk.found.ends'), cell: ({ expires_at }) => dateText(expires_at, here), narrow: true },
        {
          head: t('desk.found.redeemed'),
          cell: ({ redeemed_at: at }) => (at === null ? <Nothing /> : agoText(at, here)),
          narrow: true,
        },
      ]}
    />
  )
}

function Payments({ payments }: { payments: readonly PaymentFound[] }) {
  const here = useHere()
  return (
    <List
      name={t('desk.found.payments')}
      rows={payments}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.found.reference'),
          cell: ({ id, reference }) => (
            <Link to="/desk/search" search={{ q: id }} data-row preload={false}>
              <bdi>{reference}</bdi>
            </Link>
          ),
        },
        { head: t('desk.found.method'), cell: ({ kind }) => said('code', kind) },
        {
          head: t('desk.found.state'),
          cell: ({ reversed_at: at }) => (at === null ? said('code', 'recorded') : said('code', 'reversed')),
        },
        { head: t('desk.found.amount'), amounts: true, cell: ({ amount }) => <Cash value={amount} /> },
        { head: t('desk.found.account'), cell: ({ account }) => <IdLink id={account} /> },
        {
          head: t('desk.found.received'),
          cell: ({ received_on: on }) => <span className="num">{on}</span>,
          narrow: true,
        },
        { head: t('desk.found.at'), cell: ({ recorded_at: at }) => agoText(at, here), narrow: true },
      ]}
    />
  )
}

/** Where mails reach somebody; the sign-in number of whoever has no address. */
export function Address({ email, number }: { email: string | null; number: string | null }) {
  if (email !== null) return <bdi>{email}</bdi>
  return number === null ? <Nothing /> : t('desk.found.number', { number })
}
