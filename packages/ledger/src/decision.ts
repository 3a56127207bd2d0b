// Short names for what a rule decides.
import type { Account, Decision, Id, Instant, Keys, Leg, RowWrite } from './types.ts'

type Done<Answer> = Omit<Extract<Decision<Answer>, { kind: 'done' }>, 'kind'>

/** The operation happens: whole or not at all. */
export const done = <Answer>(parts: Done<Answer>): Extract<Decision<Answer>, { kind: 'done' }> => ({
  kind: 'done',
  ...parts,
})

/** The operation is refused, for good under this id. Rows may remember why; no money moves (P9). */
export const refused = <Answer>(
  answer: Answer,
  rows: readonly RowWrite[] = [],
): Extract<Decision<Answer>, { kind: 'refused' }> => ({ kind: 'refused', rows, answer })

/** Read these too, in the same transaction, and decide again; at most four times. */
export const more = (keys: Partial<Keys>): { readonly kind: 'more'; readonly reads: Keys } => ({
  kind: 'more',
  reads: { accounts: keys.accounts ?? [], rows: keys.rows ?? [] },
})

/** What may still be taken from an account, in its micro-units; `null` where it has no floor. */
export const available = (account: Account): bigint =>
  account.creditsPosted - account.debitsPosted - account.debitsPending - (account.floor ?? 0n)

/** Moves an amount now. */
export const post = (debit: Id, credit: Id, micros: bigint): Leg => ({ kind: 'post', debit, credit, micros })

/** Holds an amount until it is captured, voided or expired. */
export const pend = (hold: Id, debit: Id, credit: Id, micros: bigint, expiresAt: Instant): Leg => ({
  kind: 'pend',
  hold,
  debit,
  credit,
  micros,
  expiresAt,
})

/** Posts a part of a hold; `final` releases what is left. */
export const capture = (hold: Id, micros: bigint, final: boolean): Leg => ({ kind: 'capture', hold, micros, final })

/** Releases what is left of a hold. */
export const voidHold = (hold: Id): Leg => ({ kind: 'void', hold })

/** Releases what is left of a hold that is at or past its expiry. */
export const expireHold = (hold: Id): Leg => ({ kind: 'expire', hold })
