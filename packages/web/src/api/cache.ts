import { QueryClient } from '@tanstack/react-query'
import { asProblem } from './problem.ts'

const triesWhenUnreachable = 2

/**
 * What the app has read. Screens show it at once and ask again in the background; a refusal is an answer and is not
 * asked again.
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

/** Starts the request and does not wait: the screen that shows the answer shows the failure too. */
export function ask(asked: Promise<unknown>): void {
  asked.catch(() => undefined)
}
