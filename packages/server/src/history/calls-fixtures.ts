// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { sold } from '../contract/made-fixtures.ts'

const calls: Calls = {
  walletHome: { good: () => ({}) },
  walletHistory: { good: () => ({ query: { kind: 'purchase', limit: '2' } }) },
  walletReceipt: { good: async (world) => ({ params: { txn: await sold(world) } }) },
}

export default calls
