// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { made } from '../contract/made-fixtures.ts'

const calls: Calls = {
  addRightsholder: { good: (world) => ({ body: { name: 'Nell Orme', reference: world.unique('nell') } }) },
  listRightsholders: { good: () => ({}) },
  retrieveRightsholder: {
    good: async (world) => ({
      params: { rightsholder: await made(world, '/v1/rightsholders', { name: 'Nell Orme' }) },
    }),
  },
}

export default calls
