import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { payers } from '../account/index.ts'
import { assetOf } from '../chart/index.ts'
import { providerActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { submitOnce } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { incentivesAccount } from './accounts.ts'
import { giveGrant } from './give.ts'

export type Welcome = {
  readonly account: Id
  /** Of the grant, minted by the caller. */
  readonly grant: Id
  readonly title: string
  readonly micros: bigint
  readonly currency: Currency
  /** For how many days of 24 hours they can be spent. */
  readonly days: number
}
export type Granted = { readonly grant: Id; readonly micros: string; readonly asset: string }

/**
 * Gives a new account its welcome tokens (R7), once: the provider bears their cost.
 *
 * Refusals: not_found, conflict (welcomed before).
 */
const welcomeAccount: Decider<Welcome, Granted | Refusal> = {
  name: 'incentive.welcome',
  prefetch: ({ account, currency }) => ({
    accounts: [incentivesAccount(assetOf(currency, 'live'))],
    rows: [[payers, account]],
  }),
  decide({ account, grant, title, micros, currency, days }, draft, at) {
    const payer = draft.row(payers, account)
    if (payer === undefined || payer.state.status !== 'open') return refused({ code: 'not_found' })
    if (payer.state.welcomed) return refused({ code: 'conflict' })
    const asset = assetOf(currency, 'live')
    draft.put(payers, account, { ...payer, state: { ...payer.state, welcomed: true } })
    giveGrant(draft, { payer: account, grant, title, micros, asset, days, spendableAt: null }, at)
    return done({ grant, micros: micros.toString(), asset })
  },
}

/** Gives `account` what the operator's settings say; nothing where they say nothing, or it was given before. */
export async function welcome(deps: Deps, account: Id): Promise<void> {
  const { micros, currency, days } = deps.config.welcome
  if (micros === 0n) return
  const title = `Welcome to ${deps.config.providerName}`
  const input = { account, grant: deps.ids.mint(), title, micros, currency, days }
  await submitOnce(deps, deps.ids.mint(), welcomeAccount, input, { actor: providerActor('welcome') })
}
