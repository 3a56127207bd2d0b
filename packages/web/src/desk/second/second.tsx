import { NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { More } from '../parts/list.tsx'
import { PreparedList } from './prepared-list.tsx'
import { preparedQuery } from './queries.ts'

const route = getRouteApi('/desk/second')
const states = ['waiting', 'done', 'refused', 'withdrawn', 'lapsed'] as const

/** Every act that needed a second person. */
export function SecondPerson() {
  useTitle(t('desk.second.title'))
  const { status } = route.useSearch()
  const navigate = route.useNavigate()
  const query = useInfiniteQuery(preparedQuery(states.find((each) => each === status)))
  const { isError, error, refetch } = query
  const rows = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <h1>{t('desk.second.title')}</h1>
      <p className="sm dim">{t('desk.second.says')}</p>
      <div className="filters">
        <NativeSelect
          size="xs"
          label={t('desk.second.state')}
          value={status ?? ''}
          onChange={({ currentTarget: { value } }) =>
            void navigate({ to: '.', search: value === '' ? {} : { status: value }, replace: true })
          }
          data={[
            { value: '', label: t('desk.second.all') },
            ...states.map((value) => ({ value, label: said('code', value) })),
          ]}
        />
      </div>
      <Shown query={{ data: rows, isError, error, refetch }} waiting={<Ghost rows={8} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('desk.second.emptyTitle')}>{t('desk.second.empty')}</Empty>
          ) : (
            <>
              <PreparedList name={t('desk.second.title')} rows={list} />
              <More shown={list.length} query={query} />
            </>
          )
        }
      </Shown>
    </>
  )
}
