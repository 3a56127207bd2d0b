// Vendors by the start of their names. The ledger alone writes vendors, so what their names are found by lies beside them.
import type { Id } from '@farthing/ledger'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { beginningOf, beginningsOf, wordsOf } from '../platform/spelling.ts'
import type { Sql } from '../platform/sql.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'

const atOnce = 500

/** Makes what vendors are found by, where it is missing or was made of another name. */
export const indexVendorNames = schedule({
  name: 'index vendor names',
  when: every(60),
  catchUp: 'latest',
  async run(deps) {
    const rows = await sql<{ id: Buffer; name: string }>`
      SELECT v.id, v.name FROM vendors v LEFT JOIN vendor_names n ON n.id = v.id
       WHERE n.name IS DISTINCT FROM v.name LIMIT ${atOnce}`.rows(deps.pool)
    for (const { id, name } of rows) await writeName(deps, id, name)
    return rows.length === atOnce ? 'more' : undefined
  },
})

/** Lets a vendor be found by its name at once. Where that fails, timed work does it soon. */
export async function nameVendor(deps: Pick<Deps, 'pool' | 'log'>, vendor: Id, name: string): Promise<void> {
  await writeName(deps, bytesOf(vendor), name).catch((error: unknown) =>
    deps.log.warn({ err: error }, 'a vendor is found by its name in a minute only'),
  )
}

async function writeName({ pool }: Pick<Deps, 'pool'>, id: Buffer, name: string): Promise<void> {
  await sql`
    INSERT INTO vendor_names (id, name, beginnings) VALUES (${id}, ${name}, ${beginningsOf(name)}::text[])
    ON CONFLICT (id) DO UPDATE SET name = excluded.name, beginnings = excluded.beginnings`.rows(pool)
}

/** Of the vendor `v` of an outer query: whether words of its name begin with all words of a text; false where it has none. */
export function isNamedLike(text: string): Sql {
  const words = wordsOf(text).map(beginningOf)
  if (words.length === 0) return sql`false`
  return sql`v.id IN (SELECT id FROM vendor_names WHERE beginnings @> ${words}::text[])`
}
