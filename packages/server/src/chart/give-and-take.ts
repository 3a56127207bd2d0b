// Value is given to a payer and to a payee, and taken from a payee, in one way each: what is owed is filled first.
import type { Id, NewAccount, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import { debtAccount, receivable, rightsholderPayable, vendorPayable } from './accounts.ts'
import type { Asset } from './assets.ts'

/** How much moves on which account. */
export type AccountAmount = { readonly account: Id; readonly micros: bigint }

/** Who is paid of a sale: what the provider owes them, and what they owe back. The provider owes itself nothing back. */
export type Payee = { readonly payable: Id; readonly receivable: Id | null }
export const vendorPayee = (vendor: Id, asset: Asset): Payee => ({
  payable: vendorPayable(vendor, asset),
  receivable: receivable(vendor, asset),
})
export const rightsholderPayee = (owner: Id, asset: Asset): Payee => ({
  payable: rightsholderPayable(owner, asset),
  receivable: receivable(owner, asset),
})

/** What is owed on an account that stands below zero by it: a payer's debt, a payee's receivable. */
export function owedMicros(seen: Pick<Seen, 'account'>, account: Id | null): bigint {
  const found = account === null ? undefined : seen.account(account)
  return found === undefined ? 0n : found.debitsPosted - found.creditsPosted
}

/** What a payer is given: what they owe of the asset is repaid first, the rest goes into the bucket. */
export const givenToPayer = (
  seen: Pick<Seen, 'account'>,
  payer: Id,
  { asset, bucket, micros }: { readonly asset: Asset; readonly bucket: Id; readonly micros: bigint },
): AccountAmount[] => debtFirst(seen, debtAccount(payer, asset), bucket, micros)

/** What a payee earns: what they owe back is filled first, the rest is payable to them. */
export const givenToPayee = (seen: Pick<Seen, 'account'>, payee: Payee, micros: bigint): AccountAmount[] =>
  debtFirst(seen, payee.receivable, payee.payable, micros)

function debtFirst(seen: Pick<Seen, 'account'>, debt: Id | null, account: Id, micros: bigint): AccountAmount[] {
  const owed = owedMicros(seen, debt)
  if (debt === null || owed <= 0n) return [{ account, micros }]
  if (owed >= micros) return [{ account: debt, micros }]
  return [
    { account: debt, micros: owed },
    { account, micros: micros - owed },
  ]
}

/**
 * What is taken from a payee: what is payable to them, as far as it goes. For the rest, which was paid out already, they
 * owe, and what they earn next fills it.
 *
 * @returns The amounts, and the account to open where they owe for the first time.
 */
export function takenFrom(
  seen: Pick<Seen, 'account'>,
  { payable, receivable: owed }: Payee,
  asset: Asset,
  micros: bigint,
): { readonly amounts: AccountAmount[]; readonly opens: NewAccount[] } {
  const found = seen.account(payable)
  const free = found === undefined ? 0n : available(found)
  if (owed === null || free >= micros) return { amounts: [{ account: payable, micros }], opens: [] }
  const there = free > 0n ? free : 0n
  const opens = seen.account(owed) === undefined ? [{ id: owed, asset, floor: null, ceiling: 0n }] : []
  return {
    amounts: [
      { account: payable, micros: there },
      { account: owed, micros: micros - there },
    ],
    opens,
  }
}
