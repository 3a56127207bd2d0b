import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { Answer } from '../../api/shapes.ts'
import { read } from '../api.ts'
import type { View } from '../shapes.ts'
import type { TableName } from './filters.ts'

type Sums = Answer<'get', '/api/desk/tables/users/sums'> &
  Partial<Pick<Answer<'get', '/api/desk/tables/purchases/sums'>, 'sums'>>

export const sumsQuery = (table: TableName, filter: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['desk', 'sums', table, filter],
    queryFn: ({ signal }) => read<Sums>(`/api/desk/tables/${table}/sums`, filter, signal),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  })

export const viewsQuery = (table: TableName) =>
  queryOptions({
    queryKey: ['desk', 'views', table],
    queryFn: ({ signal }) => read<{ data: readonly View[] }>('/api/desk/views', { table }, signal),
  })
