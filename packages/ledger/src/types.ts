// What a rule of one's own is made of. No adapter, no SQL.

/** 16 bytes as 32 lower-case hex digits. Made by the caller, time-ordered where possible. */
export type Id = string

/** Microseconds since 1970-01-01T00:00:00Z. */
export type Instant = bigint

/** What a value in an answer may be: it is stored as JSON text and given back as it was. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined }

export type ColumnType = 'id' | 'int8' | 'text' | 'bytea' | 'jsonb'
export type Cell = string | bigint | Uint8Array | Json | null

/** A column of a registered table; `Value` exists for the compiler alone. */
export type Column<Value> = {
  readonly type: ColumnType
  readonly nullable: boolean
  /** Written when the row is inserted, never after. */
  readonly fixed: boolean
  readonly value?: Value
}
export type Columns = Readonly<Record<string, Column<unknown>>>

/** A table that only the ledger writes, keyed by an `Id` in a column named `id`. */
export type Table<C extends Columns = Columns> = { readonly name: string; readonly columns: C }
export type RowOf<T> =
  T extends Table<infer C> ? { readonly [K in keyof C]: C[K] extends Column<infer V> ? V : never } : never

export type RowKey = readonly [table: Table, key: Id]
export type Keys = { readonly accounts: readonly Id[]; readonly rows: readonly RowKey[] }
export type RowWrite = { readonly table: Table; readonly key: Id; readonly row: Readonly<Record<string, Cell>> }

/**
 * An account of one asset with four counters that only grow.
 * Balance: `creditsPosted - debitsPosted`. What may still be taken: see `available`.
 */
export type Account = {
  readonly id: Id
  readonly asset: string
  /** `creditsPosted - debitsPosted - debitsPending` never goes below it. `null`: no floor. */
  readonly floor: bigint | null
  /** `creditsPosted + creditsPending - debitsPosted` never goes above it. `null`: no ceiling. */
  readonly ceiling: bigint | null
  readonly debitsPending: bigint
  readonly debitsPosted: bigint
  readonly creditsPending: bigint
  readonly creditsPosted: bigint
  /** How many entries it has; an operation makes at most one for each account. */
  readonly entries: bigint
  /** Whether entries are kept for it. */
  readonly history: boolean
}
/** An account as rules and pages know it. Its sums are asked for: see `available`, `balanceOf` and `heldOn`. */
export type SeenAccount = Pick<Account, 'id' | 'asset' | 'floor' | 'ceiling' | 'entries' | 'history'>
export type NewAccount = {
  readonly id: Id
  readonly asset: string
  /** Default 0n. */
  readonly floor?: bigint | null
  /** Default `null`. */
  readonly ceiling?: bigint | null
  /** Default true. */
  readonly history?: boolean
}
/** Moves an account's floor or ceiling; what is left out stays. */
export type Bounds = { readonly account: Id; readonly floor?: bigint | null; readonly ceiling?: bigint | null }

/** A hold as the ledger keeps it, in its own registered table `holds`. */
export type Hold = {
  /** Whose it is, in the words of those who hold: `dueHolds` asks by it. The ledger knows no more of it. */
  readonly kind: string
  readonly debit: Id
  readonly credit: Id
  /** What was held at first. */
  readonly micros: bigint
  /** What captures have posted so far. */
  readonly captured: bigint
  readonly expiresAt: Instant
  readonly state: 'open' | 'captured' | 'voided' | 'expired'
}

/** One movement of one amount between two accounts of the same asset. Amounts are above zero. */
export type Leg =
  | { readonly kind: 'post'; readonly debit: Id; readonly credit: Id; readonly micros: bigint }
  | {
      readonly kind: 'pend'
      readonly hold: Id
      readonly holdKind: string
      readonly debit: Id
      readonly credit: Id
      readonly micros: bigint
      readonly expiresAt: Instant
    }
  /** Posts a part of a hold. `final` releases what is left. The sum never passes what was held. */
  | { readonly kind: 'capture'; readonly hold: Id; readonly micros: bigint; readonly final: boolean }
  | { readonly kind: 'void'; readonly hold: Id }
  /** As `void`, at or past the expiry only. */
  | { readonly kind: 'expire'; readonly hold: Id }

/** Who asked for an operation. The ledger stores it and knows no more of it; it is no part of the fingerprint. */
export type Actor = {
  /** Such as `user`, `api_key`, `provider`. */
  readonly kind: string
  readonly id?: Id
  /** What the actor is called where it has no identifier, such as a piece of timed work. */
  readonly name?: string
  /** Why, where somebody has to say so. */
  readonly reason?: string
}

/** Something that happened, by its type's name, with what is to be known of it. */
export type LogEvent = { readonly type: string; readonly facts: Json }

declare const movement: unique symbol
/** An event that moves no money. Made by an event type's `of`. */
export type PlainEvent = LogEvent & { readonly [movement]?: false }
/** An event that moves money: whoever records it may post and hold. Made by a movement type's `of`. */
export type MovementEvent = LogEvent & { readonly [movement]: true }

/** A type of events, named once. See `defineEvent`. */
export type EventType<Facts extends Json = Json> = { readonly name: string; of(facts: Facts): PlainEvent }
/** A type of events that move money. See `defineMovement`. */
export type MovementType<Facts extends Json = Json> = { readonly name: string; of(facts: Facts): MovementEvent }

export type Decision<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer }
  | {
      readonly kind: 'refused'
      readonly answer: Answer
      /** What the refusal writes all the same: all else that the rule did is dropped. */
      readonly rows?: readonly RowWrite[]
      readonly events?: readonly PlainEvent[]
    }

/**
 * What a rule may look at. A key that is not known yet suspends the rule: the ledger reads it and runs the rule again,
 * in its place. So a rule must not catch what these methods throw.
 */
export interface Seen {
  /** `undefined`: no such account. */
  account(id: Id): SeenAccount | undefined
  /** `undefined`: no such row. */
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined
  hold(id: Id): Hold | undefined
  /**
   * Says what will be looked at, so that it is read at once and not one by one. Asked only where something is to be
   * read; no answer depends on it.
   */
  need(keys: () => Partial<Keys>): void
}

/** What a rule does to the books: later looks of the same rule see it, others only once the rule has ended. */
export interface Draft extends Seen {
  /** Opens an account under a new identifier, unread. If it exists, the operation fails, unless this is undone. */
  open(account: NewAccount): void
  /** Opens an account unless it exists; what exists stays as it is. */
  openIfAbsent(account: NewAccount): void
  /** Moves an account's floor or ceiling. */
  bound(bounds: Bounds): void
  /** Writes a new row under a new identifier, unread. If it exists, the operation fails, unless this is undone. */
  insert<C extends Columns>(table: Table<C>, key: Id, row: RowOf<Table<C>>): void
  /** Writes a row whole, new or not. */
  put<C extends Columns>(table: Table<C>, key: Id, row: RowOf<Table<C>>): void
  /** Records that money moves, and why: the movements themselves follow. */
  record(event: MovementEvent): Moves
  /** Records what happened. */
  record(event: PlainEvent): void
  /** Runs a part of the rule: where its result is refused, all that the part did is undone. */
  attempt<T extends { readonly kind: string }>(part: () => T): T
}

/** Movements of money. Amounts are micro-units of the accounts' asset, above zero. */
export interface Moves {
  /** Moves an amount now. */
  post(debit: Id, credit: Id, micros: bigint): void
  /** Holds an amount until it is captured, voided or expired. */
  pend(hold: Omit<Extract<Leg, { kind: 'pend' }>, 'kind'>): void
  /** Posts a part of a hold; `final` releases what is left. */
  capture(hold: Id, micros: bigint, final: boolean): void
  /** Releases what is left of a hold. */
  void(hold: Id): void
  /** Releases what is left of a hold that is at or past its expiry. */
  expire(hold: Id): void
}

/**
 * A rule, registered by name. Pure: the same input on the same books gives the same decision.
 * `Input` holds no clock and no loaded state: its hash is the operation's fingerprint.
 */
export type Decider<Input, Answer> = {
  readonly name: string
  /** Keys that are known before anything was read: they come with the first trip to the database. */
  prefetch?(input: Input): Partial<Keys>
  decide(input: Input, draft: Draft, at: Instant): Decision<Answer>
}

/** What goes with a submission and is no part of its input. */
export type Submission = {
  readonly actor: Actor
  /** Keys that an unlocked look has found: read in the first trip. */
  readonly prefetch?: Partial<Keys>
}

export type Outcome<Answer> =
  | { readonly kind: 'done' | 'refused'; readonly seq: bigint; readonly at: Instant; readonly answer: Answer }
  | { readonly kind: 'conflict' }

/** One line of the log. */
export type Operation = {
  readonly seq: bigint
  readonly id: Id
  readonly kind: 'done' | 'refused'
  readonly decider: string
  readonly actor: Actor
  readonly at: Instant
  readonly answer: Json
  readonly events: readonly LogEvent[]
  /** Accounts opened, bounds moved, legs and keys of rows written, in order. */
  readonly opens: readonly Required<NewAccount>[]
  readonly bounds: readonly Bounds[]
  readonly legs: readonly Leg[]
  readonly rows: readonly { readonly table: string; readonly key: Id }[]
}

/** One account's part in one operation. Immutable. */
export type Entry = {
  readonly account: Id
  /** 1, 2, 3 … for each account, without gaps. */
  readonly number: bigint
  readonly seq: bigint
  /** Credits less debits posted. */
  readonly posted: bigint
  /** By how much `debitsPending` grew. */
  readonly held: bigint
  /** `creditsPosted - debitsPosted` after it. */
  readonly balance: bigint
}

/** A reader of the log with a cursor of its own; sees each operation once, in order. */
export type Follower<Transaction> = {
  readonly name: string
  /** The cursor moves in `transaction`: what `handle` writes there happens with it or not at all. */
  handle(operations: readonly Operation[], transaction: Transaction): Promise<void>
  /** At most this many operations a call. Default 200. */
  readonly limit?: number
  /**
   * Where one that never read before begins: at the log's first operation, or at the next that is written from now on.
   * Default `first`.
   */
  readonly begins?: 'first' | 'next'
}

export interface Ledger<Transaction = unknown> {
  /**
   * Hands a decision to be made to the ledger.
   *
   * @param id Minted once for the attempt: the same id and input give the first answer again.
   * @param submission Who asks, and what is known beforehand. The first submission of an id stays.
   * @throws {RetryableFault} Nothing was written (overloaded, or the database is away).
   * @throws {UnknownOutcome} The commit's reply never came and could not be read back in time.
   * @throws {FinalFault} The decider threw, or broke an invariant; or nobody acts.
   */
  submit<Input, Answer extends Json>(
    decider: Decider<Input, Answer>,
    id: Id,
    input: Input,
    submission: Submission,
  ): Promise<Outcome<Answer>>

  /** An unlocked look, perhaps a moment old (`fresh`: not out of memory): for pages, never to decide on. */
  look(keys: Partial<Keys>, options?: { readonly fresh?: boolean }): Promise<Seen>
  /**
   * Runs a rule on the books as they stand, without the lock, and drops what it did: for pages that show what would be
   * decided. All that it looks at is of one committed state, perhaps a moment old.
   *
   * @param at When it would be decided: the expiry of holds is judged by it. Needed only where the rule ends or makes
   *   holds.
   * @returns What `rule` gave.
   */
  preview<T>(rule: (draft: Draft) => T, at?: Instant): Promise<T>
  operation(id: Id): Promise<Operation | undefined>
  /** Operations with `seq > after`, oldest first. */
  log(range: { readonly after: bigint; readonly limit: number }): Promise<Operation[]>
  /** Entries of an account with `after < number <= to`, newest first where `newestFirst`. */
  entries(
    account: Id,
    range: { readonly after?: bigint; readonly to?: bigint; readonly limit: number; readonly newestFirst?: boolean },
  ): Promise<Entry[]>
  /** Open holds of a kind that end at or before `at`, oldest first. */
  dueHolds(kind: string, at: Instant, limit: number): Promise<{ readonly id: Id; readonly hold: Hold }[]>
  /** Starts to read the log on behalf of `follower`; give the returned function a call to stop. */
  follow(follower: Follower<Transaction>): () => Promise<void>
  /** The clock that decides, as the ledger would read it now. */
  now(): Promise<Instant>
  /** Waits for what is under way, then lets go of its connections. */
  close(): Promise<void>
}
