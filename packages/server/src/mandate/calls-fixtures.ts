// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { usd } from '../contract/calls-fixtures.ts'
import { attempt, madeInWallet } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { seconds, toRfc3339 } from '../platform/clock.ts'

const inAWeek = ({ provider }: World) => toRfc3339(provider.clock.now() + seconds(604_800))

const mandate = (world: World) => ({
  ...attempt(world),
  label: 'Reading list',
  ceiling: usd('1'),
  expires_at: inAWeek(world),
})

const calls: Calls = {
  listMandates: { good: () => ({}) },
  createMandate: { good: (world) => ({ body: mandate(world) }) },
  revokeMandate: {
    async good(world) {
      const { id } = await madeInWallet(world, '/api/wallet/mandates', mandate(world))
      return { params: { id: String(id) }, body: attempt(world) }
    },
  },
}

export default calls
