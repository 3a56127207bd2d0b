// The provider credits an account out of goodwill: tokens at its own cost, that can be spent anywhere.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { keyOf, whole } from '../platform/ids.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { giveGrant } from './give.ts'
import { grants } from './tables.ts'
import type { Granted } from './welcome.ts'

/** `micros`: decimal. `days`: for how many days of 24 hours it can be spent. `once`: made by the caller, names this credit. */
export type Credit = {
  readonly payer: Id
  readonly title: string
  readonly micros: string
  readonly asset: Asset
  readonly days: number
  readonly once: string
}

export const creditId = ({ payer, once }: Pick<Credit, 'payer' | 'once'>): Id => whole(keyOf('credit', payer, once))

/** Gives a credit, once. A blocked account has it when it is released. Refusals: not_found, conflict (given before). */
export function credit(draft: Draft, input: Credit, at: Instant): Decision<Granted | Refusal> {
  const { payer, title, asset, days } = input
  const row = draft.row(payers, payer)
  if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
  const grant = creditId(input)
  if (draft.row(grants, grant) !== undefined) return refused({ code: 'conflict' })
  giveGrant(draft, { payer, grant, title, micros: BigInt(input.micros), asset, days, spendableAt: null }, at)
  return done({ grant, micros: input.micros, asset })
}
