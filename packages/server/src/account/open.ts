import type { Decider, Id } from '@farthing/ledger'
import { doneWith, put } from '@farthing/ledger'
import { assetOf, boughtBucket } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { payers } from './tables.ts'

export type OpenAccount = {
  readonly account: Id
  /** Its first member. */
  readonly user: Id
  /** IANA name, checked at the edge. */
  readonly timeZone: string
  readonly currency: Currency
}

/** Opens a payer account with one wallet and one member (R8). Asked again for an account that is there: refused. */
export const openAccount: Decider<OpenAccount, { readonly account: Id } | Refusal> = {
  name: 'account.open',
  reads: ({ account, currency }) => ({
    accounts: [boughtBucket(account, assetOf(currency, 'live'))],
    rows: [[payers, account]],
  }),
  decide({ account, user, timeZone, currency }, seen, at) {
    if (seen.row(payers, account) !== undefined) return { kind: 'refused', answer: { code: 'conflict' } }
    const asset = assetOf(currency, 'live')
    const state = {
      status: 'open',
      members: [user],
      timeZone,
      wallets: [currency],
      grants: [],
      limits: [],
      welcomed: false,
    } as const
    return doneWith({
      opens: [{ id: boughtBucket(account, asset), asset }],
      rows: [put(payers, account, { state, openedAt: at })],
      answer: { account },
    })
  },
}
