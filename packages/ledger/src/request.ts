// What a submitted decider becomes on its way through the ledger.
import type { Bounds, Decider, Entry, Id, Instant, Json, Keys, Leg, NewAccount, Outcome } from './types.ts'

export type AnyDecider = Decider<unknown, Json>

export type Request = {
  readonly decider: AnyDecider
  readonly id: Id
  readonly input: unknown
  readonly fingerprint: string
  /** Who asked, as JSON text. */
  readonly actorText: string
  /** Keys to read in the first trip: what the rule knows beforehand, and what its caller has found. */
  readonly prefetch: readonly Partial<Keys>[]
  /** How often it was suspended in the attempt under way. */
  suspensions: number
  /** Milliseconds of a clock that only grows, when it was submitted. */
  readonly since: number
  /** A COMMIT with its operation was sent and never answered. */
  uncertain: boolean
  /** It is being decided: from here on a batch may write it. */
  taken: boolean
  /** Its caller was told that nothing was written, so nothing will be. */
  abandoned: boolean
  readonly resolve: (outcome: Outcome<Json>) => void
  readonly reject: (fault: unknown) => void
}

/** An operation as the log has it: enough to answer its identifier again. */
export type StoredOutcome = {
  readonly fingerprint: string
  readonly kind: 'done' | 'refused'
  readonly seq: bigint
  readonly at: Instant
  readonly answer: string
}

/** A leg with both its accounts: those of a hold are known once the hold is. */
export type ResolvedLeg = { readonly leg: Leg; readonly debit: Id; readonly credit: Id }

/** What an operation did, as the log has it. */
export type Applied = {
  readonly opens: readonly Required<NewAccount>[]
  readonly bounds: readonly Bounds[]
  readonly legs: readonly ResolvedLeg[]
  readonly rows: readonly { readonly table: string; readonly key: Id }[]
  readonly entries: readonly Entry[]
  /** Its events as JSON text: they are what they were when it ended. */
  readonly eventsText: string
}

/** A decided operation, on its way into the log. */
export type Decided = Applied & {
  readonly request: Request
  readonly kind: 'done' | 'refused'
  readonly seq: bigint
  readonly at: Instant
  readonly answer: Json
  /** `answer` as JSON text: what every replay gives. */
  readonly answerText: string
}
