import { QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem.ts'

const triesWhenUnreachable = 2

/**
 * What the app has seen. Screens show it at once and ask again behind it; a refusal is an answer and is not asked
 * again.
 */
export const cache = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      gcTime: 3_600_000,
      retry: (failures, thrown) => asProblem(thrown).code === 'unreachable' && failures < triesWhenUnreachable,
    },
  },
})

/** Begins to ask and waits for nothing: the screen that shows the answer shows the failure too. */
export function ask(asked: Promise<unknown>): void {
  asked.catch(() => undefined)
}
