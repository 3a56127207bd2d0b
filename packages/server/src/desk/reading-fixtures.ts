// What the contract calls of the pages, tables and files of the desk.
import type { Call, Calls, CallInput } from '../contract/calls-fixtures.ts'
import { lookTables } from '../contract/calls-fixtures.ts'
import { sold } from '../contract/made-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import { closeRecordMonths } from './record-file.ts'

const why = { reason: 'a caller asks' }

/** Of a page that shows people: the look stays on record. */
const looking = (input: CallInput, params?: (world: World) => Readonly<Record<string, string>>): Call => ({
  good: (world) => ({ ...input, query: { ...why, ...input.query }, ...(params && { params: params(world) }) }),
  keeps: lookTables,
})
const ofAccount = ({ buyer }: World) => ({ acc: toPublic('acc', buyer.account) })
const ofVendor = ({ vendor }: World) => ({ ven: vendor.ven })

const revealing = (params: (world: World) => Readonly<Record<string, string>>): Call => ({
  good: (world) => ({ params: params(world), body: { ...why, fields: ['name', 'email'] } }),
  keeps: lookTables,
})
const noting = (params: (world: World) => Readonly<Record<string, string>>): Call => ({
  good: (world) => ({ params: params(world), body: { attempt: world.unique('attempt'), text: 'She called.' } }),
})

const aView = { table: 'users', name: 'New ones', query: 'sort=-at', shared: true }
async function savedView(world: World): Promise<string> {
  const { provider, desk } = world
  const payload = { ...aView, attempt: world.unique('attempt') }
  const answer = await provider.inject({ method: 'POST', url: '/api/desk/views', headers: desk.headers, payload })
  return answer.json<{ id: string }>().id
}

/** Closes May of 2026 where it was not. */
async function closedMonth({ provider }: World): Promise<string> {
  const { deps } = provider
  const { signal } = new AbortController()
  const task = { id: '0'.repeat(32), tries: 1, progress: undefined, signal, report: async () => undefined }
  await closeRecordMonths.run(deps, seconds(Date.UTC(2026, 5, 1, 0, 15) / 1_000), task)
  return '2026-05'
}

export const reading: Calls = {
  deskSearch: looking({ query: { q: 'Maud' } }),
  deskAccount: looking({}, ofAccount),
  deskRevealAccount: revealing(ofAccount),
  deskAccountPurchases: {
    async good(world) {
      await sold(world)
      return { params: ofAccount(world), query: why }
    },
    keeps: lookTables,
  },
  deskAccountTokens: looking({}, ofAccount),
  deskAccountEvents: looking({}, ofAccount),
  deskAccountNotices: looking({}, ofAccount),
  deskAccountNotes: looking({}, ofAccount),
  deskAddAccountNote: noting(ofAccount),
  deskVendor: looking({}, ofVendor),
  deskRevealVendor: revealing(ofVendor),
  deskVendorNotes: looking({}, ofVendor),
  deskAddVendorNote: noting(ofVendor),
  deskUsersTable: looking({ query: { status: 'open', email_verified: 'true' } }),
  deskVendorsTable: looking({ query: { sort: '-at' } }),
  deskPurchasesTable: {
    ...looking({ query: { status: 'captured' } }),
    refused: { invalid_request: () => ({ query: { ...why, min: '2', max: '1' } }) },
  },
  deskUsersCount: { good: () => ({}) },
  deskVendorsCount: { good: () => ({ query: { q: 'Courier' } }) },
  deskPurchasesSums: { good: () => ({ query: { currency: 'USD' } }) },
  deskExportUsers: looking({}),
  deskExportVendors: looking({}),
  deskExportPurchases: looking({}),
  deskViews: { good: () => ({ query: { table: 'users' } }) },
  deskSaveView: {
    good: (world) => ({ body: { ...aView, attempt: world.unique('attempt') } }),
    refused: {
      async conflict(world) {
        const attempt = world.unique('attempt')
        const { provider, desk } = world
        const payload = { ...aView, attempt }
        await provider.inject({ method: 'POST', url: '/api/desk/views', headers: desk.headers, payload })
        return { body: { ...aView, attempt, name: 'Others' } }
      },
    },
  },
  deskRemoveView: { good: async (world) => ({ params: { viw: await savedView(world) } }) },
  deskRecord: { good: () => ({ query: { kind: 'look' } }) },
  deskExportRecord: looking({}),
  deskRecordMonths: { good: () => ({}) },
  deskRecordMonth: {
    good: async (world) => ({ params: { month: await closedMonth(world) }, query: why }),
    keeps: lookTables,
  },
  walletLooks: { good: () => ({}) },
  deskWork: { good: () => ({}) },
}
