import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { TestTag } from '../../parts/tag.tsx'
import { t } from '../../words/say.tsx'
import { zoneText } from '../../words/time.ts'
import { filterOf, modeOf, salesFile, salesQuery, saleWords } from '../queries.ts'
import { SaleFilters } from './sale-filters.tsx'
import { SaleTable } from './sale-table.tsx'

const route = getRouteApi('/console/$ven/sales')

/** Each purchase of this vendor: a dense table whose filter and order stand in the URL; a row opens beside it. */
export function Sales() {
  useTitle(t('console.sales.title'))
  const { ven } = route.useParams()
  const search = route.useSearch()
  const { zone } = useHere()
  const mode = modeOf(search)
  const filter = filterOf(search)
  const query = useInfiniteQuery(salesQuery(ven, mode, filter))
  const { isError, error, refetch } = query
  const sales = useMemo(() => query.data?.pages.flatMap(({ data }) => data), [query.data])
  const filtered = saleWords.some((word) => word !== 'sort' && filter[word] !== undefined)
  return (
    <>
      <div className="bar-top">
        <h1>{t('console.sales.title')}</h1>
        <div className="mid">
          {mode === 'test' && <TestTag />}
          <a className="btn sml" href={salesFile(ven, mode, filter)} download>
            {t('console.sales.file')}
          </a>
        </div>
      </div>
      <SaleFilters filter={filter} />
      <p className="xs dim">{t('console.sales.how', { zone: zoneText(zone) })}</p>
      <Shown query={{ data: sales, isError, error, refetch }} waiting={<Ghost rows={12} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <None ven={ven} filtered={filtered} />
          ) : (
            <>
              <SaleTable ven={ven} sales={list} sort={filter.sort} stale={query.isPlaceholderData} />
              <p className="mid xs dim">
                {t('console.sales.shown', { count: list.length })}
                {query.hasNextPage && (
                  <Button size="xs" onClick={() => void query.fetchNextPage()}>
                    {query.isFetchingNextPage ? t('shared.parts.fetching') : t('console.sales.more')}
                  </Button>
                )}
              </p>
            </>
          )
        }
      </Shown>
      <Outlet />
    </>
  )
}

function None({ ven, filtered }: { ven: string; filtered: boolean }) {
  if (filtered)
    return (
      <Empty
        title={t('console.sales.noneFound.title')}
        action={
          <LinkButton to="/console/$ven/sales" params={{ ven }} dense>
            {t('console.sales.noneFound.all')}
          </LinkButton>
        }
      >
        {t('console.sales.noneFound.how')}
      </Empty>
    )
  return (
    <Empty
      title={t('console.sales.none.title')}
      action={
        <LinkButton to="/console/$ven" params={{ ven }} dense>
          {t('console.sales.none.steps')}
        </LinkButton>
      }
    >
      {t('console.sales.none.how')}
    </Empty>
  )
}
