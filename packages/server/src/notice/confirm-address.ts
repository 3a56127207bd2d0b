// After mails came back: the user says that their address is right, by a mail that reaches them.
import type { Id } from '@farthing/ledger'
import { countAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { fromPublic, keyOf } from '../platform/ids.ts'
import { contactsOf } from '../identity/index.ts'
import { inTransaction } from '../platform/database.ts'
import { enqueue } from '../platform/work/store.ts'
import type { Signed } from './links.ts'
import { isAddressProof } from './links.ts'
import { sendNotice } from './send.ts'
import { forgetBounces, insertNotices, personOf } from './store.ts'
import { changeUnreachable } from './unreachable.ts'

/**
 * Sends the mail with the link.
 *
 * @returns `false`: nothing came back, and so there is nothing to confirm.
 * @throws {Problem} quota_exceeded: three an hour.
 */
export async function askForAddress(deps: Deps, user: Id): Promise<boolean> {
  if ((await personOf(deps, user)).bouncedAt === null) return false
  const words = (t: Say) => t('server.attempts.confirmations')
  await countAttempt(deps, [{ of: ['confirm address', user], attempts: 3, windowSeconds: 3_600, words }])
  const [id, now] = [deps.ids.mint(), deps.clock.now()]
  const told = { kind: 'confirm_address' } as const
  const about = { user, payer: null, vendor: null, class: 'security', gathering: null } as const
  await inTransaction(deps.pool, async (client) => {
    await insertNotices(client, [{ id, ...about, told, createdAt: now, dueAt: now }])
    await enqueue(client, sendNotice, { id: keyOf('send notice', id), input: { notice: id }, now })
  })
  return true
}

/** Whose address a link confirms; `undefined`: it is none of ours, or was used. */
export async function addressOf(deps: Deps, { user: text = '', proof = '' }: Signed): Promise<Id | undefined> {
  const user = fromPublic('usr', text)
  if (user === undefined) return undefined
  const [{ bouncedAt }, contacts] = await Promise.all([personOf(deps, user), contactsOf(deps, [user])])
  const email = contacts.get(user)?.email
  if (bouncedAt === null || email === undefined || email === null) return undefined
  return isAddressProof(deps, { user, email, bouncedAt }, proof) ? user : undefined
}

/** The address is right: mails are sent to it again. */
export async function confirmAddress(deps: Deps, signed: Signed): Promise<boolean> {
  const user = await addressOf(deps, signed)
  if (user === undefined) return false
  await inTransaction(deps.pool, async (client) => {
    const item = await forgetBounces(client, user)
    if (item !== undefined) await changeUnreachable(deps, client, { item, opens: null })
  })
  return true
}
