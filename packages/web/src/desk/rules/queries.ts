import { queryOptions } from '@tanstack/react-query'
import type { Answer } from '../../api/shapes.ts'
import { read } from '../api.ts'

export type Rule = Answer<'get', '/api/desk/act-rules'>['data'][number]

/** Every act, and when it needs a second person. */
export const rulesQuery = () =>
  queryOptions({
    queryKey: ['desk', 'rules'],
    queryFn: ({ signal }) => read<{ data: readonly Rule[] }>('/api/desk/act-rules', {}, signal),
  })
