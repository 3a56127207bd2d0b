// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing } from '../contract/calls-fixtures.ts'
import { facts, made } from '../contract/made-fixtures.ts'

const calls: Calls = {
  publishItem: {
    good: (world) => ({ body: facts(world) }),
    refused: {
      url_not_registered: (world) => ({ body: facts(world, { content_url: 'https://elsewhere.example/' }) }),
      rightsholder_unknown: (world) => ({
        body: facts(world, { shares: [{ rightsholder: nothing('rsh'), role: 'author', basis_points: 1 }] }),
      }),
    },
  },
  listItems: { good: () => ({}) },
  retrieveItem: { good: async (world) => ({ params: { item: await made(world, '/v1/items', facts(world)) } }) },
}

export default calls
