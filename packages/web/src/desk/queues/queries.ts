import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import { pagesOf } from '../parts/pages.ts'
import type { WorkItem, WorkItemWhole } from '../shapes.ts'

/** What waits in a queue, oldest first. */
export const queueQuery = (kind: string) => pagesOf<WorkItem>(`/api/desk/queues/${kind}`)

export const itemQuery = (wit: string) =>
  queryOptions({
    queryKey: ['desk', 'item', wit],
    queryFn: ({ signal }) => read<WorkItemWhole>(`/api/desk/items/${wit}`, {}, signal),
  })
