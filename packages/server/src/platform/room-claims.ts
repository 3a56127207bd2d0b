// Names that stand once in the whole provider. Each room says which are its own (`claims.ts` in its folder), the types
// here put them together, and the root refuses two rooms that claim the same.

/** Who reads an answer: the payer, on our own pages, the vendor's server and team, or the provider's staff, who may read every fact. */
export type Audience = 'payer' | 'vendor' | 'staff'

/** A refusal that the API answers with: its HTTP status, its sentence (RFC 9457), and who may read which of its facts. */
export type ProblemKind = {
  readonly status: number
  readonly title: string
  /**
   * Every fact that the refusal may carry, and who may read it; what is not named here stays in the log. A vendor never
   * learns what a payer holds, lacks or allows (T14). Facts that reach somebody stand in the refusal as the API writes
   * them.
   */
  readonly facts?: Readonly<Record<string, Audience | 'both'>> & NoneOfRfc9457
}

/** Names that a problem has already. */
type NoneOfRfc9457 = { readonly [Name in 'type' | 'title' | 'status' | 'detail' | 'instance' | 'code']?: never }

/** What one room claims. Names are keys, so that two of one room cannot be alike. */
export type Claims = {
  /** Codes of refusals; they are stable. */
  readonly problems?: Readonly<Record<string, ProblemKind>>
  /** Three letters before the underscore of a public identifier, and what such an identifier names. */
  readonly prefixes?: Readonly<Record<string, string>>
  /** Kinds of ledger account, each with its byte in an account's identifier, for ever. */
  readonly accountKinds?: Readonly<Record<string, number>>
}

/** Something that a room offers under a name of its own. What else it says, the room that made it knows. */
export type Named = { readonly name: string }

/** A type of events. What else it says, the room that tells of it knows: see `event`. */
export type NamedEvent = { readonly name: string }
export type Events = ReadonlyMap<string, NamedEvent>

/** A kind of work items. What else it says, the room of queues knows: see `queue`. */
export type NamedQueue = { readonly name: string }
export type Queues = ReadonlyMap<string, NamedQueue>

/**
 * The claims of every room, by its name. A room adds its own beside them:
 * `declare module '../platform/room-claims.ts' { interface RoomClaims { funding: typeof claims } }`.
 * So a code or prefix that no room claims does not compile anywhere, and `platform` need not know the rooms.
 */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- rooms add to it
export interface RoomClaims {}

type Claimed<Kind extends keyof Claims> = {
  [Room in keyof RoomClaims]: RoomClaims[Room] extends Readonly<Record<Kind, infer Names>>
    ? keyof Names & string
    : never
}[keyof RoomClaims]

export type ProblemCode = Claimed<'problems'>
/** What stands before the underscore in a public identifier. */
export type Prefix = Claimed<'prefixes'>

/** A byte that some room claims for a kind of its ledger accounts. */
export type ClaimedByte = {
  [Room in keyof RoomClaims]: RoomClaims[Room] extends { readonly accountKinds: infer Kinds }
    ? Kinds[keyof Kinds] & number
    : never
}[keyof RoomClaims]

/** What a room says of one of its codes. */
export type KindOf<Code extends ProblemCode> = {
  [Room in keyof RoomClaims]: RoomClaims[Room] extends { readonly problems: infer Problems }
    ? Code extends keyof Problems
      ? Problems[Code]
      : never
    : never
}[keyof RoomClaims]
