import { csvLine } from '../platform/csv.ts'

/** Lines of a file, and how many rows it has so far, its first line not counted. */
export type CsvFile = { readonly lines: AsyncGenerator<string>; rows(): number }

const rowsAtOnce = 1_000

/**
 * A long file, a page after the other: memory stays flat however long it is.
 *
 * @param header Names of the columns.
 * @param page So many rows after a place; `next`: where to go on, `undefined`: there are no more.
 * @param fieldsOf As `csvLine` takes them.
 */
export function csvFile<Row, Place>(
  header: readonly string[],
  page: (
    after: Place | undefined,
    limit: number,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | undefined }>,
  fieldsOf: (row: Row) => readonly (string | bigint)[],
): CsvFile {
  let count = 0
  async function* lines(): AsyncGenerator<string> {
    yield csvLine(header)
    let after: Place | undefined
    do {
      const { rows, next } = await page(after, rowsAtOnce)
      count += rows.length
      if (rows.length > 0) yield rows.map((row) => csvLine(fieldsOf(row))).join('')
      after = next
    } while (after !== undefined)
  }
  return { lines: lines(), rows: () => count }
}
