import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ask, cache } from '../api/cache.ts'
import { sessionQuery } from '../parts/session.ts'
import { rootRoute } from '../routes.ts'
import { withWords } from '../words/say.tsx'
import { searchWords } from '../words/search.ts'
import {
  historyFilterOf,
  historyQuery,
  homeQuery,
  issuesQuery,
  libraryQuery,
  limitsQuery,
  receiptQuery,
} from './queries.ts'

// Loaders start the requests before the page's code has arrived, and do not wait: the page shows what the cache has.

const frame = createRoute({
  getParentRoute: () => rootRoute,
  path: '/wallet',
  loader: () => ask(cache.query(sessionQuery())),
  component: lazyRouteComponent(() => withWords('wallet', import('./frame.tsx')), 'WalletFrame'),
})

const home = createRoute({
  getParentRoute: () => frame,
  path: '/',
  loader: () => ask(cache.query(homeQuery())),
  component: lazyRouteComponent(() => import('./home/home.tsx'), 'Home'),
})

const library = createRoute({
  getParentRoute: () => frame,
  path: 'library',
  validateSearch: searchWords(['q', 'vendor', 'kind']),
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => ask(cache.query(libraryQuery(deps))),
  component: lazyRouteComponent(() => import('./library/library.tsx'), 'Library'),
})

const history = createRoute({
  getParentRoute: () => frame,
  path: 'history',
  validateSearch: searchWords(['q', 'kind']),
  loaderDeps: ({ search }) => search,
  loader: ({ deps }) => ask(cache.infiniteQuery(historyQuery(historyFilterOf(deps)))),
  component: lazyRouteComponent(() => import('./history/history.tsx'), 'History'),
})

const receipt = createRoute({
  getParentRoute: () => frame,
  path: 'purchases/$txn',
  loader: ({ params }) => ask(cache.query(receiptQuery(params.txn))),
  component: lazyRouteComponent(() => import('./receipt/receipt.tsx'), 'Receipt'),
})

const funds = createRoute({
  getParentRoute: () => frame,
  path: 'funds',
  loader: () => ask(cache.query(issuesQuery())),
  component: lazyRouteComponent(() => import('./funds/funds.tsx'), 'Funds'),
})

const limits = createRoute({
  getParentRoute: () => frame,
  path: 'limits',
  loader: () => ask(cache.query(limitsQuery())),
  component: lazyRouteComponent(() => import('./limits/limits.tsx'), 'Limits'),
})

const profile = createRoute({
  getParentRoute: () => frame,
  path: 'profile',
  component: lazyRouteComponent(() => import('./profile/profile.tsx'), 'Profile'),
})

export const walletRoute = frame.addChildren([home, library, history, receipt, funds, limits, profile])
