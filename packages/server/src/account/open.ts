import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { assetOf, boughtBucket } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { accountOpened } from './events.ts'
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
  prefetch: ({ account, currency }) => ({
    accounts: [boughtBucket(account, assetOf(currency, 'live'))],
    rows: [[payers, account]],
  }),
  decide({ account, user, timeZone, currency }, draft, at) {
    if (draft.row(payers, account) !== undefined) return refused({ code: 'conflict' })
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
    draft.open({ id: boughtBucket(account, asset), asset })
    draft.insert(payers, account, { state, openedAt: at })
    draft.record(accountOpened.of({ payer: account, user, currency }))
    return done({ account })
  },
}
