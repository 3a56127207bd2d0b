import { createRoute, lazyRouteComponent, retainSearchParams } from '@tanstack/react-router'
import { ask, cache } from '../api/cache.ts'
import { sessionQuery } from '../parts/session.ts'
import { rootRoute } from '../routes.ts'
import { withWords } from '../words/say.tsx'
import { searchWords } from '../words/search.ts'
import {
  daysOf,
  filterOf,
  keysQuery,
  modeOf,
  overviewQuery,
  saleQuery,
  salesQuery,
  saleWords,
  sitesQuery,
} from './queries.ts'

// Named before use: inferred in place, a child route would lose the types of its own search words.
const modeWord = searchWords(['mode'])
const daysWord = searchWords(['days'])
const filterWords = searchWords(saleWords)

const door = createRoute({
  getParentRoute: () => rootRoute,
  path: '/console',
  loader: () => ask(cache.query(sessionQuery())),
})

const start = createRoute({
  getParentRoute: () => door,
  path: '/',
  component: lazyRouteComponent(() => withWords('console', import('./start/start.tsx')), 'Start'),
})

const frame = createRoute({
  getParentRoute: () => door,
  path: '$ven',
  validateSearch: modeWord,
  // The choice between test and live stays while one goes from page to page.
  search: { middlewares: [retainSearchParams(['mode'])] },
  component: lazyRouteComponent(() => withWords('console', import('./frame.tsx')), 'ConsoleFrame'),
})

const overview = createRoute({
  getParentRoute: () => frame,
  path: '/',
  validateSearch: daysWord,
  loaderDeps: ({ search }) => ({ mode: modeOf(search), days: daysOf(search) }),
  loader: ({ params, deps }) => ask(cache.query(overviewQuery(params.ven, deps.mode, deps.days))),
  component: lazyRouteComponent(() => import('./overview/overview.tsx'), 'Overview'),
})

const sales = createRoute({
  getParentRoute: () => frame,
  path: 'sales',
  validateSearch: filterWords,
  loaderDeps: ({ search }) => ({ mode: modeOf(search), filter: filterOf(search) }),
  loader: ({ params, deps }) => ask(cache.infiniteQuery(salesQuery(params.ven, deps.mode, deps.filter))),
  component: lazyRouteComponent(() => import('./sales/sales.tsx'), 'Sales'),
})

const sale = createRoute({
  getParentRoute: () => sales,
  path: '$txn',
  loader: ({ params }) => ask(cache.query(saleQuery(params.ven, params.txn))),
  component: lazyRouteComponent(() => import('./sales/sale.tsx'), 'Sale'),
})

const keys = createRoute({
  getParentRoute: () => frame,
  path: 'keys',
  loader: ({ params }) => ask(cache.query(keysQuery(params.ven))),
  component: lazyRouteComponent(() => import('./keys/keys.tsx'), 'Keys'),
})

const sites = createRoute({
  getParentRoute: () => frame,
  path: 'sites',
  loader: ({ params }) => ask(cache.query(sitesQuery(params.ven))),
  component: lazyRouteComponent(() => import('./sites/sites.tsx'), 'Sites'),
})

export const consoleRoute = door.addChildren([
  start,
  frame.addChildren([overview, sales.addChildren([sale]), keys, sites]),
])
