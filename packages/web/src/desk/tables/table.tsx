import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { moneyText } from '../../money/text.ts'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { fileUrl } from '../api.ts'
import { More } from '../parts/list.tsx'
import { pagesOf } from '../parts/pages.ts'
import { ReasonFirst } from '../parts/reason.tsx'
import { Purchases, Users, Vendors } from '../search/results.tsx'
import { useMay } from '../session.ts'
import type { PurchaseFound, UserFound, VendorFound } from '../shapes.ts'
import { FilterBar } from './filter-bar.tsx'
import { filterOf, isTable, type TableName } from './filters.ts'
import { sumsQuery } from './queries.ts'
import { Views } from './views.tsx'
import { useHere } from '../../parts/session.ts'

const route = getRouteApi('/desk/tables/$table')

/** One of the three databases as a table: filters, order and saved views stand in the URL. */
export function TablePage() {
  const { table } = route.useParams()
  if (!isTable(table)) return <Empty title={t('desk.tables.noneTitle')}>{t('desk.tables.none')}</Empty>
  return <Known table={table} />
}

function Known({ table }: { table: TableName }) {
  const title = t(`desk.frame.${table}`)
  useTitle(title)
  return (
    <>
      <h1>{title}</h1>
      <ReasonFirst>{(reason) => <Table key={table} table={table} reason={reason} />}</ReasonFirst>
    </>
  )
}

type Row = UserFound | VendorFound | PurchaseFound

function Table({ table, reason }: { table: TableName; reason: string }) {
  const search = route.useSearch()
  const sort = search['sort'] ?? '-at'
  const filter = filterOf(table, search)
  const { zone } = useHere()
  // Days are those of the person at the desk.
  const days = 'from' in filter || 'to' in filter ? { ...filter, time_zone: zone } : filter
  const asked = { ...days, sort, reason }
  const query = useInfiniteQuery({
    ...pagesOf<Row>(`/api/desk/tables/${table}`, asked),
    refetchOnWindowFocus: false,
  })
  const { isError, error, refetch } = query
  const rows = query.data?.pages.flatMap(({ data }) => data)
  const mayExport = useMay()('tables.export')
  return (
    <>
      <FilterBar table={table} filter={filter} />
      <div className="mid">
        <Views table={table} />
        {mayExport && (
          <a className="btn sml" href={fileUrl(`/api/desk/tables/${table}.csv`, { ...days, reason })} download>
            {t('desk.tables.file')}
          </a>
        )}
      </div>
      {/* What one payer bought is asked for with a reason, also in sum. */}
      <Sums table={table} filter={'payer' in days ? { ...days, reason } : days} />
      <Shown query={{ data: rows, isError, error, refetch }} waiting={<Ghost rows={12} height="2rem" />}>
        {(list) => (
          <>
            {list.length === 0 && !query.hasNextPage ? (
              <Empty title={t('desk.tables.emptyTitle')}>{t('desk.tables.empty')}</Empty>
            ) : (
              <Rows table={table} rows={list} sort={sort} stale={query.isPlaceholderData} />
            )}
            <More shown={list.length} query={query} />
          </>
        )}
      </Shown>
    </>
  )
}

type RowsProps = { table: TableName; rows: readonly Row[]; sort: string; stale: boolean }

/** The rows of a table are of its kind: the API says so, by its path. */
function Rows({ table, rows, sort, stale }: RowsProps) {
  if (table === 'users') return <Users users={rows as readonly UserFound[]} sort={sort} stale={stale} />
  if (table === 'vendors') return <Vendors vendors={rows as readonly VendorFound[]} sort={sort} stale={stale} />
  return <Purchases purchases={rows as readonly PurchaseFound[]} sort={sort} stale={stale} />
}

function Sums({ table, filter }: { table: TableName; filter: Readonly<Record<string, string>> }) {
  const { data } = useQuery(sumsQuery(table, filter))
  if (data === undefined) return <p className="sm dim">{t('desk.tables.counting')}</p>
  return (
    <p className="sm mid" role="status">
      <span className="strong">
        {data.is_exact ? t('desk.tables.rows', { count: data.count }) : t('desk.tables.atLeast', { count: data.count })}
      </span>
      {data.sums?.map(({ mode, price, captured, refunded }) => (
        <span key={`${mode} ${price.currency}`} className="num">
          {mode === 'test' && <span className="tag">{t('desk.found.test')}</span>}{' '}
          {t('desk.tables.sums', {
            price: moneyText(price),
            captured: moneyText(captured),
            refunded: moneyText(refunded),
          })}
        </span>
      ))}
    </p>
  )
}
