import { NativeSelect, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { SearchField } from '../../parts/search-field.tsx'
import { t } from '../../words/say.tsx'
import type { SaleFilter, saleWords } from '../queries.ts'

const route = getRouteApi('/console/$ven/sales')

const states = ['captured', 'authorized', 'requested', 'voided', 'expired', 'declined', 'refunded'] as const

/** What is shown; every change goes into the URL, so that a view can be sent to a colleague. */
export function SaleFilters({ filter }: { filter: SaleFilter }) {
  const navigate = route.useNavigate()
  const change = (part: Partial<Record<(typeof saleWords)[number], string | undefined>>) =>
    void navigate({ to: '/console/$ven/sales', search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        dense
        label={t('console.sales.search')}
        placeholder={t('console.sales.searchHint')}
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        size="xs"
        label={t('console.sales.state')}
        value={filter.status ?? ''}
        onChange={({ currentTarget }) => change({ status: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('console.sales.allStates') },
          ...states.map((state) => ({ value: state, label: t(`console.sales.states.${state}`) })),
        ]}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('console.sales.from')}
        value={filter.from ?? ''}
        onChange={({ currentTarget }) => change({ from: currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        label={t('console.sales.to')}
        value={filter.to ?? ''}
        onChange={({ currentTarget }) => change({ to: currentTarget.value || undefined })}
      />
    </form>
  )
}
