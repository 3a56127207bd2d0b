import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Library as LibraryAnswer } from '../../api/shapes.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { Empty, useTitle } from '../../parts/page.tsx'
import { SearchField } from '../../parts/search-field.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { t } from '../../words/say.tsx'
import { libraryQuery, type LibraryFilter } from '../queries.ts'
import { useOpen } from './use-open.ts'
import { WorkTile } from './work-tile.tsx'

const route = getRouteApi('/wallet/library')

/** Everything bought, across vendors (R22); one click opens it. */
export function Library() {
  useTitle(t('wallet.library.title'))
  const filter = route.useSearch()
  const query = useQuery(libraryQuery(filter))
  return (
    <>
      <h1>{t('wallet.library.title')}</h1>
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
        label={t('wallet.library.search')}
        placeholder={t('wallet.library.searchHint')}
        value={filter.q}
        onSearch={(q) => change({ q })}
      />
      <NativeSelect
        label={t('wallet.library.vendor')}
        value={filter.vendor ?? ''}
        onChange={({ currentTarget }) => change({ vendor: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('wallet.library.allVendors') },
          ...(answer?.vendors ?? []).map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        label={t('wallet.library.kind')}
        value={filter.kind ?? ''}
        onChange={({ currentTarget }) => change({ kind: currentTarget.value || undefined })}
        data={[
          { value: '', label: t('wallet.library.allKinds') },
          ...(answer?.kinds ?? []).map((kind) => ({ value: kind, label: t(`wallet.library.kinds.${kind}`) })),
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
      {thrown !== null && <Trouble thrown={thrown} kept={t('shared.tried.notOpened')} reading />}
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
      title={t('wallet.library.noneFound.title')}
      action={
        <LinkButton to="/wallet/library" dense>
          {t('wallet.library.noneFound.all')}
        </LinkButton>
      }
    >
      {t('wallet.library.noneFound.how')}
    </Empty>
  )
}

function NothingYet() {
  return (
    <Empty
      title={t('wallet.library.none.title')}
      action={
        <LinkButton to="/wallet/funds" dense>
          {t('wallet.library.none.addFunds')}
        </LinkButton>
      }
    >
      {t('wallet.library.none.how')}
    </Empty>
  )
}
