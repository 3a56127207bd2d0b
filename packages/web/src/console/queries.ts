import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { answered } from '../api/answered.ts'
import { api, provider } from '../api/client.ts'
import { present } from '../words/search.ts'
import type { Mode } from '../api/shapes.ts'

/** `mode` as the URL has it: absent is live. */
export const modeOf = (search: { mode?: string | undefined }): Mode => (search.mode === 'test' ? 'test' : 'live')

export const dayChoices = [7, 30, 365] as const
export const daysOf = (search: { days?: string | undefined }): number =>
  dayChoices.find((days) => String(days) === search.days) ?? 30

export const overviewQuery = (ven: string, mode: Mode, days: number) =>
  api.queryOptions(
    'get',
    '/api/console/{ven}/overview',
    { params: { path: { ven }, query: { mode, days } } },
    { placeholderData: keepPreviousData },
  )

export const saleWords = ['status', 'q', 'from', 'to', 'sort'] as const
export type SaleFilter = { [Word in (typeof saleWords)[number]]?: string | undefined }

/** Sales a page at a time, in the order that `sort` names; newest first without one. */
export const salesQuery = (ven: string, mode: Mode, filter: SaleFilter) =>
  infiniteQueryOptions({
    queryKey: ['get', '/api/console/{ven}/sales', ven, mode, filter],
    initialPageParam: '',
    async queryFn({ pageParam, signal }) {
      const query = { mode, ...present(filter), ...(pageParam !== '' && { cursor: pageParam }) }
      return answered(
        provider.GET('/api/console/{ven}/sales', {
          params: { path: { ven }, query },
          signal,
        }),
      )
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
  })

export const saleQuery = (ven: string, txn: string) =>
  api.queryOptions('get', '/api/console/{ven}/sales/{txn}', { params: { path: { ven, txn } } })

export const keysQuery = (ven: string) =>
  api.queryOptions('get', '/api/console/{ven}/keys', { params: { path: { ven } } })
export const sitesQuery = (ven: string) =>
  api.queryOptions('get', '/api/console/{ven}/sites', { params: { path: { ven } } })
