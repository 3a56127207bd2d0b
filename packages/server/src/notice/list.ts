// What people were told: for themselves, and for the provider's people who help them.
import type { Id, Instant } from '@farthing/ledger'
import { contactsOf } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { defaultLanguage } from '@farthing/words'
import { readerFor } from './compose.ts'
import { maxBounces } from './bounced.ts'
import type { About, NoticeClass, NoticeState, Person } from './store.ts'
import { listNotices, personOf } from './store.ts'
import { wordsOf } from './words-of.ts'

/** A notice, and what became of it. */
export type NoticeListed = {
  readonly id: Id
  readonly user: Id
  readonly payer: Id | null
  readonly vendor: Id | null
  readonly class: NoticeClass
  /** In the language of who got it. */
  readonly subject: string
  readonly createdAt: Instant
  /** When it is sent; of one that waits, the first try. */
  readonly dueAt: Instant
  readonly state: NoticeState
  /** When it was sent, or came back, or was given up. */
  readonly endedAt: Instant | null
  /** Why it did not arrive, or was not sent. */
  readonly reason: string | null
}

/**
 * Notices to a user, or about an account or a vendor, of the last 180 days, the newest first.
 *
 * @param wanted.after Goes on after this one.
 */
export async function noticesOf(
  deps: Deps,
  about: About,
  wanted: { readonly after: { readonly at: Instant; readonly id: Id } | undefined; readonly limit: number },
): Promise<NoticeListed[]> {
  const rows = await listNotices(deps, about, wanted)
  const contacts = await contactsOf(deps, [...new Set(rows.map(({ user }) => user))])
  const readers = new Map(
    await Promise.all([...contacts.values()].map(async (each) => [each.user, await readerFor(deps, each)] as const)),
  )
  const nobody = { t: sayIn(defaultLanguage), timeZone: 'UTC' }
  const words = await wordsOf(
    deps,
    rows.map(({ told, user }) => ({ told, reader: readers.get(user) ?? nobody })),
    { whole: false },
  )
  return rows.map(({ told, ...row }, i) => ({ ...row, subject: words[i]?.subject ?? '' }))
}

/** What somebody chose, and whether mails reach their address. */
export type Reached = Person & {
  /** Nothing came back since the address was confirmed. */
  readonly reached: boolean
  /** So much came back that only what their safety needs is sent. */
  readonly withheld: boolean
}

/** Of a user, for themselves and for the provider's people. */
export async function reachedOf(deps: Deps, user: Id): Promise<Reached> {
  const person = await personOf(deps, user)
  return { ...person, reached: person.bounces === 0, withheld: person.bounces >= maxBounces }
}
