import { html } from '../html.ts'
import type { Html } from '../html.ts'

const zone = 'Europe/London'

function dayWords(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: zone }).format(at).replace(/^(\w+) /, '$1, ')
}

export function momentWords(iso: string): string {
  const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: zone })
  return format.format(new Date(iso)).replace(' at ', ', ')
}

export type Frame = { title: string; now: Date; front?: boolean; libraryUrl: string | undefined }

export function layout({ title, now, front = false, libraryUrl }: Frame, main: Html): string {
  const name = front
    ? html`<h1><a href="/">The Fenland Courier</a></h1>`
    : html`<p class="name"><a href="/">The Fenland Courier</a></p>`
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/public/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/public/courier.css" />
        <script type="module" src="/farthing/pay.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">To the text</a>
        <header class="mast">
          ${name}
          <p class="line">
            <span>${dayWords(now)}</span><span class="towns">Ely, March, Wisbech</span><span>By the piece</span>
          </p>
        </header>
        <main id="main">${main}</main>
        <footer class="foot">
          <p>
            The Fenland Courier sells by the piece. You pay with Farthing, in tokens of one cent: we never learn your
            name or your card, and the people who made the piece are paid in the same moment.
          </p>
          <p class="links">
            <a href="/">Front page</a>
            ${libraryUrl === undefined ? undefined : html`<a href="${libraryUrl}">Your library at Farthing</a>`}
            <a href="/desk">The sales desk</a>
          </p>
        </footer>
      </body>
    </html>`.text
  }`
}
