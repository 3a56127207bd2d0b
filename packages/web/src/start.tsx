import './theme/styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider, type AnyRouter } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cache } from './api/cache.ts'
import { Theme } from './theme/provider.tsx'
import { startWords } from './words/say.tsx'

/** Draws an app into its page. */
export function start(router: AnyRouter): void {
  const place = document.getElementById('app')
  if (place === null) throw new Error('the page has no #app')
  const root = createRoot(place)
  // No top-level `await`: with it the bundler would take the entry apart into many files, a round trip each.
  void startWords().then(() =>
    root.render(
      <StrictMode>
        <Theme>
          <QueryClientProvider client={cache}>
            <RouterProvider router={router} />
          </QueryClientProvider>
        </Theme>
      </StrictMode>,
    ),
  )
}
