// The provider lowers a payer's spending limit. Raising one is the payer's alone.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Limit } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { LimitSet, WantedLimit } from './set-limit.ts'
import { writeLimit } from './set-limit.ts'
import { limitId } from './limits.ts'

export type LowerLimit = WantedLimit & { readonly payer: Id; readonly maxMicros: bigint }

/** The limit that would be lowered, as it stands; `undefined`: there is none yet. */
export const limitBefore = (limits: readonly Limit[], { payer, currency, scope, window }: LowerLimit) =>
  limits.find(({ id }) => id === limitId(payer, currency, scope, window))

/**
 * Lowers a limit, or sets one where there was none. Works on a blocked account too.
 *
 * Refusals: not_found, limit_not_lowered, invalid_request (vendor, member; or too many limits).
 */
export function lowerLimit(draft: Draft, input: LowerLimit, at: Instant): Decision<LimitSet | Refusal> {
  const row = draft.row(payers, input.payer)
  if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
  const before = limitBefore(row.state.limits, input)
  if (before !== undefined && input.maxMicros >= BigInt(before.maxMicros)) return refused({ code: 'limit_not_lowered' })
  const result = writeLimit(draft, row, input, at)
  return 'refusal' in result ? refused(result.refusal) : done(result)
}
