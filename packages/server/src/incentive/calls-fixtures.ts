// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing, usd } from '../contract/calls-fixtures.ts'
import { anAccount, callsOfAct, doing } from '../desk/calls-fixtures.ts'

const calls: Calls = callsOfAct(
  'AccountCredit',
  async (world) => ({ account: await anAccount(world), amount: usd('0.5'), title: 'For the trouble', days: 30 }),
  {
    refused: {
      not_found: (world) => doing(world, { account: nothing('acc'), amount: usd('0.5') }),
      invalid_request: async (world) => doing(world, { account: await anAccount(world), amount: usd('0') }),
    },
  },
)

export default calls
