// What can be printed: a small vocabulary, the same for letters, files and statements. Texts come ready from the message
// files and from `platform/html/money.ts` and `dates.ts`; nothing here chooses words of its own.
import type { Instant } from '@farthing/ledger'
import type { Language } from '@farthing/words'

/** How the cells of a column stand: `decimal` puts the decimal marks under each other. */
export type Alignment = 'start' | 'end' | 'decimal'

export type Column = {
  readonly heading: string
  readonly align: Alignment
  /** Of the width, beside the other columns' shares. */
  readonly share: number
}

export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string; readonly tone?: 'strong' | 'small' }
  /** What somebody types from the paper: large, and said for whoever hears it. */
  | { readonly kind: 'code'; readonly label: string; readonly text: string }
  /** Names of facts and the facts. */
  | { readonly kind: 'facts'; readonly facts: readonly (readonly [name: string, value: string])[] }
  | {
      readonly kind: 'table'
      readonly columns: readonly Column[]
      /** Each has as many cells as there are columns. */
      readonly rows: readonly (readonly string[])[]
      /** A last row that sums up. */
      readonly total?: readonly string[]
    }

export type PrintedDocument = {
  /** Of the file, and its first heading. */
  readonly title: string
  /** Of its texts, and of what the frame says: the reader's. */
  readonly language: Language
  /** When what it says was so: the file says that it was made then, whenever it is made. */
  readonly at: Instant
  /** The same moment as people read it, at the head of the first page. */
  readonly date: string
  /** To whom it is posted, a line each, for the window of the envelope. Left out: it is no letter. */
  readonly to?: readonly string[]
  readonly blocks: readonly Block[]
}
