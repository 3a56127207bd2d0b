// Makes the mail of a notice.
import { payers } from '../account/index.ts'
import type { Reader } from '../event/index.ts'
import type { Contact } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { html, mailOf, sayIn } from '../platform/html/index.ts'
import type { Mail } from '../platform/mail.ts'
import { addressLink, stopLink } from './links.ts'
import type { NoticeRow, Person } from './store.ts'
import { isReceipt } from './store.ts'
import type { Worded } from './words-of.ts'

export type NoticeMail = Mail & { readonly headers: Readonly<Record<string, string>> }

/** How notices are worded for somebody. */
export async function readerFor(deps: Deps, { account, language }: Contact): Promise<Reader> {
  const seen = await deps.ledger.look({ accounts: [], rows: [[payers, account]] })
  return { t: sayIn(language), timeZone: seen.row(payers, account)?.state.timeZone ?? 'UTC' }
}

/** A notice as a mail. */
export function mailFor(deps: Deps, notice: NoticeRow, contact: Contact, person: Person, words: Worded): NoticeMail {
  const { publicUrl } = deps.config
  const t = sayIn(contact.language)
  const [first = '', ...rest] = words.body.filter((paragraph) => paragraph !== '')
  const path = notice.told.kind === 'confirm_address' ? confirmPath(deps, contact, person) : words.action.path
  const url = publicUrl + path
  const { lines } = words
  const stop = publicUrl + stopLink(deps, contact.user)
  const mail = mailOf(deps.config, t, {
    to: contact.email ?? '',
    subject: words.subject,
    text: [
      first,
      ...(lines.length === 0 ? [] : [lines.map((line) => `- ${line}`).join('\n')]),
      ...rest,
      `${words.action.words}:\n${url}`,
    ],
    html: [
      html`${first}`,
      ...(lines.length === 0 ? [] : [{ list: lines }]),
      ...rest.map((paragraph) => html`${paragraph}`),
      html`<a href="${url}">${words.action.words}</a>`,
    ],
    ...(isReceipt(notice) && { foot: footOf(deps, t, stop) }),
  })
  return { ...mail, headers: isReceipt(notice) ? stopHeaders(stop) : {} }
}

const confirmPath = (deps: Deps, { user, email }: Contact, { bouncedAt }: Person): string =>
  bouncedAt === null || email === null ? '/wallet/profile' : addressLink(deps, { user, email, bouncedAt })

function footOf({ config }: Deps, t: Reader['t'], stop: string) {
  const profile = `${config.publicUrl}/wallet/profile`
  return {
    text: [t('notices.frame.receiptsWhy', { url: profile }), t('notices.frame.receiptsStop', { url: stop })].join('\n'),
    html: t.html('notices.frame.receiptsWhyRich', {
      profile: (inside) => html`<a href="${profile}">${inside}</a>`,
      stop: (inside) => html`<a href="${stop}">${inside}</a>`,
    }),
  }
}

/** One press in the mail program stops receipts, without a page (RFC 8058). */
const stopHeaders = (stop: string): Readonly<Record<string, string>> => ({
  'List-Unsubscribe': `<${stop}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
})
