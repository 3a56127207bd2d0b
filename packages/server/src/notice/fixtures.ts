import { followNow } from '../event/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import type { StoredMail } from '../platform/mail.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runDue } from '../platform/work/runner.ts'
import { workOf } from '../platform/room.ts'
import { rooms } from '../rooms.ts'
import { addressLink, stopLink } from './links.ts'
import { countBounce } from './store.ts'
import { tell } from './tell.ts'

type Provider = Pick<TestProvider, 'deps'>

const told = new Set(['record event', 'notice', 'address bounced'])

/** All that happened is told, and what is due by now is sent. */
export async function noticesNow(provider: Provider): Promise<void> {
  const jobs = workOf(rooms).filter(({ name }) => told.has(name))
  await runDue(provider.deps, jobs)
  await followNow(provider, tell)
  await runDue(provider.deps, jobs)
}

/** Where there is no mail server: mails to an address, the newest first. */
export const mailsTo = async ({ deps }: Provider, email: string): Promise<StoredMail[]> =>
  (await readMails(deps, 500)).filter(({ to }) => to === email)

const searchOf = (link: string): string => link.slice(link.indexOf('?'))

/** What follows the path in a link by which somebody stops receipts. */
export const stopSearch = ({ deps }: Provider, { user }: TestUser): string => searchOf(stopLink(deps, user))

/** The same of a link by which somebody whose mails came back confirms their address. */
export async function addressSearch({ deps }: Provider, { user, email }: TestUser): Promise<string> {
  const bouncedAt = deps.clock.now()
  await countBounce(deps.pool, user, { at: bouncedAt, status: '550', item: deps.ids.mint(), tooMany: 3 })
  return searchOf(addressLink(deps, { user, email, bouncedAt }))
}
