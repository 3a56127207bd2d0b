import type { Article, Contributor } from './article.ts'
import { bogOakTable, fenSkaters, villageShop, wisbechBell } from './land.ts'
import { eelLicence, pumpingStation, tideTable } from './water.ts'

export type { Article, Contributor } from './article.ts'

/** Today's paper, the lead first. */
export const articles: readonly Article[] = [
  pumpingStation,
  bogOakTable,
  wisbechBell,
  fenSkaters,
  eelLicence,
  villageShop,
  tideTable,
]

export function articleOf(slug: string): Article | undefined {
  return articles.find((article) => article.slug === slug)
}

export function contributors(): Contributor[] {
  return [...new Set(articles.flatMap((article) => article.shares.map((share) => share.who)))]
}

export function byline(article: Article): string {
  const of = (role: string) => article.shares.find((share) => share.who.role === role)?.who.name
  const photographs = of('photographer')
  return `By ${of('author') ?? 'our staff'}${photographs === undefined ? '' : `. Pictures by ${photographs}`}`
}

export function pathOf(article: Article): string {
  return `/articles/${article.slug}`
}
