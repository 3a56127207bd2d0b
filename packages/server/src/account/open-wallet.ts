// Another wallet of an account, opened at the desk for somebody who calls (R8, R9).
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { cannot, defineAct, planLine, textValue } from '../act/index.ts'
import { assetOf, boughtBucket } from '../chart/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, PublicId } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { permission } from '../staff/index.ts'
import { walletOpened } from './events.ts'
import { payers } from './tables.ts'

export const openAccounts = permission('accounts.open', {
  says: 'Open accounts and wallets for people who call, and send them letters',
  roles: ['support', 'finance', 'risk'],
})

/** Opens a wallet of another currency, empty. */
export const openWallet = defineAct({
  name: 'account.open_wallet',
  says: 'Open a wallet of another currency',
  permission: openAccounts,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object(
    {
      account: PublicId('acc'),
      currency: Type.Unsafe<Currency>({ ...CurrencyCode, title: 'Currency' }),
    },
    { additionalProperties: false },
  ),
  refusals: ['not_found', 'wallet_open'],
  parse(_deps, { account, currency }) {
    const payer = fromPublic('acc', account)
    if (payer === undefined) throw new Problem('not_found')
    return { payer, currency }
  },
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan({ payer, currency }, draft) {
    const state = draft.row(payers, payer)?.state
    if (state === undefined || state.status === 'closed') return cannot({ code: 'not_found' })
    if (state.wallets.includes(currency)) return cannot({ code: 'wallet_open' })
    const wallets = textValue(state.wallets.join(', '))
    const after = textValue([...state.wallets, currency].join(', '))
    return { kind: 'plan', lines: [planLine('wallets', wallets, after)], payer }
  },
  decide({ payer, currency }, draft) {
    const row = draft.row(payers, payer)
    if (row === undefined || row.state.status === 'closed') return refused({ code: 'not_found' })
    if (row.state.wallets.includes(currency)) return refused({ code: 'wallet_open' })
    const asset = assetOf(currency, 'live')
    const bucket = boughtBucket(payer, asset)
    if (draft.account(bucket) === undefined) draft.open({ id: bucket, asset })
    draft.put(payers, payer, { ...row, state: { ...row.state, wallets: [...row.state.wallets, currency] } })
    draft.record(walletOpened.of({ payer, currency }))
    return done(null)
  },
})
