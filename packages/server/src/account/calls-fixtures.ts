// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing } from '../contract/calls-fixtures.ts'
import { anAccount, callsOfAct, did, doing } from '../desk/calls-fixtures.ts'

const block = (account: string) => ({ account, why: 'asked_for' })

const calls: Calls = {
  ...callsOfAct('AccountBlock', async (world) => block(await anAccount(world)), {
    refused: {
      not_found: (world) => doing(world, block(nothing('acc'))),
      async account_blocked(world) {
        const account = await anAccount(world)
        await did(world, 'account.block', block(account))
        return doing(world, block(account))
      },
    },
  }),
  ...callsOfAct(
    'AccountRelease',
    async (world) => {
      const account = await anAccount(world)
      await did(world, 'account.block', block(account))
      return { account }
    },
    {
      refused: {
        not_found: (world) => doing(world, { account: nothing('acc') }),
        account_not_blocked: async (world) => doing(world, { account: await anAccount(world) }),
      },
    },
  ),
}

export default calls
