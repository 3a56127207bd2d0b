// What the contract calls of this room's operations.
import type { CallInput, Calls } from '../contract/calls-fixtures.ts'
import { attempt, madeInWallet } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'

const redeems = async (world: World): Promise<CallInput & { body: Record<string, unknown> }> => ({
  body: { ...attempt(world), code: await world.voucher() },
})

const calls: Calls = {
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
