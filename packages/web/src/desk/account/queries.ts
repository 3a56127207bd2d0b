import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { Answer } from '../../api/shapes.ts'
import { pagesOf } from '../parts/pages.ts'
import type { Account, AccountEvent, AccountPurchase, Note, TokensGranted } from '../shapes.ts'

// A look stands on record: it is made when somebody opens the page, and not again by itself.
const once = { staleTime: 60_000, refetchOnWindowFocus: false } as const

export const accountQuery = (acc: string, reason: string) =>
  queryOptions({
    queryKey: ['desk', 'account', acc, reason],
    queryFn: ({ signal }) => read<Account>(`/api/desk/accounts/${acc}`, { reason }, signal),
    ...once,
  })

export const notesQuery = (path: string, reason: string) =>
  queryOptions({
    queryKey: ['desk', 'notes', path, reason],
    queryFn: ({ signal }) => read<{ data: readonly Note[] }>(`${path}/notes`, { reason }, signal),
    ...once,
  })

export const purchasesQuery = (acc: string, reason: string) => ({
  ...pagesOf<AccountPurchase>(`/api/desk/accounts/${acc}/purchases`, { reason }),
  ...once,
})

export const tokensQuery = (acc: string, reason: string) => ({
  ...pagesOf<TokensGranted>(`/api/desk/accounts/${acc}/tokens`, { reason }),
  ...once,
})

export const eventsQuery = (acc: string, reason: string) => ({
  ...pagesOf<AccountEvent>(`/api/desk/accounts/${acc}/events`, { reason }),
  ...once,
})

type Notices = Answer<'get', '/api/desk/accounts/{acc}/notices'>

export const noticesQuery = (acc: string, reason: string) => ({
  ...pagesOf<Notices['data'][number], Notices>(`/api/desk/accounts/${acc}/notices`, { reason }),
  ...once,
})
