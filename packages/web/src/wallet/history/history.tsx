import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Movement } from '../../api/shapes.ts'
import { stack } from '../../money/money.tsx'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { dayOf, dayTitle } from '../../words/time.ts'
import { historyFilterOf, historyQuery, type HistoryFilter } from '../queries.ts'
import { kinds } from './movement.tsx'
import { MovementRow } from './movement-row.tsx'

const route = getRouteApi('/wallet/history')

/** Every movement of every wallet, grouped by day, with the balance after it. */
export function History() {
  useTitle('History')
  const filter = historyFilterOf(route.useSearch())
  const query = useInfiniteQuery(historyQuery(filter))
  const { isError, error, refetch } = query
  const movements = useMemo(() => query.data?.pages.flatMap(({ data }) => data), [query.data])
  return (
    <>
      <h1>History</h1>
      <Find filter={filter} />
      <Shown query={{ data: movements, isError, error, refetch }} waiting={<Ghost rows={8} />}>
        {(list) => (
          <>
            <Days movements={list} filtered={Object.keys(filter).length > 0} />
            {query.hasNextPage && (
              <p className="acts more">
                <Button onClick={() => void query.fetchNextPage()}>
                  {query.isFetchingNextPage ? 'Fetching' : 'Show earlier'}
                </Button>
              </p>
            )}
          </>
        )}
      </Shown>
    </>
  )
}

function Find({ filter }: { filter: HistoryFilter }) {
  const navigate = route.useNavigate()
  const change = (part: Partial<Record<keyof HistoryFilter, string | undefined>>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <form className="find two" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        label="Search"
        placeholder="Title, vendor or purchase"
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        label="Movements"
        value={filter.kind ?? ''}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value || undefined })}
        data={[{ value: '', label: 'All' }, ...Object.entries(kinds).map(([value, label]) => ({ value, label }))]}
      />
    </form>
  )
}

function Days({ movements, filtered }: { movements: readonly Movement[]; filtered: boolean }) {
  const here = useHere()
  if (movements.length === 0)
    return filtered ? (
      <Empty
        title="No movement fits"
        action={
          <LinkButton to="/wallet/history" dense>
            Show everything
          </LinkButton>
        }
      >
        Try fewer letters, or all movements.
      </Empty>
    ) : (
      <Empty
        title="Nothing has moved yet"
        action={
          <LinkButton to="/wallet/funds" dense>
            Redeem a voucher
          </LinkButton>
        }
      >
        Each token that comes or goes is listed here, with the balance after it and a receipt.
      </Empty>
    )
  return (
    <div style={stack(movements.flatMap(({ amount, balance }) => [amount, balance]))}>
      {groupByDay(movements, here.zone).map(([day, list]) => (
        <section className="day" key={day} aria-labelledby={`day-${day}`}>
          <div className="day-head">
            <h2 id={`day-${day}`}>{dayTitle(list[0]?.at ?? day, here)}</h2>
            <span className="xs dim" aria-hidden="true">
              Tokens
            </span>
            <span className="xs dim" aria-hidden="true">
              Balance after
            </span>
          </div>
          <ul className="card moves">
            {list.map((movement) => (
              <MovementRow key={movement.id} movement={movement} zone={here.zone} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function groupByDay(movements: readonly Movement[], zone: string): [day: string, list: Movement[]][] {
  const days = new Map<string, Movement[]>()
  for (const movement of movements) {
    const day = dayOf(new Date(movement.at), zone)
    const list = days.get(day)
    if (list) list.push(movement)
    else days.set(day, [movement])
  }
  return [...days]
}
