// One frame for every mail: a plain text and an HTML part that say the same.
import type { Config } from '../config.ts'
import type { Mail } from '../smtp.ts'
import type { Say } from './say.ts'
import type { Html } from './tag.ts'
import { html, trusted } from './tag.ts'

/** What a mail says above the operator's name: paragraphs, as text and as HTML. */
export type MailBody = {
  readonly to: string
  readonly subject: string
  readonly text: readonly string[]
  /** What stands in a paragraph, or a list. */
  readonly html: readonly (Html | { readonly list: readonly string[] })[]
  /** Small, under the name: why somebody gets it. */
  readonly foot?: { readonly text: string; readonly html: Html }
}

// No picture, no font and no style from elsewhere, so that opening a mail tells nobody; and no colour of ours, so that it
// can be read on whatever ground the reader's program has, light or dark.
const style = trusted(
  '<style>:root{color-scheme:light dark}body{margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}main,footer{max-width:36em;margin:0 auto;overflow-wrap:anywhere}footer{margin-top:32px;border-top:1px solid;padding-top:8px;font-size:14px}p,ul{margin:0 0 16px}</style>',
)

/** Puts a mail into the frame: language and direction of its words, the operator's name and address at its end. */
export function mailOf(
  { providerName, publicUrl }: Pick<Config, 'providerName' | 'publicUrl'>,
  t: Say,
  { to, subject, text, html: main, foot }: MailBody,
): Mail {
  const from = { provider: providerName, site: publicUrl }
  const link = (inside: unknown) => html`<a href="${publicUrl}">${inside as Html}</a>`
  const blocks = main.map((each) =>
    'list' in each
      ? html`<ul>
          ${each.list.map((line) => html`<li dir="auto">${line}</li>`)}
        </ul>`
      : html`<p dir="auto">${each}</p>`,
  )
  return {
    to,
    subject,
    text: [...text, t('mails.frame.from', from), ...(foot === undefined ? [] : [foot.text])].join('\n\n') + '\n',
    html: html`<!doctype html>
      <html lang="${t.language}" dir="${t.dir}">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <meta name="supported-color-schemes" content="light dark" />
          <title>${subject}</title>
          ${style}
        </head>
        <body>
          <main>${blocks}</main>
          <footer>
            <p>${t.html('mails.frame.fromLinked', { ...from, link })}</p>
            ${foot !== undefined && html`<p>${foot.html}</p>`}
          </footer>
        </body>
      </html> `.toString(),
  }
}
