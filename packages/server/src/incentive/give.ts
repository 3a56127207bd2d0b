import type { Draft, Id, Instant } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import type { Asset } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import { grantBucket, incentivesAccount } from './accounts.ts'
import { incentiveGranted } from './events.ts'
import { refOf, withGrant } from './rules.ts'
import { grants } from './tables.ts'

export type Grant = {
  readonly payer: Id
  /** Its identifier, minted by the caller. */
  readonly grant: Id
  readonly title: string
  readonly micros: bigint
  readonly asset: Asset
  /** For how many days of 24 hours they can be spent. */
  readonly days: number
  /** The vendor where alone they can be spent; `null`: anywhere. */
  readonly spendableAt: Id | null
}

/** Gives a payer incentive tokens, at the provider's cost. @throws Error where there is no such payer. */
export function giveGrant(draft: Draft, given: Grant, at: Instant): void {
  const { payer, grant, title, micros, asset, days, spendableAt } = given
  const account = draft.row(payers, payer)
  if (account === undefined) throw new Error(`payer ${payer} is not there`)
  const bucket = grantBucket(grant, asset)
  const expense = incentivesAccount(asset)
  const row = {
    payer,
    issuer: null,
    expense,
    title,
    spendableAt,
    asset,
    micros,
    grantedAt: at,
    expiresAt: at + seconds(BigInt(days) * 86_400n),
    endedAt: null,
  }
  draft.open({ id: bucket, asset })
  // An expense: it goes below zero by what was given.
  draft.openIfAbsent({ id: expense, asset, floor: null })
  const granted = incentiveGranted.of({ grant, title, payer, micros: micros.toString(), asset })
  draft.record(granted).post(expense, bucket, micros)
  draft.insert(grants, grant, row)
  draft.put(payers, payer, { ...account, state: withGrant(account.state, refOf(grant, row)) })
}
