import type { Id } from '@farthing/ledger'
import type pg from 'pg'
import { seconds } from './clock.ts'
import { bytesOf, hexOf } from './database.ts'
import type { Deps } from './deps.ts'
import type { Mail } from './smtp.ts'
import { MailFault, transmit } from './smtp.ts'
import { sql } from './sql.ts'
import { every } from './work/rules.ts'
import { enqueue } from './work/store.ts'
import { GiveUp, job, schedule } from './work/work.ts'

export type { Mail } from './smtp.ts'
export type StoredMail = Mail & { readonly id: Id; readonly createdAt: bigint; readonly sentAt: bigint | null }

/**
 * Puts a mail into the outbox, sealed. `deliverMail` sends it; without SMTP, in development, it stays to be read.
 *
 * @param client Of the transaction that the mail tells of, where there is one: then it is sent if that is done.
 */
export async function sendMail(
  deps: Deps,
  mail: Mail,
  client: Pick<pg.ClientBase, 'query'> = deps.pool,
): Promise<void> {
  const id = deps.ids.mint()
  const now = deps.clock.now()
  const sealed = deps.secrets.seal(['mails', id, 'sealed'], JSON.stringify(mail))
  await sql`INSERT INTO mails (id, sealed, created_at) VALUES (${bytesOf(id)}, ${sealed}, ${now})`.rows(client)
  if (deps.config.smtpUrl !== undefined) await enqueue(client, deliverMail, { id, input: null, now })
}

type Row = {
  readonly id: Buffer
  readonly sealed: Buffer
  readonly created_at: bigint
  readonly sent_at: bigint | null
}

/** The newest mails of the outbox, for `/dev/mail`. */
export async function readMails(deps: Deps, limit = 50): Promise<StoredMail[]> {
  const rows = await sql<Row>`
    SELECT id, sealed, created_at, sent_at FROM mails
     WHERE sealed IS NOT NULL ORDER BY id DESC LIMIT ${limit}`.rows(deps.pool)
  return rows.map((row) => ({
    ...opened(deps, row),
    id: hexOf(row.id),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }))
}

const opened = (deps: Deps, row: Row): Mail =>
  JSON.parse(deps.secrets.open(['mails', hexOf(row.id), 'sealed'], row.sealed)) as Mail

/** Sends a mail of the outbox by SMTP; what was sent is forgotten but for the fact. */
export const deliverMail = job<null>({
  name: 'mail',
  maxTries: 12,
  async run(deps, _input, { id }) {
    const [row] = await sql<Row>`
      SELECT id, sealed, created_at, sent_at FROM mails
       WHERE id = ${bytesOf(id)} AND sealed IS NOT NULL`.rows(deps.pool)
    if (row === undefined) return // It was sent before, by a server that could not write down that its work was done.
    try {
      await transmit(deps.config, opened(deps, row), { messageId: id })
    } catch (error) {
      if (error instanceof MailFault && error.refused !== undefined) throw new GiveUp(error.message)
      throw error
    }
    await sql`UPDATE mails SET sent_at = ${deps.clock.now()}, sealed = NULL WHERE id = ${row.id}`.rows(deps.pool)
  },
})

/** Mails are kept for 30 days: those that were sent as a fact, those that nobody took with their text. */
export const forgetMails = schedule({
  name: 'forget mails',
  when: every(3_600),
  catchUp: 'latest',
  async run({ pool, ledger }) {
    const limit = 1_000
    const before = (await ledger.now()) - seconds(30 * 86_400)
    const gone = await sql`
      DELETE FROM mails WHERE id IN (SELECT id FROM mails WHERE created_at < ${before} LIMIT ${limit})
      RETURNING id`.rows(pool)
    return gone.length === limit ? 'more' : undefined
  },
})
