import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { t } from '../../words/say.tsx'

export type Column<Row> = {
  readonly head: string
  readonly cell: (row: Row) => ReactNode
  /** The name of the order in the API; `-` before it is descending. */
  readonly sort?: string
  readonly amounts?: boolean
  readonly narrow?: boolean
}

type Props<Row> = {
  name: string
  rows: readonly Row[]
  idOf: (row: Row) => string
  columns: readonly Column<Row>[]
  /** The order in the URL, where the table can be sorted. */
  sort?: string | undefined
  first?: string
  /** Asking again: what is shown may be of the filter before. */
  stale?: boolean
}

/**
 * A dense table; on a phone each row is a card, and the sheet says the heads beside its cells. The roles are written down
 * since a table that is drawn as cards is none to browsers. Its first column holds the link that opens a row: `j` and `k` go from one to the
 * next.
 */
export function List<Row>({ name, rows, idOf, columns, sort, first, stale = false }: Props<Row>) {
  return (
    <div className="card flush" aria-busy={stale}>
      <div className="scroll" tabIndex={0} role="group" aria-label={t('desk.list.table', { name })}>
        <table className="desk-list" role="table">
          <thead role="rowgroup">
            <tr role="row">
              {columns.map((column) => (
                <Head key={column.head} column={column} sort={sort ?? first} />
              ))}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {rows.map((row) => (
              <tr key={idOf(row)} role="row">
                {columns.map(({ head, cell, amounts, narrow }) => (
                  <td
                    key={head}
                    role="cell"
                    data-head={head}
                    className={[amounts && 'amts', narrow && 'nowrap'].filter(Boolean).join(' ') || undefined}
                  >
                    {cell(row)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  )
}

function Head<Row>({ column, sort }: { column: Column<Row>; sort: string | undefined }) {
  const { head, sort: name, amounts } = column
  const className = amounts === true ? 'amts' : undefined
  if (name === undefined)
    return (
      <th scope="col" role="columnheader" className={className}>
        {head}
      </th>
    )
  const order = sort === name ? 'ascending' : sort === `-${name}` ? 'descending' : undefined
  const next = order === 'descending' ? name : `-${name}`
  return (
    <th scope="col" role="columnheader" className={className} aria-sort={order}>
      <Link to="." search={(before: object) => ({ ...before, sort: next })} replace>
        {head}
        {order !== undefined && <span aria-hidden="true"> {order === 'descending' ? '↓' : '↑'}</span>}
      </Link>
    </th>
  )
}

type MoreProps = {
  shown: number
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown }
}

/** How many rows are shown, and the next page. */
export function More({ shown, query }: MoreProps) {
  return (
    <p className="mid xs dim">
      <span role="status">{t('desk.list.shown', { count: shown })}</span>
      {query.hasNextPage && (
        <Button size="xs" onClick={() => void query.fetchNextPage()}>
          {query.isFetchingNextPage ? t('desk.list.fetching') : t('desk.list.more')}
        </Button>
      )}
    </p>
  )
}
