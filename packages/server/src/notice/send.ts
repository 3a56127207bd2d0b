// Sends a notice by mail, and writes down what became of it.
import type { Id } from '@farthing/ledger'
import type { Contact } from '../identity/index.ts'
import { contactsOf } from '../identity/index.ts'
import { seconds } from '../platform/clock.ts'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sendMail } from '../platform/mail.ts'
import { MailFault, transmit } from '../platform/smtp.ts'
import { every } from '../platform/work/rules.ts'
import { job, schedule } from '../platform/work/work.ts'
import { maxBounces, noteBounce } from './bounced.ts'
import type { NoticeMail } from './compose.ts'
import { mailFor, readerFor } from './compose.ts'
import { returnAddress } from './links.ts'
import type { NoticeRow, Person } from './store.ts'
import { endNotice, forgetBefore, isReceipt, personOf, takeNotice } from './store.ts'
import { wordsOf } from './words-of.ts'

const maxTries = 12

/**
 * Hands a notice to the mail server. Run again after its server died, it is sent again only where the mail server had it
 * and we could not write that down: then under the same Message-ID.
 */
export const sendNotice = job<{ notice: Id }>({
  name: 'notice',
  maxTries,
  async run(deps, { notice: id }, { tries }) {
    const notice = await takeNotice(deps, id)
    if (notice === undefined) return
    const contact = (await contactsOf(deps, [notice.user])).get(notice.user)
    // An account is there a moment before its first member.
    if (contact === undefined && tries < maxTries) throw new Error('there is no such user yet')
    const person = await personOf(deps, notice.user)
    const against = reasonAgainst(notice, contact, person)
    if (contact === undefined || against !== undefined) {
      const reason = against ?? 'no such user'
      await endNotice(deps.pool, id, { state: 'withheld', at: deps.clock.now(), reason })
      return
    }
    const [words] = await wordsOf(deps, [{ told: notice.told, reader: await readerFor(deps, contact) }], {
      whole: true,
    })
    if (words === undefined) return
    await deliver(deps, notice, { mail: mailFor(deps, notice, contact, person, words), isLast: tries >= maxTries })
  },
})

/** Why a notice is not sent, although it was to be; `undefined`: it is. */
function reasonAgainst(notice: NoticeRow, contact: Contact | undefined, person: Person): string | undefined {
  if (contact === undefined) return 'no such user'
  if (contact.email === null) return 'no address'
  if (!contact.emailVerified) return 'address not confirmed'
  if (notice.class !== 'security' && person.bounces >= maxBounces) return 'mails come back'
  return isReceipt(notice) && person.receipts === 'none' ? 'receipts stopped' : undefined
}

async function deliver(
  deps: Deps,
  notice: NoticeRow,
  { mail, isLast }: { readonly mail: NoticeMail; readonly isLast: boolean },
): Promise<void> {
  const { id } = notice
  const { headers, ...text } = mail
  const { smtpUrl, bounceAddress } = deps.config
  if (smtpUrl === undefined) {
    await inTransaction(deps.pool, async (client) => {
      const ended = await endNotice(client, id, { state: 'sent', at: deps.clock.now() })
      if (ended !== undefined) await sendMail(deps, text, client)
    })
    return
  }
  try {
    const returnTo = bounceAddress === null ? undefined : returnAddress(deps, bounceAddress, id)
    await transmit(deps.config, text, { messageId: id, headers, ...(returnTo !== undefined && { returnTo }) })
  } catch (error) {
    if (error instanceof MailFault && error.refused !== undefined) {
      const status = error.status?.toString() ?? ''
      await noteBounce(deps, id, { status, ofAddress: error.refused === 'recipient' })
      return
    }
    const reason = error instanceof Error ? error.message : 'it failed'
    if (isLast) await endNotice(deps.pool, id, { state: 'given_up', at: deps.clock.now(), reason })
    throw error
  }
  await endNotice(deps.pool, id, { state: 'sent', at: deps.clock.now() })
}

/** What somebody was told is known for so long. */
const noticeDays = 180

export const forgetNotices = schedule({
  name: 'forget notices',
  when: every(3_600),
  catchUp: 'latest',
  run: async (deps) =>
    (await forgetBefore(deps, (await deps.ledger.now()) - seconds(noticeDays * 86_400))) ? 'more' : undefined,
})
