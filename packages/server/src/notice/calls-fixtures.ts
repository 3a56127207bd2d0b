// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'

const calls: Calls = {
  getNoticeChoices: { good: () => ({}) },
  chooseNotices: { good: () => ({ body: { receipts: 'each' } }) },
  confirmNoticeAddress: { good: () => ({ body: {} }) },
  walletNotices: { good: () => ({}) },
}

export default calls
