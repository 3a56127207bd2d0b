import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { mintAttempt } from '../../platform/attempt.ts'
import { t } from '../../words/say.tsx'
import { send } from '../api.ts'
import { filterOf, type TableName } from './filters.ts'
import { viewsQuery } from './queries.ts'

const route = getRouteApi('/desk/tables/$table')

/** Filters that were kept under a name, one's own and those that others share. */
export function Views({ table }: { table: TableName }) {
  const views = useQuery(viewsQuery(table)).data?.data ?? []
  const navigate = route.useNavigate()
  const search = route.useSearch()
  const [naming, name] = useState(false)
  const now = new URLSearchParams({
    ...filterOf(table, search),
    ...(search['sort'] !== undefined && { sort: search['sort'] }),
  }).toString()
  const shown = views.find(({ query }) => query === now)
  return (
    <>
      {views.length > 0 && (
        <NativeSelect
          size="xs"
          aria-label={t('desk.tables.view')}
          value={shown?.id ?? ''}
          onChange={({ currentTarget: { value } }) => {
            const view = views.find(({ id }) => id === value)
            void navigate({ to: '.', search: Object.fromEntries(new URLSearchParams(view?.query ?? '')) })
          }}
          data={[
            { value: '', label: t('desk.tables.noView') },
            ...views.map((view) => ({
              value: view.id,
              label: view.own ? view.name : t('desk.tables.sharedBy', { name: view.name, by: view.by.name }),
            })),
          ]}
        />
      )}
      {now !== '' && shown === undefined && !naming && (
        <Button size="xs" onClick={() => name(true)}>
          {t('desk.tables.keep')}
        </Button>
      )}
      {shown?.own === true && <Remove view={shown.id} />}
      {naming && <Keep table={table} query={now} onEnd={() => name(false)} />}
    </>
  )
}

const again = () => cache.invalidateQueries({ queryKey: ['desk', 'views'] })

function Remove({ view }: { view: string }) {
  const { mutate } = useMutation({
    mutationFn: () => send(`/api/desk/views/${view}/remove`, { attempt: mintAttempt() }),
    onSettled: again,
  })
  return (
    <Button size="xs" onClick={() => mutate()}>
      {t('desk.tables.remove')}
    </Button>
  )
}

function Keep({ table, query, onEnd }: { table: TableName; query: string; onEnd: () => void }) {
  const [named, type] = useState('')
  const [shared, share] = useState(false)
  const [attempt] = useState(mintAttempt)
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => send('/api/desk/views', { attempt, table, name: named.trim(), query, shared }),
    async onSuccess() {
      await again()
      onEnd()
    },
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (named.trim() !== '' && !isPending) mutate()
  }
  return (
    <form className="mid" onSubmit={submit} aria-label={t('desk.tables.keep')}>
      {error !== null && <Trouble thrown={error} kept={t('desk.tables.notKept')} />}
      <TextInput
        size="xs"
        aria-label={t('desk.tables.viewName')}
        placeholder={t('desk.tables.viewName')}
        maxLength={60}
        value={named}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      <label className="tick">
        <input type="checkbox" checked={shared} onChange={({ currentTarget }) => share(currentTarget.checked)} />
        {t('desk.tables.share')}
      </label>
      <Button type="submit" size="xs">
        {t('desk.tables.keep')}
      </Button>
    </form>
  )
}
