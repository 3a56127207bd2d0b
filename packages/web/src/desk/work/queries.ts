import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { TimedWork } from '../shapes.ts'

export const workQuery = () =>
  queryOptions({
    queryKey: ['desk', 'work'],
    queryFn: ({ signal }) => read<{ data: readonly TimedWork[] }>('/api/desk/work', {}, signal),
  })

/** Whether somebody has to look after it. */
export const troubled = ({ status }: TimedWork): boolean =>
  status === 'failing' || status === 'late' || status === 'given_up'
