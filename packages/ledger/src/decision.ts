// Short names for what a rule decides.
import type { Decision, PlainEvent, RowWrite } from './types.ts'

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
  kept: { readonly rows?: readonly RowWrite[]; readonly events?: readonly PlainEvent[] } = {},
): Extract<Decision<Answer>, { kind: 'refused' }> => ({
  kind: 'refused',
  answer,
  ...kept,
})
