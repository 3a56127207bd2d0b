// Development only: every mail that was sent, to read instead of sending.
import type { Instant } from '@farthing/ledger'
import { momentInWords, zoneInWords } from './dates.ts'
import { page } from './frame.ts'
import type { Say } from './say.ts'
import type { Hole, Html } from './tag.ts'
import { html } from './tag.ts'

export type MailSummary = { readonly id: string; readonly to: string; readonly subject: string; readonly at: Instant }
export type MailListView = {
  readonly t: Say
  readonly now: Instant
  readonly timeZone: string
  readonly mails: readonly MailSummary[]
}
export type MailView = MailSummary & {
  readonly t: Say
  readonly now: Instant
  readonly timeZone: string
  readonly text: string
}

/** `GET /dev/mail`, the newest first. */
export function mailListPage({ t, now, timeZone, mails }: MailListView): string {
  return page({
    t,
    title: t('pages.mailbox.title'),
    width: 'text',
    main: html`<div class="stack">
      <h1>${t('pages.mailbox.title')}</h1>
      <p class="dim">${t('pages.mailbox.lead')}</p>
      ${
        mails.length === 0
          ? empty(t)
          : html`<ul class="card rows">
              ${mails.map(
                (mail) =>
                  html`<li>
                    <div class="grow">
                      <p><a class="strong" href="/dev/mail/${mail.id}" dir="auto">${mail.subject}</a></p>
                      <p class="sm dim">
                        ${t('pages.mailbox.summary', { to: mail.to, moment: momentInWords(t, mail.at, now, timeZone), zone: zoneInWords(timeZone) })}
                      </p>
                    </div>
                  </li>`,
              )}
            </ul>`
      }
    </div>`,
  })
}

const empty = (t: Say): Html =>
  html`<div class="empty stack">
    <p class="strong">${t('pages.mailbox.empty')}</p>
    <p class="dim">${t('pages.mailbox.emptyBody')}</p>
    <p><a class="btn sml" href="/sign-up">${t('pages.mailbox.signUp')}</a></p>
  </div>`

/** `GET /dev/mail/{id}` */
export function mailPage({ t, to, subject, at, now, timeZone, text }: MailView): string {
  return page({
    t,
    title: subject,
    width: 'text',
    main: html`<article class="card stack">
        <div>
          <h1 dir="auto">${subject}</h1>
          <p class="sm dim">
            ${t('pages.mailbox.heading', { to, moment: momentInWords(t, at, now, timeZone), zone: zoneInWords(timeZone) })}
          </p>
        </div>
        <div class="mail" dir="auto">${linked(text)}</div>
      </article>
      <p class="quiet"><a class="alone" href="/dev/mail">${t('pages.mailbox.all')}</a></p>`,
  })
}

/** The text with its web addresses as links. */
function linked(text: string): Hole {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, i) => (i % 2 === 0 ? piece : html`<a href="${piece}">${piece}</a>`))
}
