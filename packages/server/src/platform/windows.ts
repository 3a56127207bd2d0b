// Pages of a long table by conditions that no index knows. So that a condition which hardly any row fulfils comes to an
// end, a page reads so many rows of the table and no more; it may then have fewer rows than asked for, and goes on.
import type { Id } from '@farthing/ledger'

/** How many rows of the table one window looks at. */
export const windowRows = 50_000
/** How many windows one page may look at. */
const maxWindows = 4

/** What a page of a table in the order of its identifiers has, and where the next goes on: after that identifier. */
export type Window<Row> = { readonly rows: Row[]; readonly next: Id | undefined }

/**
 * A page of rows that fulfil conditions.
 *
 * @param page.after Where the page before ended.
 * @param read Of the window after an identifier, at most so many rows that fulfil them.
 * @param endOf The last identifier of that window; `undefined`: the table ends in it.
 */
export async function inWindows<Row extends { readonly id: Id }>(
  page: { readonly after?: Id | undefined; readonly limit: number },
  read: (after: Id | undefined, limit: number) => Promise<readonly Row[]>,
  endOf: (after: Id | undefined) => Promise<Id | undefined>,
): Promise<Window<Row>> {
  const { limit } = page
  let { after } = page
  const rows: Row[] = []
  for (let count = 0; count < maxWindows; count++) {
    rows.push(...(await read(after, limit + 1 - rows.length)))
    if (rows.length > limit) return { rows: rows.slice(0, limit), next: rows[limit - 1]?.id }
    const end = await endOf(after)
    if (end === undefined) return { rows, next: undefined }
    after = end
  }
  return { rows, next: after }
}

/** What is counted no further: beyond it, a list says "at least". */
export const maxCounted = 10_000
