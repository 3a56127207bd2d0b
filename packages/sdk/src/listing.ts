import type { Page } from './api.ts'

/**
 * A list that fetches its pages as they are read:
 * `for await (const purchase of client.purchases.list())`, or `await …list().page()` for one page.
 */
export type Listing<T> = AsyncIterable<T> & { page(): Promise<Page<T>> }

export function listing<T>(fetchPage: (cursor: string | undefined) => Promise<Page<T>>, from?: string): Listing<T> {
  return {
    page: () => fetchPage(from),
    async *[Symbol.asyncIterator]() {
      let cursor = from
      do {
        const page = await fetchPage(cursor)
        yield* page.data
        cursor = page.next_cursor ?? undefined
      } while (cursor !== undefined)
    },
  }
}
