// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing, usd } from '../contract/calls-fixtures.ts'
import { attempt } from '../contract/made-fixtures.ts'
import { anAccount, callsOfAct, did, doing } from '../desk/calls-fixtures.ts'

const lower = (account: string, max: string) => ({ account, currency: 'USD', period: 'day', max: usd(max) })

const calls: Calls = {
  ...callsOfAct('LimitLower', async (world) => lower(await anAccount(world), '5'), {
    refused: {
      not_found: (world) => doing(world, lower(nothing('acc'), '5')),
      invalid_request: async (world) => doing(world, { ...lower(await anAccount(world), '5'), scope: 'vendor' }),
      async limit_not_lowered(world) {
        const account = await anAccount(world)
        await did(world, 'limit.lower', lower(account, '5'))
        return doing(world, lower(account, '5'))
      },
    },
  }),
  walletLimits: { good: () => ({}) },
  setLimit: {
    good: (world) => ({
      body: {
        ...attempt(world),
        currency: 'USD',
        scope: 'item_kind',
        item_kind: 'content',
        period: 'last_days',
        days: 30,
        max: usd('900'),
      },
    }),
  },
  setTimeZone: { good: (world) => ({ body: { ...attempt(world), time_zone: 'Europe/Berlin' } }) },
}

export default calls
