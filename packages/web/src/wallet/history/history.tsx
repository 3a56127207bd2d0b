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
import { t } from '../../words/say.tsx'
import { dayOf, dayTitle } from '../../words/time.ts'
import { historyFilterOf, historyQuery, movementKinds, type HistoryFilter } from '../queries.ts'
import { MovementRow } from './movement-row.tsx'

const route = getRouteApi('/wallet/history')

/** Every movement of every wallet, grouped by day, with the balance after it. */
export function History() {
  useTitle(t('wallet.history.title'))
  const filter = historyFilterOf(route.useSearch())
  const query = useInfiniteQuery(historyQuery(filter))
  const { isError, error, refetch } = query
  const movements = useMemo(() => query.data?.pages.flatMap(({ data }) => data), [query.data])
  return (
    <>
      <h1>{t('wallet.history.title')}</h1>
      <Find filter={filter} />
      <Shown query={{ data: movements, isError, error, refetch }} waiting={<Ghost rows={8} />}>
        {(list) => (
          <>
            <Days movements={list} filtered={Object.keys(filter).length > 0} />
            {query.hasNextPage && (
              <p className="acts more">
                <Button onClick={() => void query.fetchNextPage()}>
                  {query.isFetchingNextPage ? t('shared.parts.fetching') : t('wallet.history.earlier')}
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
        label={t('wallet.history.search')}
        placeholder={t('wallet.history.searchHint')}
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        label={t('wallet.history.movements')}
        value={filter.kind ?? ''}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('wallet.history.all') },
          ...movementKinds.map((kind) => ({ value: kind, label: t(`wallet.history.kind.${kind}`) })),
        ]}
      />
    </form>
  )
}

function Days({ movements, filtered }: { movements: readonly Movement[]; filtered: boolean }) {
  const here = useHere()
  if (movements.length === 0)
    return filtered ? (
      <Empty
        title={t('wallet.history.noneFound.title')}
        action={
          <LinkButton to="/wallet/history" dense>
            {t('wallet.history.noneFound.all')}
          </LinkButton>
        }
      >
        {t('wallet.history.noneFound.how')}
      </Empty>
    ) : (
      <Empty
        title={t('wallet.history.none.title')}
        action={
          <LinkButton to="/wallet/funds" dense>
            {t('wallet.history.none.redeem')}
          </LinkButton>
        }
      >
        {t('wallet.history.none.how')}
      </Empty>
    )
  return (
    <div style={stack(movements.flatMap(({ amount, balance }) => [amount, balance]))}>
      {groupByDay(movements, here.zone).map(([day, list]) => (
        <section className="day" key={day} aria-labelledby={`day-${day}`}>
          <div className="day-head">
            <h2 id={`day-${day}`}>{dayTitle(list[0]?.at ?? day, here)}</h2>
            <span className="xs dim" aria-hidden="true">
              {t('shared.money.tokensHead')}
            </span>
            <span className="xs dim" aria-hidden="true">
              {t('wallet.history.balanceAfter')}
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
