import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { getRouteApi } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { tables, type Filter, type TableName } from './filters.ts'

const route = getRouteApi('/desk/tables/$table')

/** What is shown; every change goes into the URL, so that a view can be kept or sent to a colleague. */
export function FilterBar({ table, filter }: { table: TableName; filter: Readonly<Record<string, string>> }) {
  const navigate = route.useNavigate()
  const change = (word: string, value: string) =>
    void navigate({
      to: '.',
      search: ({ [word]: _, ...before }) => (value === '' ? before : { ...before, [word]: value }),
      replace: true,
    })
  return (
    <form
      className="filters many"
      role="search"
      aria-label={t('desk.tables.filters')}
      onSubmit={(event) => event.preventDefault()}
    >
      {tables[table].map((each: Filter) => (
        <One
          key={each.word}
          filter={each}
          value={filter[each.word] ?? ''}
          change={(value) => change(each.word, value)}
        />
      ))}
    </form>
  )
}

type Props = { filter: Filter; value: string; change: (value: string) => void }

function One({ filter: { word, type, choices = [] }, value, change }: Props) {
  const label = said('field', word)
  if (type === 'choice')
    return (
      <NativeSelect
        size="xs"
        label={label}
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
        data={[
          { value: '', label: t('desk.tables.all') },
          ...choices.map((each) => ({ value: each, label: said('code', each) })),
        ]}
      />
    )
  if (type === 'date')
    return (
      <TextInput
        size="xs"
        type="date"
        label={label}
        value={value}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
    )
  return <Text label={label} value={value} change={change} />
}

/** A text filters a moment after the last key. */
function Text({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  const [typed, type] = useState(value)
  const later = useDebouncedCallback((text: string) => change(text.trim()), 300)
  useEffect(() => type(value), [value])
  return (
    <TextInput
      size="xs"
      label={label}
      value={typed}
      onChange={({ currentTarget }) => {
        type(currentTarget.value)
        later(currentTarget.value)
      }}
    />
  )
}
