// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { usd } from '../contract/calls-fixtures.ts'
import { attempt } from '../contract/made-fixtures.ts'

const calls: Calls = {
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
