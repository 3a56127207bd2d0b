import type { Id } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import { bytesOf, hexOf, inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { sendMail } from '../platform/mail.ts'
import { randomDigits, randomText } from '../platform/random.ts'
import { sameBytes, sha256 } from '../platform/secrets.ts'
import { pastedCode } from '../platform/text.ts'
import type { MarkOwner } from './known-browsers.ts'
import { knownBrowser } from './known-browsers.ts'
import { refuseTooMany } from './limits.ts'
import { nobodyMail, resetMail } from './mails.ts'
import { hashPassword } from './passwords.ts'
import { ownerOf, writePassword } from './write-password.ts'
import { emailIndex, findByEmail } from './users.ts'

// A forgotten password: whoever can read the mailbox chooses another. Nobody is signed in by it, so no purchase window
// opens: that takes the new password. The screen is the same whether the address has a user or not (T21).

const keptSeconds = 1_800
/**
 * A hundred million codes and five tries: at nine mails an hour, guessing for a year finds a code with a chance of 1 in
 * 250.
 */
const codeDigits = 8
const maxTries = 5

export type ResetRequest = {
  /** As `normalizeEmail` writes it. */
  readonly email: string
  /** Network. */
  readonly address: string
  /** Of a browser that may be known. */
  readonly knownCookie: string | undefined
  /** Says the mail in the language of whoever asks. */
  readonly t: Say
  /** Where to go on to, for the link of the mail. */
  readonly next: string | undefined
}

/** A request that still waits for its password. */
export type PendingReset = {
  readonly emailIndex: Buffer
  readonly browser: Buffer
  readonly linkHash: Buffer
  readonly user: Id | null
}

/**
 * Sends a mail with a link and a code to an address; to one that nobody has, a mail that says so. A request before it
 * ends: only the newest mail works.
 *
 * @returns The cookie that ties the code to this browser.
 * @throws {Problem} quota_exceeded
 */
export async function beginReset(deps: Deps, { email, address, knownCookie, t, next }: ResetRequest): Promise<string> {
  const index = emailIndex(deps, email)
  const known = await findByEmail(deps, email)
  const browser = known && knownBrowser(deps, knownCookie, known)
  await refuseTooMany(deps, { what: 'reset', index: index.toString('hex'), address, browser })
  const [cookie, link] = [randomText(deps.random, 43), randomText(deps.random, 43)]
  const code = randomDigits(deps.random, codeDigits)
  const asker = sha256(cookie)
  const now = deps.clock.now()
  const row = [index, known === undefined ? null : bytesOf(known.user), asker, codeHash(deps, asker, code)]
  await inTransaction(deps.pool, async (client) => {
    await client.query(
      `INSERT INTO password_resets (email_index, user_id, browser, code_hash, link_hash, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (email_index) DO UPDATE SET user_id = excluded.user_id, browser = excluded.browser,
         code_hash = excluded.code_hash, link_hash = excluded.link_hash, tries = 0, created_at = excluded.created_at,
         expires_at = excluded.expires_at, used_at = NULL`,
      [...row, sha256(link), now, now + seconds(keptSeconds)],
    )
    const mail =
      known === undefined
        ? nobodyMail(deps.config, t, { email })
        : resetMail(deps.config, t, { email, code, link, next })
    await sendMail(deps, mail, client)
  })
  return cookie
}

/** The request that this browser made. Looking at it changes nothing. */
export const resetByCookie = (deps: Deps, cookie: string | undefined): Promise<PendingReset | undefined> =>
  cookie === undefined ? Promise.resolve(undefined) : find(deps, 'browser', sha256(cookie))

/** The request that this link belongs to. Looking at it changes nothing: mail programs open links to look at them. */
export const resetByLink = (deps: Deps, link: string): Promise<PendingReset | undefined> =>
  find(deps, 'link_hash', sha256(link))

/** Whether the code is the one that was sent. Five tries, counted before it is compared. */
export async function isResetCode(
  deps: Deps,
  pending: PendingReset,
  code: string,
): Promise<'right' | 'code_wrong' | 'code_expired'> {
  const { rows } = await deps.pool.query<{ code_hash: Buffer }>(
    `UPDATE password_resets SET tries = tries + 1
      WHERE browser = $1 AND used_at IS NULL AND expires_at > $2 AND tries < $3 RETURNING code_hash`,
    [pending.browser, deps.clock.now(), maxTries],
  )
  const [row] = rows
  if (row === undefined) return 'code_expired'
  const same = sameBytes(row.code_hash, codeHash(deps, pending.browser, pastedCode(code)))
  return same && pending.user !== null ? 'right' : 'code_wrong'
}

/**
 * Gives a user the password that they chose, once for each request, and ends all their sessions: whoever knew the old
 * password is out.
 *
 * @returns Whose it is; `undefined` where the request was used, replaced or too old meanwhile.
 * @throws {Problem} overloaded
 */
export async function finishReset(deps: Deps, pending: PendingReset, password: string): Promise<MarkOwner | undefined> {
  const { user } = pending
  if (user === null) return undefined
  const passwordHash = await hashPassword(deps, password)
  const owner = await ownerOf(deps, user)
  const done = await inTransaction(deps.pool, async (client) => {
    const now = deps.clock.now()
    const { rowCount } = await client.query(
      `UPDATE password_resets SET used_at = $3
        WHERE email_index = $1 AND link_hash = $2 AND used_at IS NULL AND expires_at > $3`,
      [pending.emailIndex, pending.linkHash, now],
    )
    if (rowCount === 0) return false
    return writePassword(deps, client, { owner, passwordHash, how: 'reset' })
  })
  return done ? { user, passwordHash } : undefined
}

type Row = {
  readonly email_index: Buffer
  readonly user_id: Buffer | null
  readonly browser: Buffer
  readonly link_hash: Buffer
}

async function find(deps: Deps, column: 'browser' | 'link_hash', value: Buffer): Promise<PendingReset | undefined> {
  const { rows } = await deps.pool.query<Row>(
    `SELECT email_index, user_id, browser, link_hash FROM password_resets
      WHERE ${column} = $1 AND used_at IS NULL AND expires_at > $2`,
    [value, deps.clock.now()],
  )
  const [row] = rows
  return (
    row && {
      emailIndex: row.email_index,
      browser: row.browser,
      linkHash: row.link_hash,
      user: row.user_id === null ? null : hexOf(row.user_id),
    }
  )
}

const codeHash = (deps: Deps, browser: Buffer, code: string): Buffer =>
  deps.secrets.index('reset code', `${browser.toString('hex')} ${code}`)
