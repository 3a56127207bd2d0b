import { createRouter, parseSearchWith, stringifySearchWith, type AnyRoute } from '@tanstack/react-router'
import type { consoleRoute } from './console/routes.ts'
import type { deskRoute } from './desk/routes.ts'
import { Broken, NothingHere } from './root.tsx'
import { rootRoute } from './routes.ts'
import type { walletRoute } from './wallet/routes.ts'

/** The router of one app, of its own pages alone. */
export function routerOf<const Routes extends readonly AnyRoute[]>(pages: Routes) {
  const router = createRouter({
    routeTree: rootRoute.addChildren(pages),
    defaultPreload: 'intent',
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultErrorComponent: Broken,
    defaultNotFoundComponent: NothingHere,
    // A search word stays as it is: the router's default would write 12 as "12" in quotes, to tell text from a number.
    parseSearch: parseSearchWith((text) => text),
    stringifySearch: stringifySearchWith(String),
  })
  // A new page is announced and read from its start; filters and dialogs keep the focus where it is.
  router.subscribe('onResolved', ({ fromLocation, pathChanged }) => {
    if (fromLocation !== undefined && pathChanged) document.getElementById('main')?.focus({ preventScroll: true })
  })
  return router
}

declare module '@tanstack/react-router' {
  // Merging into the library's own interface is how it learns our routes: those of all apps, for their types alone.
  interface Register {
    router: ReturnType<typeof routerOf<[typeof walletRoute, typeof consoleRoute, typeof deskRoute]>>
  }
}
