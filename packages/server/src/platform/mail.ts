import type { Id } from '@farthing/ledger'
import nodemailer from 'nodemailer'
import type pg from 'pg'
import { seconds } from './clock.ts'
import { bytesOf, hexOf, inTransaction } from './database.ts'
import type { Deps } from './deps.ts'
import { repeatedly } from './work.ts'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly html?: string }
export type StoredMail = Mail & { readonly id: Id; readonly createdAt: bigint; readonly sentAt: bigint | null }

/** How often a mail is tried; the pause doubles from 5 seconds. */
const maxTries = 12

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
  await client.query('INSERT INTO mails (id, sealed, created_at, next_try_at, tries) VALUES ($1, $2, $3, $3, 0)', [
    bytesOf(id),
    sealed,
    now,
  ])
}

type Row = {
  readonly id: Buffer
  readonly sealed: Buffer
  readonly created_at: bigint
  readonly sent_at: bigint | null
  readonly tries: number
}

/** The newest mails of the outbox, for `/dev/mail`. */
export async function readMails(deps: Deps, limit = 50): Promise<StoredMail[]> {
  const { rows } = await deps.pool.query<Row>(
    'SELECT id, sealed, created_at, sent_at, tries FROM mails WHERE sealed IS NOT NULL ORDER BY id DESC LIMIT $1',
    [limit],
  )
  return rows.map((row) => ({
    ...opened(deps, row),
    id: hexOf(row.id),
    createdAt: row.created_at,
    sentAt: row.sent_at,
  }))
}

const opened = (deps: Deps, row: Row): Mail =>
  JSON.parse(deps.secrets.open(['mails', hexOf(row.id), 'sealed'], row.sealed)) as Mail

/** Sends what waits in the outbox by SMTP; what was sent is forgotten but for the fact. */
export const deliverMail = repeatedly('mail', 1_000, async (deps) => {
  const { smtpUrl } = deps.config
  if (smtpUrl === undefined) return false
  return inTransaction(deps.pool, async (client) => {
    const { rows } = await client.query<Row>(
      `SELECT id, sealed, created_at, sent_at, tries FROM mails
       WHERE sent_at IS NULL AND sealed IS NOT NULL AND next_try_at <= $1 AND tries < $2
       ORDER BY next_try_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
      [deps.clock.now(), maxTries],
    )
    const [row] = rows
    if (row !== undefined) {
      const sent = await trySending(deps, smtpUrl, row)
      const next = deps.clock.now() + (seconds(5) << BigInt(row.tries))
      if (sent)
        await client.query('UPDATE mails SET sent_at = $2, sealed = NULL WHERE id = $1', [row.id, deps.clock.now()])
      else await client.query('UPDATE mails SET tries = tries + 1, next_try_at = $2 WHERE id = $1', [row.id, next])
    }
    return row !== undefined
  })
})

async function trySending(deps: Deps, smtpUrl: string, row: Row): Promise<boolean> {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    // Together less than the pool's limit on an idle transaction: the row stays locked meanwhile.
    connectionTimeout: 3_000,
    greetingTimeout: 3_000,
    socketTimeout: 5_000,
  })
  try {
    await transport.sendMail({ from: deps.config.mailFrom, ...opened(deps, row) })
    return true
  } catch (error) {
    deps.log.warn({ err: error, mail: hexOf(row.id), tries: row.tries + 1 }, 'a mail could not be sent')
    return false
  } finally {
    transport.close()
  }
}
