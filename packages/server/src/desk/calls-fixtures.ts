// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { logTables } from '../contract/calls-fixtures.ts'

/** Who looked, and why, stays on record. */
const looks = { reason: 'a caller asks' }

const calls: Calls = {
  staffUsers: { good: () => ({ query: looks }), keeps: logTables },
  staffVendors: { good: () => ({ query: { ...looks, q: 'Courier' } }), keeps: logTables },
  staffWork: { good: () => ({}) },
  staffPurchases: { good: () => ({ query: looks }), keeps: logTables },
}

export default calls
