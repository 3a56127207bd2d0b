import type { Decider, Id, Ledger } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import type { Currency } from '../platform/money.ts'
import { openAccount } from './open.ts'
import type { PayerState } from './tables.ts'
import { payers } from './tables.ts'

export type TestPayer = { readonly payer: Id; readonly user: Id }

/** Changes a payer's state in a way that no operation can bring about yet, such as a second member. */
const changeState: Decider<{ readonly payer: Id; readonly changes: Partial<PayerState> }, null> = {
  name: 'test.changePayer',
  decide({ payer, changes }, draft) {
    const row = draft.row(payers, payer)
    if (row === undefined) throw new Error(`payer ${payer} is not there`)
    draft.put(payers, payer, { ...row, state: { ...row.state, ...changes } })
    return done(null)
  },
}

/**
 * A payer account with one member and an empty wallet.
 *
 * @param options.partner A second member.
 * @param options.limits Spending limits, as its row has them.
 */
export async function payerOn(
  ledger: Ledger,
  options: {
    readonly timeZone?: string
    readonly currency?: Currency
    readonly partner?: Id
    readonly limits?: PayerState['limits']
  } = {},
): Promise<TestPayer> {
  const { timeZone = 'Europe/London', currency = 'USD', partner, limits } = options
  const [payer, user] = [anId(), anId()]
  await doneOn(ledger, openAccount, { account: payer, user, timeZone, currency })
  if (partner !== undefined || limits !== undefined) {
    const changes = { ...(partner && { members: [user, partner] }), ...(limits && { limits }) }
    await doneOn(ledger, changeState, { payer, changes })
  }
  return { payer, user }
}
