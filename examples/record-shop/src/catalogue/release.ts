import type { Html } from '../html.ts'
import type { Score } from '../sound.ts'

export type Party = { reference: string; name: string; role: 'songwriter' | 'performer' }

export type Song = {
  slug: string
  title: string
  /** What one hears in it, in a sentence. */
  words: string
  /** Decimal strings, in dollars: a token is a cent. */
  threePlaysAmount: string
  foreverAmount: string
  score: Score
}

export type Release = {
  slug: string
  title: string
  year: number
  words: string
  priceAmount: string
  /** Basis points of what is left after Farthing's fee; the label keeps the rest. */
  shares: { who: Party; basisPoints: number }[]
  cover: Html
  coverWords: string
  songs: Song[]
}
