// Short names for what a rule decides.
import type { Account, Decision, Id, Instant, Keys, Leg, OldEffects, PlainEvent, RowWrite } from './types.ts'

/** The operation happens, with all that the rule did to its draft. */
export const done = <Answer>(answer: Answer): { readonly kind: 'done'; readonly answer: Answer } => ({
  kind: 'done',
  answer,
})

/**
 * The operation is refused, for good under this identifier, and all that the rule did to its draft is dropped. Rows may
 * remember why, and events tell of it; no money moves (P9).
 */
export const refused = <Answer>(
  answer: Answer,
  kept: readonly RowWrite[] | { readonly rows?: readonly RowWrite[]; readonly events?: readonly PlainEvent[] } = {},
): Extract<Decision<Answer>, { kind: 'refused' }> => ({
  kind: 'refused',
  answer,
  ...('length' in kept ? { rows: kept } : (kept as { rows?: readonly RowWrite[] })),
})

/** What may still be taken from an account, in its micro-units, beyond a floor of zero where it has none. */
export const available = (account: Account): bigint =>
  account.creditsPosted - account.debitsPosted - account.debitsPending - (account.floor ?? 0n)

/** What has been credited to an account less what has been debited, whatever is held. */
export const balanceOf = (account: Account): bigint => account.creditsPosted - account.debitsPosted

// The former way, until every room uses drafts.
export const doneWith = <Answer>(parts: OldEffects & { readonly answer: Answer }) => ({
  kind: 'done' as const,
  ...parts,
})
export const more = (keys: Partial<Keys>): { readonly kind: 'more'; readonly reads: Keys } => ({
  kind: 'more',
  reads: { accounts: keys.accounts ?? [], rows: keys.rows ?? [] },
})
export const post = (debit: Id, credit: Id, micros: bigint): Leg => ({ kind: 'post', debit, credit, micros })
export const pend = (hold: Id, debit: Id, credit: Id, micros: bigint, expiresAt: Instant): Leg => ({
  kind: 'pend',
  hold,
  holdKind: '',
  debit,
  credit,
  micros,
  expiresAt,
})
export const capture = (hold: Id, micros: bigint, final: boolean): Leg => ({ kind: 'capture', hold, micros, final })
export const voidHold = (hold: Id): Leg => ({ kind: 'void', hold })
export const expireHold = (hold: Id): Leg => ({ kind: 'expire', hold })
