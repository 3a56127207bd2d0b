import { Button, TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState, type SubmitEvent } from 'react'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { OfferedAct } from '../acts/offered.tsx'
import { read } from '../api.ts'
import { ReasonFirst } from '../parts/reason.tsx'
import type { Found } from '../shapes.ts'
import { Results } from './results.tsx'

const route = getRouteApi('/desk/search')

/** As many characters as the provider searches for. */
const longest = 300

const foundQuery = (q: string, reason: string) =>
  queryOptions({
    queryKey: ['desk', 'search', q, reason],
    queryFn: ({ signal }) => read<Found>('/api/desk/search', { q, reason }, signal),
    // Each search stands on record: it is made when somebody searches, and not again by itself.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
  })

/** One box over users, vendors, purchases, payment references and vouchers. */
export function Search() {
  useTitle(t('desk.search.title'))
  const { q } = route.useSearch()
  return (
    <>
      <div className="bar-top">
        <h1>{t('desk.search.title')}</h1>
        <OfferedAct name="account.open" />
      </div>
      <Box q={q} />
      {q === undefined && <Empty title={t('desk.search.emptyTitle')}>{t('desk.search.empty')}</Empty>}
      {q !== undefined && q.length > longest && (
        <Empty title={t('desk.search.tooLongTitle')}>{t('desk.search.tooLong', { count: longest })}</Empty>
      )}
      {q !== undefined && q.length <= longest && (
        <ReasonFirst>{(reason) => <Answer q={q} reason={reason} />}</ReasonFirst>
      )}
    </>
  )
}

function Box({ q = '' }: { q: string | undefined }) {
  const navigate = route.useNavigate()
  const [typed, type] = useState(q)
  useEffect(() => type(q), [q])
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wanted = typed.trim()
    void navigate({ to: '.', search: wanted === '' ? {} : { q: wanted } })
  }
  return (
    <form className="filters one" role="search" aria-label={t('desk.search.title')} onSubmit={submit}>
      <TextInput
        size="xs"
        type="search"
        label={t('desk.search.field')}
        description={t('desk.search.hint')}
        maxLength={longest}
        autoComplete="off"
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="filled">
        {t('desk.search.go')}
      </Button>
    </form>
  )
}

function Answer({ q, reason }: { q: string; reason: string }) {
  return (
    <Shown query={useQuery(foundQuery(q, reason))} waiting={<Ghost rows={6} height="2rem" />}>
      {(found) => <Results found={found} />}
    </Shown>
  )
}
