// Users by the start of their names: see `nameIndexes`.
import { inTransaction, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { beginningOf, isLongEnough, isNamed, wordsOf } from '../platform/spelling.ts'
import type { Sql } from '../platform/sql.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'
import { nameIndexes, wordIndex } from './name-indexes.ts'
import type { UserRow } from './users.ts'
import { personOf } from './users.ts'

/** More names than that are not opened for one search. */
const maxOpened = 100

/**
 * People whose names have a word for each word of the text that begins with it, in any order and spelling. Of many, any:
 * who looks types more.
 *
 * @returns None where the text has no word that is long enough to look for.
 */
export async function usersByName<Row extends Named>(
  deps: Deps,
  text: string,
  find: { readonly columns: Sql; readonly limit: number },
): Promise<Row[]> {
  const words = wordsOf(text)
  const long = words.filter(isLongEnough)
  // A single letter is looked for where there is nothing else: as a whole word of a name.
  const kept = long.length > 0 ? long : words
  if (kept.length === 0) return []
  const beginnings = kept.map((word) => wordIndex(deps, word))
  // What the indexes cannot tell is looked at in the names themselves.
  const isTold = kept.length === words.length && words.every((word) => beginningOf(word) === word)
  const limit = isTold ? find.limit : Math.max(find.limit, maxOpened)
  // Of one word PostgreSQL knows how common it is, and reads users or the index, whichever ends sooner. Where two words are
  // common, but hardly ever in one name, it thinks wrongly that reading all users finds some soon.
  const rows = await inTransaction(deps.pool, async (client) => {
    if (beginnings.length > 1) await client.query('SET LOCAL enable_seqscan = off')
    return sql<Row>`
      SELECT ${find.columns} FROM users WHERE name_beginnings @> ${beginnings}::bigint[] LIMIT ${limit}`.rows(client)
  })
  return rows.filter((row) => isNamed(personOf(deps, row).name, words)).slice(0, find.limit)
}

type Named = Pick<UserRow, 'id' | 'key_wrapped' | 'name_sealed' | 'email_sealed' | 'number_sealed'>

const atOnce = 500

/** Makes the beginnings of names that were stored before there were any. */
export const indexNames = schedule({
  name: 'index names',
  when: every(60),
  catchUp: 'latest',
  async run(deps) {
    const rows = await sql<Named>`
      SELECT id, key_wrapped, name_sealed, email_sealed, number_sealed FROM users
       WHERE name_beginnings IS NULL LIMIT ${atOnce}`.rows(deps.pool)
    if (rows.length === 0) return
    const made = rows.map((row) => `{${indexesOf(deps, row).join(',')}}`)
    await sql`
      UPDATE users u SET name_beginnings = m.made::bigint[]
        FROM unnest(${rows.map(({ id }) => id)}::bytea[], ${made}::text[]) AS m (id, made)
       WHERE u.id = m.id AND u.name_beginnings IS NULL`.rows(deps.pool)
    return rows.length === atOnce ? 'more' : undefined
  },
})

/** None of somebody whose key is gone: nobody finds them by a name. */
function indexesOf(deps: Deps, row: Named): string[] {
  try {
    return nameIndexes(deps, personOf(deps, row).name)
  } catch (error) {
    deps.log.warn({ err: error, user: hexOf(row.id) }, 'a name could not be opened, so it is found by no beginning')
    return []
  }
}
