import type { Html } from '../html.ts'

export type Contributor = { reference: string; name: string; role: string }

export const people = {
  whitlock: { reference: 'whitlock', name: 'Nora Whitlock', role: 'author' },
  aldous: { reference: 'aldous', name: 'Tom Aldous', role: 'author' },
  sandhu: { reference: 'sandhu', name: 'Priya Sandhu', role: 'author' },
  quill: { reference: 'quill', name: 'Hester Quill', role: 'author' },
  vane: { reference: 'vane', name: 'Idris Vane', role: 'photographer' },
  marrable: { reference: 'marrable', name: 'Lucy Marrable', role: 'photographer' },
} satisfies Record<string, Contributor>

/** Basis points of what is left after Farthing's fee. The Courier keeps the rest. */
export type ArticleShare = { who: Contributor; basisPoints: number }

export type Article = {
  /** Its SKU at the provider and its place on this site. Never changed. */
  slug: string
  section: string
  headline: string
  standfirst: string
  /** Decimal string, in dollars: a token is a cent. */
  priceAmount: string
  days: number
  minutes: number
  shares: ArticleShare[]
  picture: Html
  pictureWords: string
  /** Free to read. */
  opening: string[]
  /** What is sold. */
  rest: string[]
  table?: { head: string[]; rows: string[][] }
}
