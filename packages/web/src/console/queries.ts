import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { answered } from '../api/answered.ts'
import { api, provider } from '../api/client.ts'
import { zoneNow } from '../parts/session.ts'
import { now } from '../platform/clock.ts'
import { present } from '../words/search.ts'
import { dayOf } from '../words/time.ts'
import type { Currency, Mode, SaleQuery } from '../api/shapes.ts'

/** `mode` as the URL has it: absent is live. */
export const modeOf = (search: { mode?: string | undefined }): Mode => (search.mode === 'test' ? 'test' : 'live')

export const dayChoices = ['7', '30', '365', 'month', 'last-month'] as const
export type DayChoice = (typeof dayChoices)[number]
export const daysOf = (search: { days?: string | undefined }): DayChoice =>
  dayChoices.find((choice) => choice === search.days) ?? '30'

/** The days of a choice, as the API takes them. Months are those of the account's zone. */
function spanOf(choice: DayChoice, zone: string) {
  if (choice !== 'month' && choice !== 'last-month') return { days: Number(choice) }
  const [year = 0, month = 0] = dayOf(now(), zone).split('-').map(Number)
  const first = choice === 'month' ? month - 1 : month - 2
  const day = (date: number) => new Date(date).toISOString().slice(0, 10)
  return { from: day(Date.UTC(year, first, 1)), to: day(Date.UTC(year, first + 1, 0)) }
}

export const overviewQuery = (ven: string, mode: Mode, choice: DayChoice, currency?: Currency) => {
  const zone = zoneNow()
  return api.queryOptions(
    'get',
    '/api/console/{ven}/overview',
    {
      params: {
        path: { ven },
        query: { mode, ...spanOf(choice, zone), time_zone: zone, ...(currency !== undefined && { currency }) },
      },
    },
    { placeholderData: keepPreviousData },
  )
}

export const saleWords = ['status', 'q', 'from', 'to', 'sort'] as const
export type SaleFilter = { [Word in (typeof saleWords)[number]]?: NonNullable<SaleQuery[Word]> }
type Words = { [Word in (typeof saleWords)[number]]?: string | undefined }

const orders = ['-at', 'at', '-price', 'price'] as const
const states = ['requested', 'authorized', 'captured', 'voided', 'expired', 'declined', 'refunded'] as const

/** The values in the URL that the API knows; an unknown word from an old link is ignored. */
export const filterOf = ({ q, from, to, status, sort }: Words): SaleFilter =>
  present({
    q,
    from,
    to,
    status: states.find((state) => state === status),
    sort: orders.find((order) => order === sort),
  })

/** Sales a page at a time, in the order that `sort` names; newest first without one. */
export const salesQuery = (ven: string, mode: Mode, filter: SaleFilter) =>
  infiniteQueryOptions({
    queryKey: ['get', '/api/console/{ven}/sales', ven, mode, filter],
    initialPageParam: '',
    async queryFn({ pageParam, signal }) {
      const query = { mode, ...filter, time_zone: zoneNow(), ...(pageParam !== '' && { cursor: pageParam }) }
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

/** The URL of the file with a filter's captures and refunds. The file has an order of its own. */
export function salesFile(ven: string, mode: Mode, { sort: _, ...filter }: SaleFilter): string {
  return `/api/console/${ven}/sales.csv?${new URLSearchParams({ mode, ...filter, time_zone: zoneNow() }).toString()}`
}

export const saleQuery = (ven: string, txn: string) =>
  api.queryOptions('get', '/api/console/{ven}/sales/{txn}', { params: { path: { ven, txn } } })

export const keysQuery = (ven: string) =>
  api.queryOptions('get', '/api/console/{ven}/keys', { params: { path: { ven } } })
export const sitesQuery = (ven: string) =>
  api.queryOptions('get', '/api/console/{ven}/sites', { params: { path: { ven } } })
