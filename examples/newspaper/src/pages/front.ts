import { money, priceWords, tokenWords } from '@farthing/sdk'
import type { Access } from '@farthing/sdk'
import { byline, pathOf } from '../articles/index.ts'
import type { Article } from '../articles/index.ts'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import { momentWords } from './layout.ts'
import { counted } from '../words.ts'

/** Today's paper: the lead large, the rest in columns, each with its price or that it is yours. */
export function frontPage(articles: readonly Article[], held: readonly Access[], now: Date): Html {
  const mark = (article: Article) => priceMark(article, held, now)
  const [lead, ...rest] = articles
  const small = rest.filter((article) => article.table !== undefined)
  const stories = rest.filter((article) => article.table === undefined)
  return html`<div class="front">
    ${lead === undefined ? undefined : leadStory(lead, priceMark(lead, held, now, true))}
    <div class="columns">${stories.map((article) => story(article, mark(article)))}</div>
    ${small.map((article) => brief(article, mark(article)))}
  </div>`
}

function leadStory(article: Article, mark: Html): Html {
  return html`<article class="lead">
    <a class="pic" href="${pathOf(article)}" tabindex="-1" aria-hidden="true">${article.picture}</a>
    <div>
      <p class="kick">${article.section}</p>
      <h2><a href="${pathOf(article)}">${article.headline}</a></h2>
      <p class="stand">${article.standfirst}</p>
      <p class="tease">${article.opening[0]}</p>
      <p class="by">${byline(article)}. ${counted(article.minutes, 'minute')}</p>
      ${mark}
    </div>
  </article>`
}

function story(article: Article, mark: Html): Html {
  return html`<article class="story">
    <a class="pic" href="${pathOf(article)}" tabindex="-1" aria-hidden="true">${article.picture}</a>
    <p class="kick">${article.section}</p>
    <h2><a href="${pathOf(article)}">${article.headline}</a></h2>
    <p class="stand">${article.standfirst}</p>
    ${mark}
  </article>`
}

function brief(article: Article, mark: Html): Html {
  return html`<article class="brief">
    <div>
      <p class="kick">${article.section}</p>
      <h2><a href="${pathOf(article)}">${article.headline}</a></h2>
      <p class="stand">${article.standfirst}</p>
    </div>
    ${mark}
  </article>`
}

// One price is written in tokens and in money, to explain the others: below it tokens alone are enough.
function priceMark(article: Article, held: readonly Access[], now: Date, inBoth = false): Html {
  const access = held.find(({ sku, endsAt }) => sku === article.slug && (endsAt === null || new Date(endsAt) > now))
  if (access === undefined) {
    const price = money(article.priceAmount, 'USD')
    return html`<p class="price"><span>${inBoth ? priceWords(price) : tokenWords(price)}</span></p>`
  }
  return html`<p class="price yours">
    <span>Yours${access.endsAt === null ? '' : ` until ${momentWords(access.endsAt)}`}</span>
  </p>`
}
