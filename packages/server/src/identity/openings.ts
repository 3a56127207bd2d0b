// What the desk sent to a caller, until they take it: a link by mail, which opens an account, or a letter with a code,
// with which somebody who has an account chooses a password. Each works once.
import type { Id, Instant } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import type pg from 'pg'
import { recordSoon } from '../event/index.ts'
import { welcome } from '../incentive/index.ts'
import { userActor } from '../platform/actor.ts'
import { seconds } from '../platform/clock.ts'
import { bytesOf, hexOf, inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { keyOf } from '../platform/ids.ts'
import { sendMail } from '../platform/mail.ts'
import type { Currency } from '../platform/money.ts'
import { randomText } from '../platform/random.ts'
import { sha256 } from '../platform/secrets.ts'
import { passwordChanged } from './events.ts'
import { letterHash, newLetterCode } from './letter-code.ts'
import { knownAtDeskMail, openingMail } from './opening-mails.ts'
import type { Proven } from './sessions.ts'
import { createUser, findByEmail } from './users.ts'

const linkDays = 7
const letterDays = 30
const day = 86_400

/** For whom an account is to be opened. */
export type Person = {
  readonly name: string
  /** As `normalizeEmail` gives it. */
  readonly email: string
  readonly timeZone: string
  readonly currency: Currency
}

export type Opening = {
  readonly id: Id
  readonly user: Id
  readonly account: Id
  readonly createdAt: Instant
  readonly expiresAt: Instant
}
export type MailOpening = Opening & { readonly person: Person }

/** Under which identifiers an account is opened, once the link is taken. */
export type OpeningIds = Pick<Opening, 'id' | 'user' | 'account'>

/**
 * Sends a link with which a caller opens an account; to an address that has a user already, a mail that says so. Done
 * again under the same identifiers it sends nothing more.
 */
export async function inviteCaller(deps: Deps, ids: OpeningIds, person: Person): Promise<void> {
  const t = sayIn(defaultLanguage) // What the caller reads, nobody has asked yet.
  const link = randomText(deps.random, 43)
  const known = await findByEmail(deps, person.email)
  const sealed = deps.secrets.seal(placeOf(ids.id, 'sealed'), JSON.stringify(person))
  const isNew = known === undefined || known.user === ids.user
  await inTransaction(deps.pool, async (client) => {
    const row = { ids, days: linkDays, sealed, linkHash: isNew ? sha256(link) : null, code: null }
    if (!(await insertOpening(deps, client, row))) return
    const mail = isNew
      ? openingMail(deps.config, t, { email: person.email, link, days: linkDays })
      : knownAtDeskMail(deps.config, t, { email: person.email })
    await sendMail(deps, mail, client)
  })
}

/** Writes a letter's code for a user, and ends codes that they have. Done again under the same identifier it changes nothing. */
export async function writeLetterCode(deps: Deps, ids: OpeningIds): Promise<void> {
  const code = newLetterCode(deps.random)
  await inTransaction(deps.pool, async (client) => {
    const row = { ids, days: letterDays, sealed: null, linkHash: null, code }
    if (!(await insertOpening(deps, client, row))) return
    await client.query(
      `UPDATE openings SET used_at = $3, code_sealed = NULL
        WHERE user_id = $1 AND id <> $2 AND code_hash IS NOT NULL AND used_at IS NULL`,
      [bytesOf(ids.user), bytesOf(ids.id), deps.clock.now()],
    )
  })
}

type NewOpening = {
  readonly ids: OpeningIds
  readonly days: number
  readonly sealed: Buffer | null
  readonly linkHash: Buffer | null
  readonly code: string | null
}

/** @returns Whether it is new. */
async function insertOpening(deps: Deps, client: pg.ClientBase, row: NewOpening): Promise<boolean> {
  const { ids, days, sealed, linkHash, code } = row
  const now = deps.clock.now()
  const { rowCount } = await client.query(
    `INSERT INTO openings (id, user_id, account, sealed, link_hash, code_hash, code_sealed, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING`,
    [
      ...[ids.id, ids.user, ids.account].map(bytesOf),
      sealed,
      linkHash,
      code === null ? null : letterHash(deps, code),
      code === null ? null : deps.secrets.seal(placeOf(ids.id, 'code_sealed'), code),
      now,
      now + seconds(days * day),
    ],
  )
  return rowCount === 1
}

/** What this link opens. Looking at it changes nothing: mail programs open links to look at them. */
export async function openingByLink(deps: Deps, link: string): Promise<MailOpening | undefined> {
  const row = await find(deps, 'link_hash', sha256(link))
  if (row === undefined || row.sealed === null) return undefined
  const person = JSON.parse(deps.secrets.open(placeOf(hexOf(row.id), 'sealed'), row.sealed)) as Person
  return { ...openingOf(row), person }
}

/** Whose letter has this code, as `readLetterCode` gives it. */
export async function openingByCode(deps: Deps, code: string): Promise<Opening | undefined> {
  const row = await find(deps, 'code_hash', letterHash(deps, code))
  return row && openingOf(row)
}

/**
 * A letter, and its code where it is still to be sent; `null`: it is on its way, was used or replaced, or is too old.
 * `undefined`: there is no such letter.
 */
export async function codeOfLetter(
  deps: Deps,
  id: Id,
): Promise<(Opening & { readonly code: string | null }) | undefined> {
  const { rows } = await deps.pool.query<Row & { readonly used_at: bigint | null }>(
    `SELECT id, user_id, account, sealed, code_sealed, created_at, expires_at, used_at FROM openings
      WHERE id = $1 AND code_hash IS NOT NULL`,
    [bytesOf(id)],
  )
  const [row] = rows
  if (row === undefined) return undefined
  const { code_sealed: sealed, used_at: usedAt, expires_at: expiresAt } = row
  const isOpen = sealed !== null && usedAt === null && expiresAt > deps.clock.now()
  const code = isOpen ? deps.secrets.open(placeOf(id, 'code_sealed'), sealed) : null
  return { ...openingOf(row), code }
}

/** The letter is on its way: from now on nobody reads its code but whoever opens it. */
export async function forgetLetterCode(deps: Deps, id: Id): Promise<void> {
  await deps.pool.query('UPDATE openings SET code_sealed = NULL WHERE id = $1', [bytesOf(id)])
}

/**
 * Opens the account that a link was sent for, with the password that the person chose: the link proves the address.
 *
 * @returns Who they are; `undefined` where the link was used meanwhile, or the address has a user by now.
 */
export async function takeLink(
  deps: Deps,
  { id, user, account, person }: MailOpening,
  passwordHash: string,
): Promise<Required<Omit<Proven, 'factor'>> | undefined> {
  const ids = { id: user, account, operation: keyOf('opening', id) }
  const newUser = { ...person, passwordHash, emailVerified: true }
  const made = await createUser(deps, newUser, (opened) => welcome(deps, opened), ids)
  // The user is there before the link is used up: a server that dies between the two leaves a link that opens nothing.
  await deps.pool.query('UPDATE openings SET used_at = $2, sealed = NULL WHERE id = $1 AND used_at IS NULL', [
    bytesOf(id),
    deps.clock.now(),
  ])
  return made && { user, passwordHash }
}

/**
 * Gives the user of a letter the password that they chose, and ends their sessions.
 *
 * @returns Who they are; `undefined` where the code was used meanwhile.
 */
export async function takeCode(
  deps: Deps,
  { id, user, account }: Opening,
  passwordHash: string,
): Promise<Required<Omit<Proven, 'factor'>> | undefined> {
  const now = deps.clock.now()
  const taken = await inTransaction(deps.pool, async (client) => {
    const { rowCount } = await client.query(
      `UPDATE openings SET used_at = $2, code_sealed = NULL WHERE id = $1 AND used_at IS NULL AND expires_at > $2`,
      [bytesOf(id), now],
    )
    if (rowCount !== 1) return false
    await client.query('UPDATE users SET password_hash = $2 WHERE id = $1', [bytesOf(user), passwordHash])
    await client.query('UPDATE sessions SET revoked_at = $2 WHERE user_id = $1 AND revoked_at IS NULL', [
      bytesOf(user),
      now,
    ])
    await recordSoon(deps, client, passwordChanged.of({ user, how: 'letter', at: now.toString() }), userActor(user))
    return true
  })
  if (!taken) return undefined
  await welcome(deps, account)
  return { user, passwordHash }
}

type Row = {
  readonly id: Buffer
  readonly user_id: Buffer
  readonly account: Buffer
  readonly sealed: Buffer | null
  readonly code_sealed: Buffer | null
  readonly created_at: bigint
  readonly expires_at: bigint
}

async function find(deps: Deps, column: 'link_hash' | 'code_hash', value: Buffer): Promise<Row | undefined> {
  const { rows } = await deps.pool.query<Row>(
    `SELECT id, user_id, account, sealed, code_sealed, created_at, expires_at FROM openings
      WHERE ${column} = $1 AND used_at IS NULL AND expires_at > $2`,
    [value, deps.clock.now()],
  )
  return rows[0]
}

const openingOf = ({ id, user_id, account, created_at, expires_at }: Row): Opening => ({
  id: hexOf(id),
  user: hexOf(user_id),
  account: hexOf(account),
  createdAt: created_at,
  expiresAt: expires_at,
})

const placeOf = (id: Id, column: 'sealed' | 'code_sealed') => ['openings', id, column] as const
