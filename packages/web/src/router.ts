import { createRouter, parseSearchWith, stringifySearchWith } from '@tanstack/react-router'
import { consoleRoute } from './console/routes.ts'
import { Broken, NothingHere } from './root.tsx'
import { rootRoute } from './routes.ts'
import { walletRoute } from './wallet/routes.ts'

export const router = createRouter({
  routeTree: rootRoute.addChildren([walletRoute, consoleRoute]),
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

declare module '@tanstack/react-router' {
  // Merging into the library's own interface is how it learns our routes.
  interface Register {
    router: typeof router
  }
}
