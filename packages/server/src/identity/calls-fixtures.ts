// What the contract calls of this room's operations.
import type { Calls } from '../contract/calls-fixtures.ts'
import { nothing } from '../contract/calls-fixtures.ts'
import { anAccount, callsOfAct, doing } from '../desk/calls-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { bytesOf } from '../platform/database.ts'
import { anApp, codeOf } from './factor-fixtures.ts'
import { hashPassword } from './passwords.ts'

const password = 'a wren in the hedge'
/** Fixtures have none: hashing takes its time. */
async function givePassword({ provider: { deps }, buyer }: World): Promise<void> {
  const hash = await hashPassword(deps, password)
  await deps.pool.query('UPDATE users SET password_hash = $2 WHERE id = $1', [bytesOf(buyer.user), hash])
}

const calls: Calls = {
  ...callsOfAct('AccountSignOut', async (world) => ({ account: await anAccount(world) }), {
    refused: { not_found: (world) => doing(world, { account: nothing('acc') }) },
  }),
  getSession: { good: () => ({}) },
  freshLoginOptions: { good: () => ({}) },
  freshLogin: {
    async good(world) {
      await givePassword(world)
      return { body: { password } }
    },
    keeps: ['attempts'],
    refused: {
      factor_wrong: () => ({ body: { code: '000000' } }),
      async password_wrong(world) {
        await givePassword(world)
        return { body: { password: 'a wren in the reeds' } }
      },
    },
  },
  deskFreshLoginOptions: { good: () => ({}) },
  deskFreshLogin: {
    good: async ({ provider, desk }) => ({
      body: { code: await codeOf(provider, await anApp(provider, desk.staff, 'desk')) },
    }),
    keeps: ['attempts'],
    refused: { factor_wrong: () => ({ body: { code: '000000' } }) },
  },
  changePassword: {
    async good(world) {
      await givePassword(world)
      return { body: { current_password: password, new_password: 'a heron in the reeds' } }
    },
    keeps: ['attempts'],
    refused: {
      async password_wrong(world) {
        await givePassword(world)
        return { body: { current_password: 'a wren in the reeds', new_password: 'a heron in the reeds' } }
      },
    },
  },
}

export default calls
