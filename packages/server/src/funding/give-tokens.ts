import type { Draft, Id, Instant, Moves } from '@farthing/ledger'
import type { PayerRow } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { assetCurrency, boughtBucket, debtAccount, giveToPayer, Pool } from '../chart/index.ts'
import type { IssueMethod } from './tables.ts'
import { tokenIssues } from './tables.ts'

export type GivenTokens = {
  readonly payer: Id
  /** The payer's row as the decision has it. */
  readonly row: PayerRow
  readonly micros: bigint
  readonly asset: Asset
  /** What paid for them, and which: a voucher, a payment. */
  readonly method: IssueMethod
  readonly reference: Id
  /** Under which they are issued. */
  readonly issue: Id
}

/**
 * Gives a payer tokens that were paid for outside: what they owe is repaid first, the rest goes into their wallet of that
 * currency, which is opened where it is the first; and an issue says so (R1a).
 *
 * @param moves Of the movement that it is.
 * @param clearing Where what was paid for is cleared.
 */
export function giveTokens(draft: Draft, moves: Moves, clearing: Id, given: GivenTokens, at: Instant): void {
  const { payer, row, micros, asset, method, reference, issue } = given
  const bucket = boughtBucket(payer, asset)
  draft.need(() => ({ accounts: [bucket, debtAccount(payer, asset), clearing] }))
  draft.openIfAbsent({ id: bucket, asset })
  const pool = new Pool(moves)
  pool.add(clearing, micros)
  giveToPayer({ draft, pool, asset }, payer, bucket, micros)
  draft.insert(tokenIssues, issue, { payer, micros, asset, method, reference, issuedAt: at, reversedAt: null })
  const currency = assetCurrency(asset)
  const { state } = row
  if (!state.wallets.includes(currency))
    draft.put(payers, payer, { ...row, state: { ...state, wallets: [...state.wallets, currency] } })
}
