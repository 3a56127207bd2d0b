import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { queuesQuery } from '../front/front.tsx'
import { said } from '../parts/codes.ts'
import { More } from '../parts/list.tsx'
import { ItemList } from './item-list.tsx'
import { queueQuery } from './queries.ts'

const route = getRouteApi('/desk/queues/$kind')

/** One queue, oldest first. */
export function QueuePage() {
  const { kind } = route.useParams()
  const says = useQuery(queuesQuery()).data?.data.find((each) => each.kind === kind)?.says
  const name = said('queue', kind, says)
  useTitle(name)
  const query = useInfiniteQuery(queueQuery(kind))
  const { isError, error, refetch } = query
  const items = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <h1>{name}</h1>
      <Shown query={{ data: items, isError, error, refetch }} waiting={<Ghost rows={8} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('desk.queues.emptyTitle')}>{t('desk.queues.empty')}</Empty>
          ) : (
            <>
              <ItemList name={name} items={list} />
              <More shown={list.length} query={query} />
            </>
          )
        }
      </Shown>
    </>
  )
}
