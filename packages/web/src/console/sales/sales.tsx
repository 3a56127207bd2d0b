import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { filterOf, modeOf, salesQuery, saleWords } from '../queries.ts'
import { SaleFilters } from './sale-filters.tsx'
import { SaleTable } from './sale-table.tsx'

const route = getRouteApi('/console/$ven/sales')

/** Each purchase of this vendor: a dense table whose filter and order stand in the URL; a row opens beside it. */
export function Sales() {
  useTitle('Sales')
  const { ven } = route.useParams()
  const search = route.useSearch()
  const mode = modeOf(search)
  const filter = filterOf(search)
  const query = useInfiniteQuery(salesQuery(ven, mode, filter))
  const { isError, error, refetch } = query
  const sales = useMemo(() => query.data?.pages.flatMap(({ data }) => data), [query.data])
  const csv = `/api/console/${ven}/sales.csv?${new URLSearchParams({ mode, ...filter }).toString()}`
  const filtered = saleWords.some((word) => word !== 'sort' && filter[word] !== undefined)
  return (
    <>
      <div className="bar-top">
        <h1>Sales</h1>
        <div className="mid">
          {mode === 'test' && <span className="tag wait">test: no real tokens</span>}
          <a className="btn sml" href={csv} download>
            Export CSV
          </a>
        </div>
      </div>
      <SaleFilters filter={filter} />
      <Shown query={{ data: sales, isError, error, refetch }} waiting={<Ghost rows={12} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <None ven={ven} filtered={filtered} />
          ) : (
            <>
              <SaleTable ven={ven} sales={list} sort={filter.sort} stale={query.isPlaceholderData} />
              <p className="mid xs dim">
                {list.length.toLocaleString('en-US')} shown
                {query.hasNextPage && (
                  <Button size="xs" onClick={() => void query.fetchNextPage()}>
                    {query.isFetchingNextPage ? 'Fetching' : 'Show more'}
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
        title="No sale fits"
        action={
          <LinkButton to="/console/$ven/sales" params={{ ven }} dense>
            Show all
          </LinkButton>
        }
      >
        Try fewer letters, another state or other days.
      </Empty>
    )
  return (
    <Empty
      title="No sales yet"
      action={
        <LinkButton to="/console/$ven" params={{ ven }} dense>
          Steps to the first sale
        </LinkButton>
      }
    >
      Each purchase stands here with its state, who gets which share, and what you tracked with it.
    </Empty>
  )
}
