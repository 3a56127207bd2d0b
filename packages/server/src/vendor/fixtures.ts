import type { Id } from '@farthing/ledger'
import type { LightMyRequestResponse } from 'fastify'
import type { Mode } from '../chart/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser } from '../identity/fixtures.ts'
import { userActor } from '../platform/actor.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { addSite } from './change-sites.ts'
import { createSecretKey } from './keys.ts'
import { openVendorAccount } from './open.ts'

export type TestVendor = {
  readonly vendor: Id
  /** `ven_…` */
  readonly ven: string
  readonly owner: TestUser
  /** `sk_…` */
  readonly secret: string
  get(url: string): Promise<LightMyRequestResponse>
  /** Under a new Idempotency-Key unless one is given. */
  post(url: string, body: object, idempotencyKey?: string): Promise<LightMyRequestResponse>
}

export type TestVendorOptions = {
  readonly name?: string
  readonly mode?: Mode
  readonly owner?: TestUser
  readonly sites?: readonly string[]
}

/** What tests look at in an answer: the common fields by type, all others as they come. */
export type Answered = {
  readonly id: string
  readonly code: string
  readonly param: string
  readonly secret: string
  readonly data: readonly Answered[]
  readonly by_day: readonly Answered[]
  readonly latest: readonly Answered[]
  readonly refunds: readonly Answered[]
  readonly timeline: readonly Answered[]
  readonly next_cursor: string | null
  readonly [field: string]: unknown
}

type Provider = Pick<TestProvider, 'deps' | 'inject'>
let count = 0

/** A vendor with an owner, a site and a live key, and its server's requests. */
export async function aVendor(provider: Provider, options: TestVendorOptions = {}): Promise<TestVendor> {
  const { deps } = provider
  const { name = 'The Fenland Courier', mode = 'live', sites = ['https://courier.example'] } = options
  const owner = options.owner ?? (await aUser(provider))
  const { vendor } = doneOr(await openVendorAccount(deps, { attempt: `fixture-${++count}`, owner: owner.user, name }))
  const by = owner.user
  for (const site of sites) {
    doneOr(await submitOnce(deps, deps.ids.mint(), addSite, { vendor, site, by }, { actor: userActor(by) }))
  }
  return { vendor, ven: toPublic('ven', vendor), owner, ...(await aServerOf(provider, vendor, by, mode)) }
}

/** A vendor's server with a key of its own. */
export async function aServerOf(
  provider: Provider,
  vendor: Id,
  by: Id,
  mode: Mode,
): Promise<Pick<TestVendor, 'secret' | 'get' | 'post'>> {
  const { deps, inject } = provider
  const { secret } = doneOr(
    await createSecretKey(deps, { attempt: `fixture-${++count}`, vendor, mode, label: 'server', by }),
  )
  if (secret === null) throw new Error('a new attempt has a new secret')
  const authorization = `Bearer ${secret}`
  return {
    secret,
    get: (url) => inject({ method: 'GET', url, headers: { authorization } }),
    post: (url, payload, key = `request-${++count}`) =>
      inject({ method: 'POST', url, headers: { authorization, 'idempotency-key': key }, payload }),
  }
}
