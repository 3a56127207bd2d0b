import './theme/styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cache } from './api/cache.ts'
import { router } from './router.ts'
import { Theme } from './theme/provider.tsx'
import { startWords } from './words/say.tsx'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')
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
