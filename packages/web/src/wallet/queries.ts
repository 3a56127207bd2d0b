import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { answered } from '../api/answered.ts'
import { api, provider } from '../api/client.ts'
import type { Movement } from '../api/shapes.ts'
import { present } from '../words/search.ts'

const itemKinds = ['content', 'goods', 'service'] as const
/** Kinds of movement, in the order in which the filter names them. */
export const movementKinds = [
  'purchase',
  'refund',
  'funding',
  'incentive',
  'hold',
  'release',
  'expiry',
  'reversal',
] as const satisfies readonly Movement['kind'][]

export const homeQuery = () => api.queryOptions('get', '/api/wallet/home')

export type LibraryFilter = { q?: string | undefined; vendor?: string | undefined; kind?: string | undefined }
export const libraryQuery = (query: LibraryFilter) =>
  api.queryOptions(
    'get',
    '/api/wallet/library',
    { params: { query: present({ ...query, kind: itemKinds.find((known) => known === query.kind) }) } },
    { placeholderData: keepPreviousData },
  )

export const receiptQuery = (txn: string) =>
  api.queryOptions('get', '/api/wallet/purchases/{txn}', { params: { path: { txn } } })

export const issuesQuery = () => api.queryOptions('get', '/api/wallet/issues')

export const limitsQuery = () => api.queryOptions('get', '/api/wallet/limits')

export const noticeChoicesQuery = () => api.queryOptions('get', '/api/wallet/notices')

/** What was sent by mail, a page at a time, newest first. */
export const noticesQuery = () =>
  infiniteQueryOptions({
    queryKey: ['get', '/api/wallet/notices/sent'],
    initialPageParam: '',
    async queryFn({ pageParam, signal }) {
      const query = { limit: 10, ...(pageParam !== '' && { cursor: pageParam }) }
      return answered(provider.GET('/api/wallet/notices/sent', { params: { query }, signal }))
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })

export type HistoryFilter = { q?: string; kind?: Movement['kind'] }

/** What the URL asks for, as far as the API knows it. */
export const historyFilterOf = ({ q, kind }: { q?: string | undefined; kind?: string | undefined }): HistoryFilter =>
  present({ q, kind: movementKinds.find((known) => known === kind) })

/** Movements a page at a time, newest first. */
export const historyQuery = (filter: HistoryFilter) =>
  infiniteQueryOptions({
    queryKey: ['get', '/api/wallet/history', filter],
    initialPageParam: '',
    async queryFn({ pageParam, signal }) {
      const query = { ...filter, ...(pageParam !== '' && { cursor: pageParam }) }
      return answered(provider.GET('/api/wallet/history', { params: { query }, signal }))
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
    placeholderData: keepPreviousData,
  })

/** Who of the provider's people looked at the account, a page at a time, the latest first. */
export const looksQuery = () =>
  infiniteQueryOptions({
    queryKey: ['get', '/api/wallet/looks'],
    initialPageParam: '',
    async queryFn({ pageParam, signal }) {
      const query = pageParam === '' ? {} : { cursor: pageParam }
      return answered(provider.GET('/api/wallet/looks', { params: { query }, signal }))
    },
    getNextPageParam: ({ next_cursor }) => next_cursor,
  })
