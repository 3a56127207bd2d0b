import type { Id } from '@farthing/ledger'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { sendMail } from '../platform/mail.ts'
import { newInvitation, staffPerson } from '../staff/index.ts'
import { invitationMail } from './mails.ts'

/**
 * Sends somebody a link by which they begin to work here, or come back who lost their password or second factor: taking it
 * replaces both. One that was sent before ends.
 *
 * @returns The link.
 */
export async function sendInvitation(deps: Deps, staff: Id): Promise<string> {
  const { email } = await staffPerson(deps, staff)
  return inTransaction(deps.pool, async (client) => {
    const link = await newInvitation(deps, staff, client)
    await sendMail(deps, invitationMail(deps.config, sayIn('en'), { email, link }), client)
    return link
  })
}
