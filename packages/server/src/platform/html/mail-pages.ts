// Development only: every mail that was sent, to read instead of sending.
import type { Instant } from '@farthing/ledger'
import { momentInWords, zoneInWords } from './dates.ts'
import { page } from './frame.ts'
import type { Hole } from './tag.ts'
import { html } from './tag.ts'

export type MailSummary = { readonly id: string; readonly to: string; readonly subject: string; readonly at: Instant }
export type MailListView = { readonly now: Instant; readonly timeZone: string; readonly mails: readonly MailSummary[] }
export type MailView = MailSummary & { readonly now: Instant; readonly timeZone: string; readonly text: string }

/** `GET /dev/mail`, the newest first. */
export function mailListPage({ now, timeZone, mails }: MailListView): string {
  return page({
    title: 'Development mailbox',
    width: 'text',
    main: html`<div class="stack">
      <h1>Development mailbox</h1>
      <p class="dim">Every mail that Farthing would have sent. This page does not exist in production.</p>
      ${
        mails.length === 0
          ? empty
          : html`<ul class="card rows">
              ${mails.map(
                (mail) =>
                  html`<li>
                    <div class="grow">
                      <p><a class="strong" href="/dev/mail/${mail.id}" dir="auto">${mail.subject}</a></p>
                      <p class="sm dim">
                        ${mail.to} · ${momentInWords(mail.at, now, timeZone)} ${zoneInWords(timeZone)}
                      </p>
                    </div>
                  </li>`,
              )}
            </ul>`
      }
    </div>`,
  })
}

const empty = html`<div class="empty stack">
  <p class="strong">No mail yet</p>
  <p class="dim">Open a wallet: the code to confirm the address lands here.</p>
  <p><a class="btn sml" href="/sign-up">Open a wallet</a></p>
</div>`

/** `GET /dev/mail/{id}` */
export function mailPage({ to, subject, at, now, timeZone, text }: MailView): string {
  return page({
    title: subject,
    width: 'text',
    main: html`<article class="card stack">
        <div>
          <h1 dir="auto">${subject}</h1>
          <p class="sm dim">To ${to} · ${momentInWords(at, now, timeZone)} ${zoneInWords(timeZone)}</p>
        </div>
        <div class="mail" dir="auto">${linked(text)}</div>
      </article>
      <p class="quiet"><a class="alone" href="/dev/mail">All mail</a></p>`,
  })
}

/** The text with its web addresses as links. */
function linked(text: string): Hole {
  return text
    .split(/(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/)
    .map((piece, i) => (i % 2 === 0 ? piece : html`<a href="${piece}">${piece}</a>`))
}
