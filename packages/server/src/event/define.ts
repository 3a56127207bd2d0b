// Types of events, and how each is described. A rule records an event. Whatever shows what happened (history, webhooks,
// the console) reads the log's events and asks their types, never a rule's name or the shape of an answer.
import type { EventType, Facts, Id, Instant, Json, MovementType } from '@farthing/ledger'
import { defineEvent, defineMovement } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import type { Looks } from '../platform/looks.ts'
import type { Currency } from '../platform/money.ts'

/** When and by which operation an event happened. */
export type Happened = { readonly operation: Id; readonly at: Instant }

/**
 * What a description may use beside the facts. It looks at whatever rows it needs, one after another: see `withLooks`,
 * which reads for a whole page of events at once.
 */
export type Telling = {
  readonly deps: Deps
  readonly looks: Looks
  readonly happened: Happened
  /** Says what people read, in the reader's language. */
  readonly t: Say
}

/** One line of a payer's history. */
export type HistoryLine<Kind extends string = string> = {
  readonly kind: Kind
  readonly title: string
  readonly vendor: { readonly id: Id; readonly name: string } | null
  /** The purchase that it belongs to. */
  readonly purchase: Id | null
}

/** How a payer's history tells a movement. The amount is what moved on the payer's accounts, so it is not said here. */
export interface History<Shape, Kind extends string = string> {
  /** All kinds that `line` may give: a payer filters by them. */
  readonly kinds: readonly Kind[]
  /**
   * @param payer Whose history it is.
   * @returns `null`: another event of the same operation says what moved on this payer's accounts.
   */
  line(facts: Shape, telling: Telling, payer: Id): HistoryLine<NoInfer<Kind>> | null
}

/** What a vendor's server is told of an event. */
export interface Webhook<Shape> {
  /** Such as `purchase.captured`: several types of events may be told alike. */
  readonly type: string
  /** Whose endpoints are told. */
  to(facts: Shape): { readonly vendor: Id; readonly mode: Mode }
  /**
   * The body's `data`: how things stood when it happened.
   *
   * @throws {Error} Where a row that the event speaks of is not to be seen yet: the step of the log is made again.
   */
  data(facts: Shape, telling: Telling): object
}

/** What a vendor's team reads of an event in the console. */
export interface Timeline<Shape> {
  /** When it was, where that is not when it was written down. */
  at?(facts: Shape, telling: Telling): Instant
  /** Sentences in the reader's language, without a full stop. */
  words(facts: Shape, telling: Telling): readonly string[]
}

/** Who is told by mail: the members of a payer's account, one user, or the team of a vendor. */
export type Recipient = { readonly payer: Id } | { readonly user: Id } | { readonly vendor: Id }

/** For whom a notice is worded. */
export type Reader = {
  /** The messages in their language. */
  readonly t: Say
  /** IANA name: whose clocks a moment is told by. */
  readonly timeZone: string
}

/** What one notice says, in the reader's language. */
export type NoticeWords = {
  readonly subject: string
  /** Its paragraphs; empty ones are left out. */
  readonly body: readonly string[]
  /** A page of the provider's where more is to be seen, and the words of the link to it. */
  readonly action: { readonly words: string; readonly path: string }
  /** Of a receipt: itself as one line of many. */
  readonly line?: string
}

/** What a receipt is for: so that many are told as one. */
export type Receipted = {
  readonly kind: 'paid' | 'returned'
  readonly micros: bigint
  readonly currency: Currency
}

/** How people are told of an event by mail. */
export interface Notice<Shape> {
  /**
   * `security` and `service` are always sent, and `security` is tried also where mails came back. A `receipt` is sent as
   * its payer chose: each, one a day, or none. `detail`: a receipt that is told only to those who chose each.
   */
  readonly class: 'security' | 'service' | 'receipt' | 'detail'
  /** @returns `null`: this one is told to nobody. */
  to(facts: Shape, telling: Telling): Recipient | null
  /**
   * How things stood when it happened: it is asked when the notice is sent, and whenever it is listed.
   *
   * @throws {Error} Where a row that the event speaks of is not to be seen yet: the step of the log is made again.
   */
  says(facts: Shape, telling: Telling, reader: Reader): NoticeWords
  /** Of a receipt. */
  receipt?(facts: Shape, telling: Telling): Receipted
}

type Descriptions<Shape> = {
  /** What happened, and what each fact means: docs/events.md is made of these. */
  readonly says: string
  readonly facts: { readonly [Fact in keyof Shape & string]: string }
  readonly webhook?: Webhook<Shape>
  readonly timeline?: Timeline<Shape>
  readonly notice?: Notice<Shape>
}

/** A type of events and how it is told. Made by `event` or `movement`. */
export type EventKind<Shape extends Json = Json> = {
  readonly name: string
  readonly says: string
  readonly facts: Readonly<Record<string, string>>
  readonly history?: History<Shape>
  readonly webhook?: Webhook<Shape>
  readonly timeline?: Timeline<Shape>
  readonly notice?: Notice<Shape>
}

/** Something that moves no money: what is recorded by it has no movements. */
export function event<Shape extends Json>(
  name: string,
  shape: Facts<Shape>,
  descriptions: Descriptions<NoInfer<Shape>>,
): EventType<Shape> & EventKind<Shape> {
  return { ...descriptions, ...defineEvent(name, shape) }
}

/** Something that moves money. Whoever moves any says how a payer's history tells it: without that it does not compile. */
export function movement<Shape extends Json, const Kind extends string>(
  name: string,
  shape: Facts<Shape>,
  descriptions: Descriptions<NoInfer<Shape>> & { readonly history: History<NoInfer<Shape>, Kind> },
): MovementType<Shape> & EventKind<Shape> & { readonly history: History<Shape, Kind> } {
  return { ...descriptions, ...defineMovement(name, shape) }
}
