// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing } from '../contract/calls-fixtures.ts'
import { held, sold } from '../contract/made-fixtures.ts'
import { callsOfAct, did, doing } from '../desk/calls-fixtures.ts'

const calls: Calls = {
  ...callsOfAct('ReceiptResend', async (world) => ({ purchase: await sold(world) }), {
    refused: {
      not_found: (world) => doing(world, { purchase: nothing('txn') }),
      no_receipt: async (world) => doing(world, { purchase: await held(world) }),
      async receipt_resent(world) {
        const purchase = await sold(world)
        for (let i = 0; i < 3; i++) await did(world, 'receipt.resend', { purchase })
        return doing(world, { purchase })
      },
    },
  }),
  getNoticeChoices: { good: () => ({}) },
  chooseNotices: { good: () => ({ body: { receipts: 'each' } }) },
  confirmNoticeAddress: { good: () => ({ body: {} }) },
  walletNotices: { good: () => ({}) },
}

export default calls
