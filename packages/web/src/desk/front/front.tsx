import { queryOptions, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Empty, useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { decimal, t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { read } from '../api.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import { ItemList } from '../queues/item-list.tsx'
import { PreparedList } from '../second/prepared-list.tsx'
import { preparedQuery } from '../second/queries.ts'
import { useDeskSession, useMay } from '../session.ts'
import type { QueueCount, WorkItem } from '../shapes.ts'
import { troubled, workQuery } from '../work/queries.ts'
import { Nothing } from '../parts/values.tsx'

export const queuesQuery = () =>
  queryOptions({
    queryKey: ['desk', 'queues'],
    queryFn: ({ signal }) =>
      read<{ data: readonly QueueCount[]; mine: readonly WorkItem[] }>('/api/desk/queues', {}, signal),
  })

/** What waits: for one's approval, in the queues, in one's own hands, and where timed work is in trouble. */
export function Front() {
  useTitle(t('desk.front.title'))
  const may = useMay()
  const { data } = useDeskSession()
  return (
    <>
      <h1>{t('desk.front.hello', { name: data?.staff.name ?? '' })}</h1>
      {may('acts.read') && <Approvals />}
      <Queues />
      {may('work.read') && <Trouble />}
    </>
  )
}

function Approvals() {
  const query = useInfiniteQuery(preparedQuery('waiting'))
  const waiting = query.data?.pages.flatMap(({ data }) => data)
  const { isError, error, refetch } = query
  return (
    <section className="stack tight" aria-labelledby="approvals">
      <h2 id="approvals">{t('desk.front.approvals')}</h2>
      <Shown query={{ data: waiting, isError, error, refetch }} waiting={<Ghost rows={2} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <p className="sm dim">{t('desk.front.noApprovals')}</p>
          ) : (
            <PreparedList name={t('desk.front.approvals')} rows={list} />
          )
        }
      </Shown>
    </section>
  )
}

function Queues() {
  const query = useQuery(queuesQuery())
  return (
    <Shown query={query} waiting={<Ghost rows={4} height="2rem" />}>
      {({ data, mine }) => (
        <>
          <section className="stack tight" aria-labelledby="queues">
            <h2 id="queues">{t('desk.front.queues')}</h2>
            {data.length === 0 ? (
              <Empty title={t('desk.front.noQueuesTitle')}>{t('desk.front.noQueues')}</Empty>
            ) : (
              <QueueCounts queues={data} />
            )}
          </section>
          <section className="stack tight" aria-labelledby="mine">
            <h2 id="mine">{t('desk.front.mine')}</h2>
            {mine.length === 0 ? (
              <p className="sm dim">{t('desk.front.nothingMine')}</p>
            ) : (
              <ItemList name={t('desk.front.mine')} items={mine} />
            )}
          </section>
        </>
      )}
    </Shown>
  )
}

function QueueCounts({ queues }: { queues: readonly QueueCount[] }) {
  const here = useHere()
  return (
    <List
      name={t('desk.front.queues')}
      rows={queues}
      idOf={({ kind }) => kind}
      columns={[
        {
          head: t('desk.front.queue'),
          cell: ({ kind, says }) => (
            <Link to="/desk/queues/$kind" params={{ kind }} data-row>
              {said('queue', kind, says)}
            </Link>
          ),
        },
        { head: t('desk.front.open'), amounts: true, cell: ({ open }) => <span className="num">{decimal(open)}</span> },
        {
          head: t('desk.front.late'),
          amounts: true,
          cell: ({ late }) =>
            late === 0 ? (
              <span className="num dim">{decimal(late)}</span>
            ) : (
              <span className="tag wait num">{decimal(late)}</span>
            ),
        },
        {
          head: t('desk.front.oldest'),
          cell: ({ oldest_at }) => (oldest_at === null ? <Nothing /> : agoText(oldest_at, here)),
        },
      ]}
    />
  )
}

function Trouble() {
  const query = useQuery(workQuery())
  return (
    <Shown query={query} waiting={<Ghost height="2rem" />}>
      {({ data }) => {
        const bad = data.filter(troubled)
        return (
          <section className="stack tight" aria-labelledby="work">
            <h2 id="work">{t('desk.front.work')}</h2>
            <p className={bad.length === 0 ? 'sm dim' : 'sm'}>
              {bad.length === 0 ? t('desk.front.workFine') : t('desk.front.workTrouble', { count: bad.length })}{' '}
              <Link to="/desk/work" data-row>
                {t('desk.front.seeWork')}
              </Link>
            </p>
          </section>
        )
      }}
    </Shown>
  )
}
