import type { Id } from '@farthing/ledger'
import { openAccount } from '../account/index.ts'
import { visitor } from '../platform/actor.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { codeOfLetter, inviteCaller, writeLetterCode } from './openings.ts'
import { hashPassword } from './passwords.ts'
import { createPostalUser } from './postal-users.ts'
import { beginSession, cookieName } from './sessions.ts'
import { createUser } from './users.ts'

export type TestUser = {
  readonly user: Id
  readonly account: Id
  readonly name: string
  readonly email: string
  /** Headers of a request from their browser, from a page of ours. */
  readonly headers: { readonly cookie: string; readonly origin: string }
}

export type TestUserOptions = {
  readonly name?: string
  readonly email?: string
  /** Hashing takes 60 ms: without one nobody can sign in with a password. */
  readonly password?: string
  readonly emailVerified?: boolean
}

let count = 0

/** A user with an account and an empty wallet of USD, signed in just now. */
export async function aUser({ deps }: Pick<TestProvider, 'deps'>, options: TestUserOptions = {}): Promise<TestUser> {
  const name = options.name ?? 'Ada Reader'
  const email = options.email ?? `reader-${++count}@example.org`
  const passwordHash = options.password === undefined ? 'none' : await hashPassword(deps, options.password)
  const { emailVerified = true } = options
  const made = await createUser(deps, { name, email, passwordHash, emailVerified })
  if (made === undefined) throw new Error(`${email} has a user already`)
  return { ...made, name, email, headers: await signedInHeaders({ deps }, made.user) }
}

/** Headers of a fresh session of that user, second factor and all. */
export async function signedInHeaders({ deps }: Pick<TestProvider, 'deps'>, user: Id): Promise<TestUser['headers']> {
  const begun = await beginSession(deps, { user, factor: true })
  if (typeof begun === 'string') throw new Error(begun)
  return { cookie: `${cookieName}=${begun.cookie}`, origin: deps.config.publicUrl }
}

/** The link of a mail that the desk sent to somebody who called. */
export async function aDeskLink({ deps }: Pick<TestProvider, 'deps'>, email: string): Promise<string> {
  const { ids } = deps
  const person = { name: 'Maud Ellery', email, timeZone: 'UTC', currency: 'USD' } as const
  await inviteCaller(deps, { id: ids.mint(), user: ids.mint(), account: ids.mint() }, person)
  const mail = (await readMails(deps)).find(({ to, text }) => to === email && text.includes('/open?'))
  return new URL(/http:\S+open\S+/.exec(mail?.text ?? '')?.[0] ?? 'x:').searchParams.get('link') ?? ''
}

/** The code of a letter that the desk wrote to somebody who called. */
export async function aLetterCode({ deps }: Pick<TestProvider, 'deps'>): Promise<string> {
  const ids = { id: deps.ids.mint(), user: deps.ids.mint(), account: deps.ids.mint() }
  const input = { account: ids.account, user: ids.user, timeZone: 'UTC', currency: 'USD' } as const
  await deps.ledger.submit(openAccount, deps.ids.mint(), input, { actor: visitor })
  await createPostalUser(deps, ids, { name: 'Ned Reed', address: ['4 Quay Street'] })
  await writeLetterCode(deps, ids)
  return (await codeOfLetter(deps, ids.id))?.code ?? ''
}
