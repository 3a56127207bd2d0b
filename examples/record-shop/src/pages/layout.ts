import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { counted } from '../words.ts'

export type Frame = { title: string; libraryUrl: string | undefined; current?: 'records' | 'orders' }

export function layout({ title, libraryUrl, current }: Frame, main: Html): string {
  const link = (href: string, words: string, here: boolean) =>
    here ? html`<a href="${href}" aria-current="page">${words}</a>` : html`<a href="${href}">${words}</a>`
  return `<!doctype html>${
    html`<html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title}</title>
        <link rel="icon" href="/public/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/public/halfstep.css" />
        <script type="module" src="/farthing/pay.js"></script>
      </head>
      <body>
        <a class="skip" href="#main">To the music</a>
        <div class="shop${current === 'orders' ? ' wide' : ''}">
          <header class="mast">
            <a class="name" href="/">Halfstep Records</a>
            <nav aria-label="Shop">
              ${link('/', 'Records', current === 'records')}
              ${libraryUrl === undefined ? undefined : html`<a href="${libraryUrl}">My library</a>`}
            </nav>
          </header>
          <main id="main">${main}</main>
          <footer class="foot">
            <p>You pay with Farthing, in tokens of one cent. We never see your name or your card.</p>
            <p>${link('/orders', 'Orders, for staff', current === 'orders')}</p>
          </footer>
        </div>
      </body>
    </html>`.text
  }`
}

export function lengthWords(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

export function playsWords(left: number): string {
  return `${counted(left, 'play')} left`
}
