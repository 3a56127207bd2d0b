import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Library as LibraryAnswer } from '../../api/shapes.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { libraryQuery, type LibraryFilter } from '../queries.ts'
import { useOpen } from './use-open.ts'
import { WorkTile } from './work-tile.tsx'

const route = getRouteApi('/wallet/library')

const kindNames: Record<string, string> = { content: 'To read, hear or watch', goods: 'Goods', service: 'Services' }

/** Everything bought, across vendors (R22); one click opens it. */
export function Library() {
  useTitle('Library')
  const filter = route.useSearch()
  const query = useQuery(libraryQuery(filter))
  return (
    <>
      <h1>Library</h1>
      <Find filter={filter} answer={query.data} />
      <Shown query={query} waiting={<Ghost rows={2} height="14rem" />}>
        {(library) => <Works library={library} filtered={Object.keys(filter).length > 0} />}
      </Shown>
    </>
  )
}

function Find({ filter, answer }: { filter: LibraryFilter; answer: LibraryAnswer | undefined }) {
  const navigate = route.useNavigate()
  const change = (part: LibraryFilter) => void navigate({ search: (before) => ({ ...before, ...part }), replace: true })
  return (
    <form className="find" role="search" onSubmit={(event) => event.preventDefault()}>
      <SearchField
        label="Search what you bought"
        placeholder="Title or vendor"
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        label="Vendor"
        value={filter.vendor ?? ''}
        onChange={({ currentTarget }) => change({ vendor: currentTarget.value || undefined })}
        data={[
          { value: '', label: 'All vendors' },
          ...(answer?.vendors ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label="Kind"
        value={filter.kind ?? ''}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value || undefined })}
        data={[
          { value: '', label: 'All kinds' },
          ...(answer?.kinds ?? []).map((kind) => ({ value: kind, label: kindNames[kind] ?? kind })),
        ]}
      />
    </form>
  )
}

function Works({ library, filtered }: { library: LibraryAnswer; filtered: boolean }) {
  const { open, opening, thrown } = useOpen()
  if (library.data.length === 0) return filtered ? <NoneFound /> : <NothingYet />
  return (
    <>
      {thrown !== null && <Trouble thrown={thrown} kept="It did not open, and no view was counted." reading />}
      <ul className="works">
        {library.data.map((item) => (
          <WorkTile key={item.entitlement} item={item} opening={opening === item.entitlement} onOpen={open} />
        ))}
      </ul>
    </>
  )
}

function NoneFound() {
  return (
    <Empty
      title="Nothing here fits"
      action={
        <LinkButton to="/wallet/library" dense>
          Show everything
        </LinkButton>
      }
    >
      Try fewer letters, or all vendors and kinds.
    </Empty>
  )
}

function NothingYet() {
  return (
    <Empty
      title="Nothing here yet"
      action={
        <LinkButton to="/wallet/funds" dense>
          Add funds
        </LinkButton>
      }
    >
      What you buy at any vendor opens from here, with one click and no other login. With tokens in your wallet, press
      the price where you see it.
    </Empty>
  )
}
