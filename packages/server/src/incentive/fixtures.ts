import type { Decider, Id, Ledger } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { assetOf } from '../chart/index.ts'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import type { Currency } from '../platform/money.ts'
import type { Grant } from './give.ts'
import { giveGrant } from './give.ts'

/** Gives tokens that may be bound to one vendor, which no operation does yet. */
const give: Decider<Grant, null> = {
  name: 'test.giveGrant',
  decide(grant, draft, at) {
    giveGrant(draft, grant, at)
    return done(null)
  },
}

/**
 * Gives incentive tokens to a payer, at the provider's cost.
 *
 * @param options.vendor Where alone they can be spent; left out: anywhere.
 * @param options.grant Its identifier, where the test has chosen it.
 * @returns The grant's identifier.
 */
export async function grantOn(
  ledger: Ledger,
  payer: Id,
  options: {
    readonly micros: bigint
    readonly vendor?: Id | null
    readonly days?: number
    readonly currency?: Currency
    readonly title?: string
    readonly grant?: Id
  },
): Promise<Id> {
  const { micros, vendor = null, days = 6, currency = 'USD', title = 'Gift', grant = anId() } = options
  await doneOn(ledger, give, {
    payer,
    grant,
    title,
    micros,
    asset: assetOf(currency, 'live'),
    days,
    spendableAt: vendor,
  })
  return grant
}
