import type { Id } from '@farthing/ledger'
import { createVouchers, redeemVoucher } from '../funding/index.ts'
import { createUser, findByEmail, hashPassword } from '../identity/index.ts'
import { welcome } from '../incentive/index.ts'
import type { Mode } from '../chart/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { doneOr, submitAttempt, submitOnce } from '../platform/http/submit.ts'
import { keyOf, toPublic, whole } from '../platform/ids.ts'
import { formatAmount } from '../platform/money.ts'
import {
  addSite,
  apiKeys,
  createKey,
  hashSecretKey,
  nameVendor,
  openVendor,
  siteOf,
  vendors,
  writeSecretKey,
} from '../vendor/index.ts'
import { setLimit } from '../wallet/index.ts'
import type { DemoVendor } from './people.ts'
import { seedStaff } from './seed-staff.ts'
import { demoPassword, demoPeople, demoStaff, demoVendors, demoVouchers } from './people.ts'

/** What the demo has, for whoever shows it. */
export type DemoSeed = {
  readonly people: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly about: string
  }[]
  /** Who works for the provider, with the secret of their authenticator app. */
  readonly staff: readonly {
    readonly name: string
    readonly email: string
    readonly password: string
    readonly secret: string
    readonly about: string
  }[]
  /** Those that nobody has redeemed yet, unless somebody did since. */
  readonly vouchers: readonly { readonly code: string; readonly amount: string; readonly currency: string }[]
  readonly vendors: Readonly<
    Record<DemoVendor, { readonly id: string; readonly apiKey: string; readonly testKey: string }>
  >
}

/** Under which site each vendor sells. */
export type DemoSites = Readonly<Record<DemoVendor, string>>

/**
 * Puts the demo's people, vouchers and vendors into a database; what is there stays as it is, so a second start, and
 * one after a kill, mends what is missing and changes nothing else. Secrets are the same everywhere.
 *
 * @throws Error In production, and where the demo is not switched on.
 */
export async function seedDemo(deps: Deps, sites: DemoSites): Promise<DemoSeed> {
  const { config } = deps
  if (config.mode === 'production' || !config.demo)
    throw new Error('demo data is for FARTHING_DEMO=1 in development alone: its secrets are public')
  const users = new Map<string, Member>()
  for (const person of demoPeople) users.set(person.email, await seedPerson(deps, person))
  await seedVouchers(deps)
  await seedWallet(deps, memberOf(users, 'maud@example.com'))
  await seedStaff(deps)
  const keys = async (name: DemoVendor) =>
    seedVendor(deps, name, memberOf(users, demoVendors[name].owner).user, sites[name])
  return {
    people: demoPeople.map(({ name, email, about }) => ({ name, email, about, password: demoPassword })),
    staff: demoStaff.map(({ name, email, about, secret }) => ({ name, email, about, secret, password: demoPassword })),
    vouchers: demoVouchers
      .slice(1)
      .map(({ code, micros, currency }) => ({ code, amount: formatAmount(micros), currency })),
    vendors: { courier: await keys('courier'), halfstep: await keys('halfstep') },
  }
}

type Member = { readonly user: Id; readonly account: Id }

function memberOf(users: ReadonlyMap<string, Member>, email: string): Member {
  const member = users.get(email)
  if (member === undefined) throw new Error(`nobody in the demo has the address ${email}`)
  return member
}

async function seedPerson(deps: Deps, person: (typeof demoPeople)[number]): Promise<Member> {
  const known = await findByEmail(deps, person.email)
  if (known !== undefined) return known
  const { name, email } = person
  const passwordHash = await hashPassword(deps, demoPassword)
  const input = { name, email, passwordHash, emailVerified: true, timeZone: 'Europe/London' }
  const made = await createUser(deps, input, (account) => welcome(deps, account))
  return made ?? memberOf(new Map(), email)
}

const years = 5n * 365n * 86_400_000_000n

async function seedVouchers(deps: Deps): Promise<void> {
  for (const { code, micros, currency } of demoVouchers) {
    const input = {
      count: 1,
      amountMicros: micros,
      currency,
      batch: 'demo',
      expiresAt: deps.clock.now() + years,
      digits: [code],
    }
    await createVouchers(deps, input).catch(unlessKnown)
  }
}

/** Digits that are known were put there by an earlier start. */
function unlessKnown(error: unknown): void {
  if (!(error instanceof Problem) || error.code !== 'conflict') throw error
}

async function seedWallet(deps: Deps, { user, account }: Member): Promise<void> {
  await redeemVoucher(deps, { user, account }, 'demo-voucher', demoVouchers[0].code, 'demo')
  for (const [period, maxMicros] of [
    ['transaction', 2_000_000n],
    ['day', 5_000_000n],
  ] as const) {
    const input = { payer: account, user, currency: 'USD', window: { period }, maxMicros, windowEndsAt: 0n } as const
    doneOr(await submitAttempt(deps, account, `demo-limit-${period}`, setLimit, input, { actor: userActor(user) }))
  }
}

async function seedVendor(deps: Deps, name: DemoVendor, owner: Id, url: string) {
  const vendor = whole(keyOf('demo vendor', name))
  const row = async () => (await deps.ledger.look({ accounts: [], rows: [[vendors, vendor]] })).row(vendors, vendor)
  if ((await row()) === undefined) {
    const { basisPoints, fixedMicros } = deps.config.fee
    const input = {
      vendor,
      name: demoVendors[name].name,
      owner,
      feeBasisPoints: BigInt(basisPoints),
      feeFixedMicros: fixedMicros,
    }
    doneOr(await submitOnce(deps, deps.ids.mint(), openVendor, input, { actor: userActor(owner) }))
    await nameVendor(deps, input.vendor, input.name)
  }
  const site = siteOf(deps, url)
  if ((await row())?.sites.includes(site) === false) {
    doneOr(await submitOnce(deps, deps.ids.mint(), addSite, { vendor, site, by: owner }, { actor: userActor(owner) }))
  }
  const apiKey = await seedKey(deps, name, vendor, owner, 'live')
  return { id: toPublic('ven', vendor), apiKey, testKey: await seedKey(deps, name, vendor, owner, 'test') }
}

async function seedKey(deps: Deps, name: DemoVendor, vendor: Id, by: Id, mode: Mode): Promise<string> {
  const key = whole(keyOf('demo key', name, mode))
  const secret = writeSecretKey(mode, key, demoVendors[name].letters[mode])
  const known = (await deps.ledger.look({ accounts: [], rows: [[apiKeys, key]] })).row(apiKeys, key)
  if (known === undefined) {
    const secretHash = hashSecretKey(secret).toString('hex')
    const input = { vendor, key, mode, label: 'Demo', secretHash, last4: secret.slice(-4), by }
    doneOr(await submitOnce(deps, deps.ids.mint(), createKey, input, { actor: userActor(by) }))
  }
  return secret
}
