import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import { pagesOf } from '../parts/pages.ts'
import type { PreparedAct, PreparedRow } from '../shapes.ts'

/** Acts that need, or needed, a second person. */
export const preparedQuery = (status: string | undefined) => pagesOf<PreparedRow>('/api/desk/prepared', { status })

export const preparedOneQuery = (pre: string) =>
  queryOptions({
    queryKey: ['desk', 'prepared', pre],
    queryFn: ({ signal }) => read<PreparedAct>(`/api/desk/prepared/${pre}`, {}, signal),
    // What it would do now may be another in a moment.
    staleTime: 0,
  })
