import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Outlet } from '@tanstack/react-router'
import { useMemo } from 'react'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { zoneText } from '../../words/time.ts'
import { filterOf, modeOf, salesFile, salesQuery, saleWords } from '../queries.ts'
import { SaleFilters } from './sale-filters.tsx'
import { SaleTable } from './sale-table.tsx'

const route = getRouteApi('/console/$ven/sales')

/** Each purchase of this vendor: a dense table whose filter and order stand in the URL; a row opens beside it. */
export function Sales() {
  useTitle('Sales')
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
        <h1>Sales</h1>
        <div className="mid">
          {mode === 'test' && <span className="tag wait">test: no real tokens</span>}
          <a className="btn sml" href={salesFile(ven, mode, filter)} download>
            Captures and refunds (CSV)
          </a>
        </div>
      </div>
      <SaleFilters filter={filter} />
      <p className="xs dim">
        From and to are days on which money moved, by a capture or a refund; of a purchase that moved none, the day it
        was asked for. Midnights are those of {zoneText(zone)}.
      </p>
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
