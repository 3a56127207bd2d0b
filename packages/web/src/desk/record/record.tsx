import { NativeSelect, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty, useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { present } from '../../words/search.ts'
import { dayOf, secondsText } from '../../words/time.ts'
import { fileUrl } from '../api.ts'
import { said, saidOfRecord } from '../parts/codes.ts'
import { List, More } from '../parts/list.tsx'
import { pagesOf } from '../parts/pages.ts'
import { SubjectLink } from '../parts/values.tsx'
import { peopleQuery } from '../staff/queries.ts'
import { useMay } from '../session.ts'
import type { RecordLine } from '../shapes.ts'
import { Months } from './months.tsx'
import { isReason, useReason } from '../parts/reason.tsx'

const route = getRouteApi('/desk/record')
const kinds = ['look', 'act', 'prepared', 'approved', 'refused', 'withdrawn'] as const
const words = ['staff', 'kind', 'name', 'subject', 'from', 'to'] as const
type Filter = { readonly [Word in (typeof words)[number]]?: string }

const filterOf = (search: Readonly<Record<string, string>>): Filter =>
  present(Object.fromEntries(words.map((word) => [word, search[word]])))

/** Everything that staff looked at and did, by person, act, subject and time. */
export function RecordPage() {
  useTitle(t('desk.record.title'))
  const filter = filterOf(route.useSearch())
  const reason = useReason()
  const { zone } = useHere()
  const days = filter.from === undefined && filter.to === undefined ? filter : { ...filter, time_zone: zone }
  const query = useInfiniteQuery(pagesOf<RecordLine>('/api/desk/record', days))
  const { isError, error, refetch } = query
  const rows = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <div className="bar-top">
        <h1>{t('desk.record.title')}</h1>
        {isReason(reason) && (
          <a className="btn sml" href={fileUrl('/api/desk/record.csv', { ...days, reason })} download>
            {t('desk.record.file')}
          </a>
        )}
      </div>
      <Filters filter={filter} />
      <Shown query={{ data: rows, isError, error, refetch }} waiting={<Ghost rows={12} height="2rem" />}>
        {(list) =>
          list.length === 0 ? (
            <Empty title={t('desk.record.emptyTitle')}>{t('desk.record.empty')}</Empty>
          ) : (
            <>
              <Lines rows={list} stale={query.isPlaceholderData} />
              <More shown={list.length} query={query} />
            </>
          )
        }
      </Shown>
      <Months />
    </>
  )
}

function Filters({ filter }: { filter: Filter }) {
  const navigate = route.useNavigate()
  const may = useMay()
  const people = useQuery({ ...peopleQuery(), enabled: may('staff.read') }).data?.data ?? []
  const change = (word: (typeof words)[number], value: string) =>
    void navigate({
      to: '.',
      search: ({ [word]: _, ...before }) => (value === '' ? before : { ...before, [word]: value }),
      replace: true,
    })
  const text = (word: 'name' | 'subject', type = 'text') => (
    <TextInput
      size="xs"
      type={type}
      label={t(`desk.record.${word}`)}
      value={filter[word] ?? ''}
      onChange={({ currentTarget }) => change(word, currentTarget.value.trim())}
    />
  )
  const day = (word: 'from' | 'to') => (
    <TextInput
      size="xs"
      type="date"
      label={t(`desk.record.${word}`)}
      value={filter[word] ?? ''}
      onChange={({ currentTarget }) => change(word, currentTarget.value)}
    />
  )
  return (
    <form
      className="filters many"
      role="search"
      aria-label={t('desk.record.filters')}
      onSubmit={(event) => event.preventDefault()}
    >
      <NativeSelect
        size="xs"
        label={t('desk.record.who')}
        value={filter.staff ?? ''}
        onChange={({ currentTarget }) => change('staff', currentTarget.value)}
        data={[
          { value: '', label: t('desk.record.everybody') },
          ...people.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <NativeSelect
        size="xs"
        label={t('desk.record.kind')}
        value={filter.kind ?? ''}
        onChange={({ currentTarget }) => change('kind', currentTarget.value)}
        data={[
          { value: '', label: t('desk.record.everything') },
          ...kinds.map((value) => ({ value, label: said('kind', value) })),
        ]}
      />
      {text('name')}
      {text('subject')}
      {day('from')}
      {day('to')}
    </form>
  )
}

function Lines({ rows, stale }: { rows: readonly RecordLine[]; stale: boolean }) {
  const { zone } = useHere()
  return (
    <List
      name={t('desk.record.title')}
      rows={rows}
      stale={stale}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.record.at'),
          narrow: true,
          cell: ({ at }) => (
            <span className="num">
              <span className="dim">{dayOf(new Date(at), zone)}</span> {secondsText(at, zone)}
            </span>
          ),
        },
        { head: t('desk.record.who'), cell: ({ staff }) => <bdi>{staff.name}</bdi> },
        {
          head: t('desk.record.what'),
          cell: ({ kind, name }) => (
            <>
              <span className={kind === 'look' ? 'tag' : 'tag cop'}>{said('kind', kind)}</span>{' '}
              {saidOfRecord(kind, name)}
            </>
          ),
        },
        {
          head: t('desk.record.subject'),
          cell: ({ subject, account }) => (
            <SubjectLink subject={subject ?? (account === null ? null : { kind: 'payer', id: account })} />
          ),
        },
        { head: t('desk.record.reason'), cell: ({ reason }) => <bdi>{reason}</bdi> },
      ]}
    />
  )
}
