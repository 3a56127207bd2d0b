// What the contract calls of this room's operations.
import type { CallInput, Calls } from '../contract/calls-fixtures.ts'
import { nothing, usd } from '../contract/calls-fixtures.ts'
import { attempt, madeInWallet } from '../contract/made-fixtures.ts'
import { anAccount, callsOfAct, did, doing } from '../desk/calls-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'

const redeems = async (world: World): Promise<CallInput & { body: Record<string, unknown> }> => ({
  body: { ...attempt(world), code: await world.voucher() },
})

const payment = (world: World, account: string) => ({
  account,
  kind: 'check',
  reference: world.unique('First Fen Bank'),
  amount: usd('0.5'),
  received_on: '2026-05-30',
})
/** A payment that was recorded to begin with, `pay_…`. */
async function recorded(world: World): Promise<string> {
  return (await did(world, 'payment.record', payment(world, await anAccount(world))))['payment'] ?? ''
}
const back = (paid: string) => ({ payment: paid, why: 'returned_unpaid' })

const calls: Calls = {
  ...callsOfAct('PaymentRecord', async (world) => payment(world, await anAccount(world)), {
    refused: {
      not_found: (world) => doing(world, payment(world, nothing('acc'))),
      invalid_request: async (world) => doing(world, { ...payment(world, await anAccount(world)), amount: usd('0') }),
      async payment_recorded(world) {
        const input = payment(world, await anAccount(world))
        await did(world, 'payment.record', input)
        return doing(world, input)
      },
    },
  }),
  ...callsOfAct('PaymentReverse', async (world) => back(await recorded(world)), {
    refused: {
      not_found: (world) => doing(world, back(nothing('pay'))),
      async payment_reversed(world) {
        const paid = await recorded(world)
        await did(world, 'payment.reverse', back(paid))
        return doing(world, back(paid))
      },
    },
  }),
  redeemVoucher: {
    good: redeems,
    keeps: ['attempts'],
    refused: {
      voucher_unknown: (world) => ({ body: { ...attempt(world), code: '0'.repeat(25) } }),
      async voucher_used(world) {
        const { body } = await redeems(world)
        await madeInWallet(world, '/api/wallet/vouchers/redeem', body)
        return { body: { ...body, ...attempt(world) } }
      },
    },
  },
  listIssues: { good: () => ({}) },
  retrieveIssueRecord: {
    async good(world) {
      const { issue } = await madeInWallet(world, '/api/wallet/vouchers/redeem', (await redeems(world)).body)
      return { params: { iss: String(issue) } }
    },
  },
  listPublicKeys: { good: () => ({}) },
}

export default calls
