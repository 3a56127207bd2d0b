import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Money } from '../../api/shapes.ts'
import { read } from '../api.ts'
import type { View } from '../shapes.ts'
import type { TableName } from './filters.ts'

type Sums = {
  readonly count: number
  /** Otherwise there are at least so many. */
  readonly is_exact: boolean
  readonly sums?: readonly {
    readonly currency: string
    readonly price: Money
    readonly captured: Money
    readonly refunded: Money
  }[]
}

export const sumsQuery = (table: TableName, filter: Readonly<Record<string, string>>, reason: string) =>
  queryOptions({
    queryKey: ['desk', 'sums', table, filter],
    queryFn: ({ signal }) => read<Sums>(`/api/desk/tables/${table}/sums`, { ...filter, reason }, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })

export const viewsQuery = (table: TableName) =>
  queryOptions({
    queryKey: ['desk', 'views', table],
    queryFn: ({ signal }) => read<{ data: readonly View[] }>('/api/desk/views', { table }, signal),
  })
