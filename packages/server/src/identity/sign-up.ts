import type { Id } from '@farthing/ledger'
import { welcome } from '../incentive/index.ts'
import { seconds } from '../platform/clock.ts'
import { hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Say } from '../platform/html/index.ts'
import { sendMail } from '../platform/mail.ts'
import type { Random } from '../platform/random.ts'
import { randomDigits, randomText } from '../platform/random.ts'
import { pastedCode } from '../platform/text.ts'
import { sameBytes, sha256 } from '../platform/secrets.ts'
import { refuseTooMany } from './limits.ts'
import { codeMail, knownMail } from './mails.ts'
import { hashPassword } from './passwords.ts'
import { createUser, emailIndex, findByEmail } from './users.ts'

// A user is made when the address is proven, not before: so nobody can occupy an address that is not theirs, and the
// screen shows the same whether the address has a user already or not (T21).

const keptSeconds = 1_800
const codeDigits = 6
const maxTries = 5
const maxSent = 5

/** What somebody signed up with, until they prove the address. */
export type SignUp = {
  readonly name: string
  readonly email: string
  readonly passwordHash: string
  /** IANA name. Absent: the sign-up is older than this field. */
  readonly timeZone?: string
}
export type Pending = { readonly row: PendingRow; readonly signUp: SignUp }

type PendingRow = {
  readonly id: Buffer
  readonly sealed: Buffer
  readonly code_hash: Buffer | null
  readonly tries: number
  readonly sent: number
  readonly expires_at: bigint
}

export type NewSignUp = {
  readonly name: string
  readonly email: string
  readonly password: string
  /** IANA name, checked at the edge. */
  readonly timeZone: string
  readonly address: string
  /** Says the mail in their language. */
  readonly t: Say
  /** Where to go on to, for the link of the mail. */
  readonly next: string | undefined
}

/**
 * Remembers a sign-up and sends a code to its address; to an address that has a user, a mail that says so.
 *
 * @returns The cookie that ties the code to this browser.
 * @throws {Problem} quota_exceeded; overloaded.
 */
export async function beginSignUp(deps: Deps, person: NewSignUp): Promise<string> {
  const index = emailIndex(deps, person.email).toString('hex')
  await refuseTooMany(deps, { what: 'sign-up', index, address: person.address })
  const passwordHash = await hashPassword(deps, person.password)
  const known = await findByEmail(deps, person.email)
  const cookie = randomText(deps.random, 43)
  const id = sha256(cookie)
  const now = deps.clock.now()
  const signUp: SignUp = { name: person.name, email: person.email, passwordHash, timeZone: person.timeZone }
  const { code, link } = freshCode(deps.random)
  await deps.pool.query(
    `INSERT INTO email_codes (id, email_index, sealed, code_hash, link_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      emailIndex(deps, person.email),
      deps.secrets.seal(placeOf(id), JSON.stringify(signUp)),
      known === undefined ? codeHash(deps, id, code) : null,
      known === undefined ? sha256(link) : null,
      now,
      now + seconds(keptSeconds),
    ],
  )
  await sendMail(
    deps,
    known === undefined
      ? codeMail(deps.config, person.t, { ...signUp, code, link, next: person.next })
      : knownMail(deps.config, person.t, signUp),
  )
  return cookie
}

/** The sign-up that this browser began, still to be proven. */
export async function pendingByCookie(deps: Deps, cookie: string | undefined): Promise<Pending | undefined> {
  return cookie === undefined ? undefined : find(deps, 'id', sha256(cookie))
}

export async function pendingByLink(deps: Deps, link: string): Promise<Pending | undefined> {
  return find(deps, 'link_hash', sha256(link))
}

/**
 * Sends another code; only the newest works. To an address that has a user nothing more is sent, and the screen does
 * not show that.
 */
export async function resendCode(
  deps: Deps,
  { row, signUp }: Pending,
  t: Say,
  next: string | undefined,
): Promise<void> {
  if (row.sent >= maxSent) {
    throw new Problem('quota_exceeded', {
      detail: (t) => t('server.attempts.codesSent', { count: maxSent }),
      retryAfterSeconds: Number((row.expires_at - deps.clock.now()) / 1_000_000n) + 1,
    })
  }
  const { code, link } = freshCode(deps.random)
  const isReal = row.code_hash !== null
  // Counted in the statement that writes it: of a hundred presses at once, only the first few send a mail.
  const { rowCount } = await deps.pool.query(
    `UPDATE email_codes SET code_hash = $2, link_hash = $3, tries = 0, sent = sent + 1
      WHERE id = $1 AND used_at IS NULL AND sent < $4`,
    [row.id, isReal ? codeHash(deps, row.id, code) : null, isReal ? sha256(link) : null, maxSent],
  )
  if (isReal && rowCount === 1) await sendMail(deps, codeMail(deps.config, t, { ...signUp, code, link, next }))
}

/**
 * Proves the address with the code: then there is a user.
 *
 * @returns The user, or why not. Five tries a code, counted before it is compared.
 */
export async function proveByCode(
  deps: Deps,
  pending: Pending,
  code: string,
): Promise<{ readonly user: Id } | { readonly refusal: 'code_wrong' | 'code_expired' }> {
  const { rows } = await deps.pool.query<{ code_hash: Buffer | null }>(
    'UPDATE email_codes SET tries = tries + 1 WHERE id = $1 AND used_at IS NULL AND tries < $2 RETURNING code_hash',
    [pending.row.id, maxTries],
  )
  const [row] = rows
  if (row === undefined) return { refusal: 'code_expired' }
  const given = codeHash(deps, pending.row.id, pastedCode(code))
  if (row.code_hash === null || !sameBytes(row.code_hash, given)) return { refusal: 'code_wrong' }
  const user = await completeSignUp(deps, pending)
  return user === undefined ? { refusal: 'code_expired' } : { user }
}

/** Makes the user, with an account and its welcome tokens; `undefined` where it was done before. */
export async function completeSignUp(deps: Deps, { row, signUp }: Pending): Promise<Id | undefined> {
  const { rowCount } = await deps.pool.query('UPDATE email_codes SET used_at = $2 WHERE id = $1 AND used_at IS NULL', [
    row.id,
    deps.clock.now(),
  ])
  if (rowCount === 0) return undefined
  const made = await createUser(deps, { ...signUp, emailVerified: true }, (account) => welcome(deps, account))
  return made?.user
}

async function find(deps: Deps, column: 'id' | 'link_hash', value: Buffer): Promise<Pending | undefined> {
  const { rows } = await deps.pool.query<PendingRow>(
    `SELECT id, sealed, code_hash, tries, sent, expires_at FROM email_codes WHERE ${column} = $1 AND used_at IS NULL AND expires_at > $2`,
    [value, deps.clock.now()],
  )
  const [row] = rows
  return row && { row, signUp: JSON.parse(deps.secrets.open(placeOf(row.id), row.sealed)) as SignUp }
}

const placeOf = (id: Buffer) => ['email_codes', hexOf(id), 'sealed'] as const

/** A code has too few digits for a plain hash, so it is hashed with a key and tied to its sign-up. */
const codeHash = (deps: Deps, id: Buffer, code: string): Buffer =>
  deps.secrets.index('e-mail code', `${hexOf(id)} ${code}`)

function freshCode(random: Random): { readonly code: string; readonly link: string } {
  return { code: randomDigits(random, codeDigits), link: randomText(random, 43) }
}
