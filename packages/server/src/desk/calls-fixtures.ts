// What the contract calls of this room's operations.
import type { Call, Calls } from '../contract/calls-fixtures.ts'
import { lookTables, nothing } from '../contract/calls-fixtures.ts'
import type { World } from '../contract/world-fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { toPublic } from '../platform/ids.ts'
import { aWorkItem } from '../queue/fixtures.ts'
import { aStaff } from './fixtures.ts'
import { workGivenUp } from './given-up.ts'
import { reading } from './reading-fixtures.ts'

const why = { reason: 'agreed with the board' }
/** Doing an act, under an attempt of its own. */
export const doing = (world: World, input: Record<string, unknown>) => ({
  body: { ...why, attempt: world.unique('attempt'), input },
})

/** Both calls of an act: what it would do, and doing or preparing it. @param input Made anew for each use. */
export const callsOfAct = (
  operation: string,
  input: (world: World) => Record<string, unknown> | Promise<Record<string, unknown>>,
  { keeps = [], refused = {} }: Pick<Call, 'keeps' | 'refused'> = {},
): Calls => ({
  [`preview${operation}`]: {
    good: async (world) => ({ body: { ...why, input: await input(world) } }),
    keeps: [...lookTables, ...keeps],
  },
  [`do${operation}`]: { good: async (world) => doing(world, await input(world)), keeps, refused },
})

/** An act that was done to begin with. @returns What it answered. */
export async function did(world: World, act: string, input: object): Promise<Record<string, string>> {
  const { provider, desk } = world
  const answer = await provider.inject({
    method: 'POST',
    url: `/api/desk/acts/${act}`,
    headers: desk.headers,
    payload: doing(world, { ...input }).body,
  })
  const { status, answer: given } = answer.json<{ status: string; answer: Record<string, string> | null }>()
  if (status !== 'done') throw new Error(`${act}: ${answer.statusCode} ${answer.body}`)
  return given ?? {}
}

/** An account that nothing has happened to, `acc_…`. */
export const anAccount = async ({ provider }: World): Promise<string> =>
  toPublic('acc', (await aUser(provider)).account)

/** Somebody who has just begun to work here. */
const aNewcomer = async ({ provider }: World) => toPublic('stf', (await aStaff(provider)).staff)

const staffActs: Calls = {
  ...callsOfAct('ActSetRule', () => ({ act: 'staff.end', when: 'always' }), {
    refused: { invalid_request: (world) => doing(world, { act: 'staff.invite', when: 'never' }) },
  }),
  ...callsOfAct(
    'StaffInvite',
    (world) => ({ name: 'Rui Abreu', email: `${world.unique('rui')}@wallet.example`, roles: ['finance'] }),
    {
      keeps: ['act_texts'],
      refused: {
        invalid_request: (world) => doing(world, { name: 'Rui', email: 'rui', roles: ['finance'] }),
        conflict: (world) => doing(world, { name: 'Rui', email: world.desk.email, roles: ['finance'] }),
      },
    },
  ),
  ...callsOfAct('StaffInviteAgain', async (world) => ({ staff: await aNewcomer(world) }), {
    refused: { not_found: (world) => doing(world, { staff: nothing('stf') }) },
  }),
  ...callsOfAct('StaffSetRoles', async (world) => ({ staff: await aNewcomer(world), roles: ['risk'] }), {
    refused: { not_found: (world) => doing(world, { staff: nothing('stf'), roles: ['risk'] }) },
  }),
  ...callsOfAct('StaffEnd', async (world) => ({ staff: await aNewcomer(world) }), {
    refused: { not_found: (world) => doing(world, { staff: nothing('stf') }) },
  }),
  ...callsOfAct(
    'StaffSetLimit',
    async (world) => ({ staff: await aNewcomer(world), act: 'staff.end', currency: 'USD', max: '5' }),
    {
      refused: {
        invalid_request: (world) =>
          doing(world, { staff: nothing('stf'), act: 'nothing.at_all', currency: 'USD', max: '5' }),
        not_found: (world) => doing(world, { staff: nothing('stf'), act: 'staff.end', currency: 'USD', max: null }),
      },
    },
  ),
  ...callsOfAct('RoleSet', () => ({ role: 'risk', permissions: ['acts.read'] }), {
    refused: { invalid_request: (world) => doing(world, { role: 'auditor', permissions: ['acts.approve'] }) },
  }),
}

/** An act that somebody else prepared. */
async function prepared(world: World): Promise<{ readonly act: string; readonly hash: string }> {
  const input = { act: 'staff.end', when: 'always' }
  const url = '/api/desk/acts/act.set_rule'
  const { provider, second } = world
  const payload = { ...why, attempt: world.unique('attempt'), input }
  const { act } = (await provider.inject({ method: 'POST', url, headers: second.headers, payload })).json<{
    act: string
  }>()
  const one = await provider.inject({ url: `/api/desk/prepared/${act}`, headers: second.headers })
  return { act, hash: one.json<{ plan_hash: string }>().plan_hash }
}

const atQueue = async ({ provider }: World) => {
  const job = provider.deps.ids.mint()
  const subject = { kind: 'work_item', id: job } as const
  const item = await aWorkItem(provider, workGivenUp, { key: job, subject, facts: { job, name: 'bank file' } })
  return toPublic('wit', item)
}
const onItem = async (world: World, body: object = {}) => ({
  params: { wit: await atQueue(world) },
  body: { attempt: world.unique('attempt'), ...body },
})
/** What two people do with one item: the first takes it. */
const claimed = async (world: World, by: World['desk']) => {
  const made = await onItem(world)
  const url = `/api/desk/items/${made.params.wit}/claim`
  await world.provider.inject({ method: 'POST', url, headers: by.headers, payload: made.body })
  return { ...made, body: { attempt: world.unique('attempt') } }
}
const queues: Calls = {
  deskQueues: { good: () => ({}) },
  deskQueue: { good: () => ({ params: { kind: 'work.given_up' } }) },
  deskItem: { good: async (world) => ({ params: { wit: await atQueue(world) } }) },
  claimItem: { good: (world) => onItem(world), refused: { item_claimed: (world) => claimed(world, world.second) } },
  releaseItem: {
    good: (world) => claimed(world, world.desk),
    refused: { item_not_claimed: (world) => onItem(world) },
  },
  assignItem: {
    good: (world) => onItem(world, { to: toPublic('stf', world.second.staff) }),
    refused: { invalid_request: (world) => onItem(world, { to: nothing('stf') }) },
  },
  noteItem: {
    good: (world) => onItem(world, { text: 'She will call again' }),
    refused: { invalid_request: (world) => onItem(world, { text: ' ' }) },
    keeps: ['work_note_texts'],
  },
  ...callsOfAct('WorkSettle', async (world) => ({ item: await atQueue(world) }), {
    refused: { not_found: (world) => doing(world, { item: nothing('wit') }) },
  }),
}

const waiting: Calls = {
  deskActs: { good: () => ({ query: { status: 'waiting' } }) },
  deskAct: { good: async (world) => ({ params: { act: (await prepared(world)).act } }) },
  approveAct: {
    async good(world) {
      const { act, hash } = await prepared(world)
      return { params: { act }, body: { ...why, attempt: world.unique('attempt'), plan_hash: hash } }
    },
    refused: {
      async act_changed(world) {
        const { act } = await prepared(world)
        return { params: { act }, body: { ...why, attempt: world.unique('attempt'), plan_hash: '0'.repeat(64) } }
      },
      async own_act(world) {
        const { act, hash } = await prepared(world)
        const body = { ...why, attempt: world.unique('attempt'), plan_hash: hash }
        return { params: { act }, body, headers: world.second.headers }
      },
    },
  },
  refuseAct: {
    good: async (world) => ({
      params: { act: (await prepared(world)).act },
      body: { ...why, attempt: world.unique('attempt') },
    }),
  },
  withdrawAct: {
    good: async (world) => ({
      params: { act: (await prepared(world)).act },
      body: { ...why, attempt: world.unique('attempt') },
      headers: world.second.headers,
    }),
    refused: {
      not_permitted: async (world) => ({
        params: { act: (await prepared(world)).act },
        body: { ...why, attempt: world.unique('attempt') },
      }),
    },
  },
  deskActsOffered: { good: () => ({}) },
  deskStaff: { good: () => ({}) },
  deskRoles: { good: () => ({}) },
  deskActRules: { good: () => ({}) },
  deskOutsideMoney: { good: () => ({}) },
}

const session: Calls = { getDeskSession: { good: () => ({}) } }

const calls: Calls = { ...session, ...reading, ...waiting, ...queues, ...staffActs }

export default calls
