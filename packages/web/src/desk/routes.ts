import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { ask, cache } from '../api/cache.ts'
import { rootRoute } from '../routes.ts'
import { withWords } from '../words/say.tsx'
import { anyWords, searchWords } from '../words/search.ts'
import { deskSessionQuery } from './session.ts'

// Named before use: inferred in place, a child route would lose the types of its own search words.
const queryWord = searchWords(['q'])
const statusWord = searchWords(['status'])
const tabWord = searchWords(['tab'])

const door = createRoute({
  getParentRoute: () => rootRoute,
  path: '/desk',
  loader: () => ask(cache.query(deskSessionQuery())),
  component: lazyRouteComponent(() => withWords('desk', import('./frame.tsx')), 'DeskFrame'),
})

const front = createRoute({
  getParentRoute: () => door,
  path: '/',
  component: lazyRouteComponent(() => import('./front/front.tsx'), 'Front'),
})

const search = createRoute({
  getParentRoute: () => door,
  path: 'search',
  validateSearch: queryWord,
  component: lazyRouteComponent(() => import('./search/search.tsx'), 'Search'),
})

const account = createRoute({
  getParentRoute: () => door,
  path: 'accounts/$acc',
  validateSearch: tabWord,
  component: lazyRouteComponent(() => import('./account/account.tsx'), 'AccountPage'),
})

const vendor = createRoute({
  getParentRoute: () => door,
  path: 'vendors/$ven',
  component: lazyRouteComponent(() => import('./vendor/vendor.tsx'), 'VendorPage'),
})

const table = createRoute({
  getParentRoute: () => door,
  path: 'tables/$table',
  validateSearch: anyWords,
  component: lazyRouteComponent(() => import('./tables/table.tsx'), 'TablePage'),
})

const queue = createRoute({
  getParentRoute: () => door,
  path: 'queues/$kind',
  component: lazyRouteComponent(() => import('./queues/queue.tsx'), 'QueuePage'),
})

const item = createRoute({
  getParentRoute: () => door,
  path: 'items/$wit',
  component: lazyRouteComponent(() => import('./queues/item.tsx'), 'ItemPage'),
})

const act = createRoute({
  getParentRoute: () => door,
  path: 'acts/$act',
  validateSearch: anyWords,
  component: lazyRouteComponent(() => import('./acts/act-page.tsx'), 'ActPage'),
})

const second = createRoute({
  getParentRoute: () => door,
  path: 'second',
  validateSearch: statusWord,
  component: lazyRouteComponent(() => import('./second/second.tsx'), 'SecondPerson'),
})

const prepared = createRoute({
  getParentRoute: () => door,
  path: 'second/$pre',
  component: lazyRouteComponent(() => import('./second/prepared.tsx'), 'Prepared'),
})

const record = createRoute({
  getParentRoute: () => door,
  path: 'record',
  validateSearch: anyWords,
  component: lazyRouteComponent(() => import('./record/record.tsx'), 'RecordPage'),
})

const staff = createRoute({
  getParentRoute: () => door,
  path: 'staff',
  component: lazyRouteComponent(() => import('./staff/staff.tsx'), 'StaffPage'),
})

const rules = createRoute({
  getParentRoute: () => door,
  path: 'rules',
  component: lazyRouteComponent(() => import('./rules/rules.tsx'), 'RulesPage'),
})

const work = createRoute({
  getParentRoute: () => door,
  path: 'work',
  component: lazyRouteComponent(() => import('./work/work.tsx'), 'WorkPage'),
})

export const deskRoute = door.addChildren([
  front,
  search,
  account,
  vendor,
  table,
  queue,
  item,
  act,
  second,
  prepared,
  record,
  staff,
  rules,
  work,
])
