import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Link } from '@tanstack/react-router'
import { Cash } from '../../money/money.tsx'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { StateTag } from '../../parts/tag.tsx'
import { Rich, t } from '../../words/say.tsx'
import { agoText, fullText } from '../../words/time.ts'
import { said, saidOfRecord } from '../parts/codes.ts'
import { List, More } from '../parts/list.tsx'
import { NoteList } from '../queues/notes.tsx'
import { VendorLink } from '../search/results.tsx'
import type { AccountEvent } from '../shapes.ts'
import { eventsQuery, notesQuery, noticesQuery, purchasesQuery, tokensQuery } from './queries.ts'

type Props = { acc: string; reason: string }
type Pages<Row> = Parameters<typeof More>[0]['query'] & {
  data: { pages: readonly { data: readonly Row[] }[] } | undefined
  isError: boolean
  error: unknown
  refetch: () => unknown
}

/** A list of an account a page at a time, or that there is nothing. */
function Listed<Row>({ query, children }: { query: Pages<Row>; children: (rows: readonly Row[]) => ReactNode }) {
  const { data, isError, error, refetch } = query
  const rows = data?.pages.flatMap((page) => page.data)
  return (
    <Shown query={{ data: rows, isError, error, refetch }} waiting={<Ghost rows={8} height="2rem" />}>
      {(list) =>
        list.length === 0 ? (
          <Empty title={t('desk.account.nothingTitle')}>{t('desk.account.nothing')}</Empty>
        ) : (
          <>
            {children(list)}
            <More shown={list.length} query={query} />
          </>
        )
      }
    </Shown>
  )
}

export function Purchases({ acc, reason }: Props) {
  const here = useHere()
  return (
    <Listed query={useInfiniteQuery(purchasesQuery(acc, reason))}>
      {(rows) => (
        <List
          name={t('desk.account.purchases')}
          rows={rows}
          idOf={({ id }) => id}
          columns={[
            {
              head: t('desk.found.item'),
              cell: ({ id, item_title }) => (
                <Link to="/desk/search" search={{ q: id }} data-row preload={false}>
                  <bdi>{item_title}</bdi>
                </Link>
              ),
            },
            { head: t('desk.found.vendor'), cell: ({ vendor }) => <VendorLink vendor={vendor} /> },
            { head: t('desk.found.state'), cell: ({ status }) => <StateTag state={status} /> },
            { head: t('desk.found.price'), amounts: true, cell: ({ price }) => <Cash value={price} /> },
            { head: t('desk.found.captured'), amounts: true, cell: ({ captured }) => <Cash value={captured} /> },
            { head: t('desk.found.refunded'), amounts: true, cell: ({ refunded }) => <Cash value={refunded} /> },
            { head: t('desk.found.at'), cell: ({ requested_at }) => agoText(requested_at, here), narrow: true },
          ]}
        />
      )}
    </Listed>
  )
}

export function Tokens({ acc, reason }: Props) {
  const here = useHere()
  return (
    <Listed query={useInfiniteQuery(tokensQuery(acc, reason))}>
      {(rows) => (
        <List
          name={t('desk.account.tokens')}
          rows={rows}
          idOf={({ id }) => id}
          columns={[
            { head: t('desk.found.method'), cell: ({ method }) => said('code', method) },
            { head: t('desk.found.amount'), amounts: true, cell: ({ amount }) => <Cash value={amount} /> },
            { head: t('desk.found.at'), cell: ({ at }) => agoText(at, here), narrow: true },
          ]}
        />
      )}
    </Listed>
  )
}

/** Everything that happened to an account, the latest first: money, looks and acts in one order. */
export function Timeline({ acc, reason }: Props) {
  return (
    <Listed query={useInfiniteQuery(eventsQuery(acc, reason))}>
      {(rows) => (
        <section className="card" aria-label={t('desk.account.events')}>
          <ol className="timeline">
            {rows.map((event, place) => (
              <Happened key={`${event.at} ${place}`} event={event} />
            ))}
          </ol>
        </section>
      )}
    </Listed>
  )
}

function Happened({ event }: { event: AccountEvent }) {
  const { zone } = useHere()
  const { amount, balance, staff, reason } = event
  return (
    <li>
      <p>
        {staff !== null && <span className="tag cop">{said('kind', event.kind)}</span>} <bdi>{titleOf(event)}</bdi>{' '}
        {amount && (
          <span className="strong">
            <Cash value={amount} signed />
          </span>
        )}
      </p>
      <p className="xs dim">
        {fullText(event.at, zone)} {staff && <bdi>{staff.name}</bdi>} {reason && <bdi>{`“${reason}”`}</bdi>}{' '}
        {balance && <Rich say="desk.account.balance" with={{ amount: <Cash value={balance} /> }} />}
      </p>
    </li>
  )
}

/** What staff did is named by its act or look; of what the account itself did, the kind says it where there is no title. */
function titleOf({ kind, name, title, staff }: AccountEvent): string {
  if (staff !== null) return saidOfRecord(kind, name)
  if (kind === 'movement') return title
  return title === '' ? said('code', kind) : t('desk.account.titled', { what: said('code', kind), title })
}

/** Mails that were sent to the members, or wait. */
export function Notices({ acc, reason }: Props) {
  const here = useHere()
  const query = useInfiniteQuery(noticesQuery(acc, reason))
  const bounces = query.data?.pages[0]?.members.some(({ reached }) => !reached) === true
  return (
    <>
      {bounces && <p className="banner wait">{t('desk.account.notReached')}</p>}
      <Listed query={query}>
        {(rows) => (
          <List
            name={t('desk.account.notices')}
            rows={rows}
            idOf={({ notice }) => notice.id}
            columns={[
              { head: t('desk.found.subject'), cell: ({ notice }) => <bdi>{notice.subject}</bdi> },
              { head: t('desk.found.kind'), cell: ({ notice }) => said('code', `notice_${notice.kind}`) },
              { head: t('desk.found.state'), cell: ({ notice }) => said('code', `notice_${notice.state}`) },
              {
                head: t('desk.found.at'),
                cell: ({ notice }) => agoText(notice.ended_at ?? notice.created_at, here),
                narrow: true,
              },
            ]}
          />
        )}
      </Listed>
    </>
  )
}

export function AccountNotes({ path, reason }: { path: string; reason: string }) {
  return (
    <Shown query={useQuery(notesQuery(path, reason))} waiting={<Ghost rows={3} height="3rem" />}>
      {({ data }) => (
        <NoteList notes={data.map(({ staff, ...note }) => ({ ...note, by: staff }))} to={`${path}/notes`} />
      )}
    </Shown>
  )
}
