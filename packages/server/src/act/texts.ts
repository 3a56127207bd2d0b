// Texts that an act needs and the log must not hold, such as names and addresses.
import type { Id } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'

/** Keeps a text, sealed. @returns Its identifier: the same for the same text, so that an attempt that is made again is the same. */
export async function keepText(deps: Deps, text: string): Promise<Id> {
  const id = deps.secrets.index('act text', text).toString('hex').slice(0, 32)
  const sealed = deps.secrets.seal(['act_texts', id, 'sealed'], text)
  await sql`
    INSERT INTO act_texts (id, sealed, created_at) VALUES (${bytesOf(id)}, ${sealed}, ${deps.clock.now()})
    ON CONFLICT DO NOTHING RETURNING id`.rows(deps.pool)
  return id
}

/** A text that was kept; `undefined` where it is forgotten. */
export async function keptActText(deps: Deps, id: Id): Promise<string | undefined> {
  const [row] = await sql<{ sealed: Buffer }>`SELECT sealed FROM act_texts WHERE id = ${bytesOf(id)}`.rows(deps.pool)
  return row && deps.secrets.open(['act_texts', id, 'sealed'], row.sealed)
}

/** Forgets a text: nobody needs it any more. */
export async function forgetActText(deps: Deps, id: Id): Promise<void> {
  await sql`DELETE FROM act_texts WHERE id = ${bytesOf(id)} RETURNING id`.rows(deps.pool)
}

/** A week: longer than an act waits for a second person, and than what it does outside the books is tried again. */
const keptDays = 7

/** Forgets texts that nobody came back for: of previews, and of acts that were refused, lapsed or withdrawn. */
export const forgetActTexts = schedule({
  name: 'forget texts of acts',
  when: every(3_600),
  catchUp: 'latest',
  async run({ pool, ledger }) {
    const limit = 1_000
    const before = (await ledger.now()) - seconds(keptDays * 86_400)
    const gone = await sql`
      DELETE FROM act_texts WHERE id IN (SELECT id FROM act_texts WHERE created_at < ${before} LIMIT ${limit})
      RETURNING id`.rows(pool)
    return gone.length === limit ? 'more' : undefined
  },
})
