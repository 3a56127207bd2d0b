// Calls of the payer's wallet.
import { hashPassword } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { seconds } from '../platform/clock.ts'
import { bytesOf } from '../platform/database.ts'
import type { Calls, CallInput } from './calls-fixtures.ts'
import { usd } from './calls-fixtures.ts'
import { bought, sold } from './vendor-calls-fixtures.ts'
import type { World } from './world-fixtures.ts'

const attempt = (world: World) => ({ attempt: world.unique('attempt') })
const inAWeek = ({ provider }: World) => toRfc3339(provider.clock.now() + seconds(604_800))

/** What the buyer made at the wallet to begin with. */
async function made({ provider, buyer }: World, url: string, body: object): Promise<Record<string, unknown>> {
  const answer = await provider.inject({ method: 'POST', url, headers: buyer.headers, payload: body })
  if (answer.statusCode >= 300) throw new Error(`${answer.statusCode}: ${answer.body}`)
  return answer.json()
}
const redeems = async (world: World): Promise<CallInput & { body: Record<string, unknown> }> => ({
  body: { ...attempt(world), code: await world.voucher() },
})
const mandate = (world: World) => ({
  ...attempt(world),
  label: 'Reading list',
  ceiling: usd('1'),
  expires_at: inAWeek(world),
})

const password = 'a wren in the hedge'
/** Fixtures have none: hashing takes its time. */
async function givePassword({ provider: { deps }, buyer }: World): Promise<void> {
  const hash = await hashPassword(deps, password)
  await deps.pool.query('UPDATE users SET password_hash = $2 WHERE id = $1', [bytesOf(buyer.user), hash])
}

export const walletCalls: Calls = {
  getSession: { good: () => ({}) },
  walletHome: { good: () => ({}) },
  walletHistory: { good: () => ({ query: { kind: 'purchase', limit: '2' } }) },
  walletReceipt: { good: async (world) => ({ params: { txn: await sold(world) } }) },
  walletLibrary: { good: () => ({ query: { q: 'Eel' } }) },
  openFromLibrary: {
    good: async (world) => ({ params: { ent: (await bought(world)).entitlement } }),
    refused: {
      async licence_ended(world) {
        const { entitlement } = await bought(world, { times_to_view: 1 })
        await world.vendor.post(`/v1/entitlements/${entitlement}/open`, {})
        return { params: { ent: entitlement } }
      },
    },
  },
  redeemVoucher: {
    good: redeems,
    keeps: ['attempts'],
    refused: {
      voucher_unknown: (world) => ({ body: { ...attempt(world), code: '0'.repeat(25) } }),
      async voucher_used(world) {
        const { body } = await redeems(world)
        await made(world, '/api/wallet/vouchers/redeem', body)
        return { body: { ...body, ...attempt(world) } }
      },
    },
  },
  listIssues: { good: () => ({}) },
  retrieveIssueRecord: {
    async good(world) {
      const { issue } = await made(world, '/api/wallet/vouchers/redeem', (await redeems(world)).body)
      return { params: { iss: String(issue) } }
    },
  },
  listPublicKeys: { good: () => ({}) },
  walletLimits: { good: () => ({}) },
  setLimit: {
    good: (world) => ({ body: { ...attempt(world), currency: 'USD', period: 'month', max: usd('900') } }),
  },
  setTimeZone: { good: (world) => ({ body: { ...attempt(world), time_zone: 'Europe/Berlin' } }) },
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
  listMandates: { good: () => ({}) },
  createMandate: { good: (world) => ({ body: mandate(world) }) },
  revokeMandate: {
    async good(world) {
      const { id } = await made(world, '/api/wallet/mandates', mandate(world))
      return { params: { id: String(id) }, body: attempt(world) }
    },
  },
}
