import { NativeSelect, TextInput } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { SearchField } from '../../parts/search-field.tsx'
import type { SaleFilter, saleWords } from '../queries.ts'

const route = getRouteApi('/console/$ven/sales')

const states = [
  { value: '', label: 'All states' },
  { value: 'captured', label: 'Captured' },
  { value: 'authorized', label: 'Held' },
  { value: 'requested', label: 'Asked for' },
  { value: 'voided', label: 'Voided' },
  { value: 'expired', label: 'Expired' },
  { value: 'declined', label: 'Declined' },
  { value: 'refunded', label: 'Refunded' },
]

/** What is shown; every change goes into the URL, so that a view can be sent to a colleague. */
export function SaleFilters({ filter }: { filter: SaleFilter }) {
  const navigate = route.useNavigate()
  const change = (part: Partial<Record<(typeof saleWords)[number], string | undefined>>) =>
    void navigate({ to: '/console/$ven/sales', search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <form className="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        dense
        label="Search"
        placeholder="Item, order reference or purchase"
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        size="xs"
        label="State"
        value={filter.status ?? ''}
        onChange={({ currentTarget }) => change({ status: currentTarget.value || undefined })}
        data={states}
      />
      <TextInput
        size="xs"
        type="date"
        label="From"
        value={filter.from ?? ''}
        onChange={({ currentTarget }) => change({ from: currentTarget.value || undefined })}
      />
      <TextInput
        size="xs"
        type="date"
        label="To"
        value={filter.to ?? ''}
        onChange={({ currentTarget }) => change({ to: currentTarget.value || undefined })}
      />
    </form>
  )
}
