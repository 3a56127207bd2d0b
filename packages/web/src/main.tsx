import './theme/styles.ts'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { cache } from './api/cache.ts'
import { router } from './router.ts'
import { Theme } from './theme/provider.tsx'

const place = document.getElementById('app')
if (place === null) throw new Error('index.html has no #app')

createRoot(place).render(
  <StrictMode>
    <Theme>
      <QueryClientProvider client={cache}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </Theme>
  </StrictMode>,
)
