import { money, noticeWords, payButton, priceWords, tokenWords } from '@farthing/sdk'
import type { Access, Notice } from '@farthing/sdk'
import { byline } from '../articles/index.ts'
import type { Article } from '../articles/index.ts'
import { html, trusted } from '../html.ts'
import type { Html } from '../html.ts'
import { momentWords } from './layout.ts'
import { counted } from '../words.ts'

export function openArticle(article: Article, access: Access): Html {
  const until = access.endsAt === null ? 'Yours to keep' : `Yours until ${momentWords(access.endsAt)}`
  return html`<article class="piece">
    ${head(article)}
    <div class="text">
      ${article.opening.map(paragraph)} ${article.table === undefined ? undefined : table(article.table)}
      ${article.rest.map(paragraph)}
    </div>
    <aside class="paid" aria-label="Your licence">
      <p><strong>${until}.</strong> Bought with Farthing; it opens from your library on any device.</p>
      ${payees(article, 'Who was paid')}
    </aside>
  </article>`
}

export function shutArticle(article: Article, notice: Notice | undefined, action: string, libraryUrl?: string): Html {
  const price = money(article.priceAmount, 'USD')
  // The fade hints that the piece goes on and contains none of its words: the server never sends what was not bought.
  return html`<article class="piece">
    ${head(article, html`<a href="#buy">${priceWords(price)} to read on</a>`)}
    <div class="text">
      ${article.opening.map(paragraph)}
      <div class="fade" aria-hidden="true">${fadeLines()}</div>
    </div>
    <section class="wall" id="buy" aria-labelledby="offer">
      ${notice === undefined ? undefined : banner(notice, libraryUrl)}
      <h2 id="offer">${article.table === undefined ? 'Read the rest' : 'See the table'} for ${tokenWords(price)}</h2>
      <p class="dim">
        Yours for ${counted(article.days, 'day')} from when you open it. No subscription and no form: approve it once
        with Farthing and you are back on this line.
      </p>
      ${trusted(payButton({ price, action, hint: `for ${article.headline}, from The Fenland Courier` }))}
      ${payees(article)}
      ${
        libraryUrl === undefined
          ? undefined
          : html`<p class="small dim">
              Bought it before, on another device? <a href="${libraryUrl}">Open it from your library</a>.
            </p>`
      }
    </section>
  </article>`
}

function head(article: Article, toOffer?: Html): Html {
  return html`<header>
      <p class="kick">${article.section}</p>
      <h1>${article.headline}</h1>
      <p class="stand">${article.standfirst}</p>
      <p class="by"><span>${byline(article)}. ${counted(article.minutes, 'minute')}</span>${toOffer}</p>
    </header>
    <figure>
      ${article.picture}
      <figcaption>${article.pictureWords}</figcaption>
    </figure>`
}

function paragraph(text: string): Html {
  return html`<p>${text}</p>`
}

function table({ head: names, rows }: { head: string[]; rows: string[][] }): Html {
  return html`<table>
    <thead>
      <tr>
        ${names.map((name) => html`<th scope="col">${name}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first, ...cells]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`
}

function fadeLines(): Html {
  return trusted('<span></span><span></span><span></span><span></span><span></span>')
}

function payees(article: Article, title = 'Who is paid'): Html {
  const sold = article.shares.reduce((sum, share) => sum + share.basisPoints, 0)
  const percent = (basisPoints: number) => `${basisPoints / 100}%`
  return html`<div class="payees">
    <h3>${title}</h3>
    <dl>
      ${article.shares.map(
        ({ who, basisPoints }) =>
          html`<div>
            <dt>${who.name}, ${who.role}</dt>
            <dd>${percent(basisPoints)}</dd>
          </div>`,
      )}
      <div>
        <dt>The Fenland Courier</dt>
        <dd>${percent(10_000 - sold)}</dd>
      </div>
    </dl>
    <p class="small dim">Of what is left after Farthing’s fee.</p>
  </div>`
}

function banner(notice: Notice, libraryUrl: string | undefined): Html {
  const { happened, money, next } = noticeWords(notice)
  const showLibrary = libraryUrl !== undefined && next.includes('library')
  return html`<div class="banner" role="status">
    <p><strong>${happened}</strong> ${money} ${next}</p>
    ${showLibrary ? html`<p><a href="${libraryUrl}">Your library</a></p>` : undefined}
  </div>`
}
