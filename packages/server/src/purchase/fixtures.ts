// A world for the deciders' tests: one payer with a gift and a balance, one vendor with one item.
import type { Decider, Id, Json, Ledger, NewAccount, Leg, Outcome, RowWrite, Table } from '@farthing/ledger'
import { available, balanceOf, defineMovement, done, facts as factsOf, memoryLedger } from '@farthing/ledger'
import { room as access } from '../access/index.ts'
import { payerOn } from '../account/fixtures.ts'
import type { Limit } from '../account/index.ts'
import { room as account } from '../account/index.ts'
import { itemOn } from '../catalog/fixtures.ts'
import type { Terms } from '../catalog/index.ts'
import { room as catalog } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { assetOf, boughtBucket, feeAccount, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import { fundsOn } from '../funding/fixtures.ts'
import { room as funding } from '../funding/index.ts'
import { grantOn } from '../incentive/fixtures.ts'
import { grantBucket, room as incentive } from '../incentive/index.ts'
import { mandateOn } from '../mandate/fixtures.ts'
import { room as mandate } from '../mandate/index.ts'
import { apiKeyActor, providerActor, userActor } from '../platform/actor.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import { anId } from '../platform/ledger-fixtures.ts'
import { rightsholderOn } from '../royalty/fixtures.ts'
import { room as royalty } from '../royalty/index.ts'
import { room as vendors } from '../vendor/index.ts'
import { vendorOn } from '../vendor/ledger-fixtures.ts'
import { capturingAccount } from './accounts.ts'
import type { PurchaseAnswer } from './answer.ts'
import { approve } from './approval.ts'
import type { Authorize } from './authorize.ts'
import { authorizePurchase } from './authorize.ts'
import type { RequestPurchase } from './request.ts'
import { requestPurchase } from './request.ts'
import { quoteOf } from './rules.ts'
import { captures, purchases, refunds, vendorOrders } from './tables.ts'

const below = [access, account, catalog, funding, incentive, mandate, royalty, vendors]
const tables = [...below.flatMap((room): readonly Table[] => room.tables), purchases, captures, refunds, vendorOrders]

/** Nine in the morning in Ely. */
export const nine = fromRfc3339('2026-11-24T09:00:00Z') ?? 0n
export const minute = 60_000_000n
export const day = 86_400_000_000n

export { anId }

export type World = Awaited<ReturnType<typeof aWorld>>

/**
 * A payer with `boughtMicros` in the wallet and a gift of `giftMicros`; a vendor whose item costs
 * `priceMicros`, of which the author has 30 % and the photographer 5 % after the fee of 5 %. `shares`: theirs in basis
 * points, if others.
 */
export async function aWorld(
  options: {
    priceMicros?: bigint
    boughtMicros?: bigint
    giftMicros?: bigint
    giftOf?: 'anyone' | 'vendor' | 'another vendor'
    limits?: readonly Limit[]
    mode?: Mode
    kind?: 'content' | 'goods'
    terms?: Terms
    feeFixedMicros?: bigint
    shares?: readonly [author: number, photographer?: number]
  } = {},
) {
  const {
    priceMicros = 120_000n,
    boughtMicros = 12_845_000n,
    giftMicros = 0n,
    mode = 'live',
    kind = 'content',
    shares: [ofAuthor, ofPhotographer] = [3_000, 500],
  } = options
  let now = nine
  const ledger = memoryLedger({ tables, clock: { now: () => now } })
  const asset = assetOf('USD', mode)
  const partner = anId()
  const { payer, user } = await payerOn(ledger, { partner, ...(options.limits && { limits: options.limits }) })
  if (boughtMicros > 0n) await fundsOn(ledger, { payer, user }, { micros: boughtMicros })
  const vendor = await vendorOn(ledger, { feeFixedMicros: options.feeFixedMicros ?? 0n })
  const gift = anId()
  const giftVendor = options.giftOf === 'vendor' ? vendor : options.giftOf === 'another vendor' ? anId() : null
  if (giftMicros > 0n) await grantOn(ledger, payer, { grant: gift, micros: giftMicros, vendor: giftVendor })
  const author = await rightsholderOn(ledger, vendor, { mode, role: 'author' })
  const photographer = await rightsholderOn(ledger, vendor, { mode, role: 'photographs' })
  const terms: Terms = options.terms ?? { daysToView: 30, countsFrom: 'first_opening' }
  const shares = [
    { rightsholder: author, role: 'author', basisPoints: ofAuthor },
    ...(ofPhotographer === undefined
      ? []
      : [{ rightsholder: photographer, role: 'photographs', basisPoints: ofPhotographer }]),
  ]
  const { item, version } = await itemOn(ledger, vendor, { mode, kind, priceMicros, terms, shares })
  const facts = { returnUrl: 'https://courier.example/read/pump', cancelUrl: 'https://courier.example/read/pump' }
  return {
    ledger,
    payer,
    user,
    partner,
    vendor,
    author,
    photographer,
    gift,
    item,
    version,
    asset,
    /** Submitted by the vendor's server, and by the payer. */
    byVendor: { actor: apiKeyActor(anId()) },
    byPayer: { actor: userActor(user) },
    accounts: {
      bought: boughtBucket(payer, asset),
      gift: grantBucket(gift, asset),
      vendor: vendorPayable(vendor, asset),
      author: rightsholderPayable(author, asset),
      photographer: rightsholderPayable(photographer, asset),
      fee: feeAccount(asset),
      capturing: capturingAccount(asset),
    },
    now: () => now,
    advance(by: bigint) {
      now += by
    },
    requestInput: (change: Partial<RequestPurchase> = {}): RequestPurchase => ({
      purchase: anId(),
      vendor,
      mode,
      item,
      version,
      priceMicros,
      currency: 'USD',
      terms: kind === 'content' ? terms : null,
      contentUrl: null,
      orderReference: anId(),
      facts,
      capture: 'automatic',
      nonceHash: null,
      meantFor: null,
      holdSeconds: 604_800,
      expiresInSeconds: 900,
      ...change,
    }),
    async request(change: Partial<RequestPurchase> = {}): Promise<Id> {
      const input = this.requestInput(change)
      const outcome = await ledger.submit(requestPurchase, anId(), input, this.byVendor)
      if (outcome.kind !== 'done')
        throw new Error(JSON.stringify(outcome, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v)))
      return input.purchase
    },
    /** Posted balance of an account; zero where it is not there. */
    async balance(account: Id): Promise<bigint> {
      const found = (await ledger.look({ accounts: [account], rows: [] })).account(account)
      return found === undefined ? 0n : balanceOf(found)
    },
    async free(account: Id): Promise<bigint> {
      const found = (await ledger.look({ accounts: [account], rows: [] })).account(account)
      return found === undefined ? 0n : available(found)
    },
  }
}

/** A mandate of the world's payer, and the hash of its secret. */
export const aMandate = (world: World, changes: Parameters<typeof mandateOn>[2] = {}) =>
  mandateOn(world.ledger, world, changes)

/** A movement that needs nothing before it. */
export type SetUpLeg = Extract<Leg, { kind: 'post' | 'pend' }>
type Effects = {
  opens?: readonly NewAccount[]
  legs?: readonly SetUpLeg[]
  rows?: readonly RowWrite[]
}
export const post = (debit: Id, credit: Id, micros: bigint) => ({ kind: 'post', debit, credit, micros }) as const

const movedByTest = defineMovement('test.moved', factsOf<null>())
/** Submitted by the provider itself. */
export const bySweep = { actor: providerActor('a test') }

/** Writes what a test needs to begin with, through the ledger. */
export async function run(ledger: Ledger, effects: Effects): Promise<void> {
  const setUp: Decider<null, Json> = {
    name: 'test.setUp',
    decide(_, draft) {
      for (const open of effects.opens ?? []) draft.open(open)
      for (const { table, key, row } of effects.rows ?? []) draft.put(table, key, row)
      const moves = draft.record(movedByTest.of(null))
      for (const leg of effects.legs ?? []) {
        if (leg.kind === 'post') moves.post(leg.debit, leg.credit, leg.micros)
        else moves.pend(leg)
      }
      return done(null)
    },
  }
  await ledger.submit(setUp, anId(), null, bySweep)
}

/** The answer of an operation that was done. */
export function answered(outcome: Outcome<Json>): PurchaseAnswer {
  if (outcome.kind !== 'done')
    throw new Error(`${outcome.kind}: ${'answer' in outcome ? JSON.stringify(outcome.answer) : ''}`)
  return outcome.answer as unknown as PurchaseAnswer
}

/** What the log says of its latest operation: the types of its events. */
export async function happened({ ledger }: Pick<World, 'ledger'>): Promise<string[]> {
  const operations = await ledger.log({ after: 0n, limit: 10_000 })
  return operations.at(-1)?.events.map(({ type }) => type) ?? []
}

/** The code of an operation that was refused. */
export function codeOf(outcome: Outcome<Json>): string {
  if (outcome.kind !== 'refused') throw new Error(`${outcome.kind}, not refused`)
  return (outcome.answer as { code: string }).code
}

/** What the page would have shown just now. */
export async function quoteFor(world: World, purchase: string): Promise<string> {
  const { ledger, payer, user } = world
  return ledger.preview((draft) => {
    const order = draft.row(purchases, purchase)
    if (order === undefined) throw new Error('no purchase')
    const approval = approve({ draft, at: world.now(), purchase, order, payer, user, approvedBy: user })
    return approval.kind === 'approved' ? quoteOf(approval.row, approval.funding) : 'none'
  })
}

/** One press of the button. */
export const attempt = async (world: World, purchase: string, change: Partial<Authorize> = {}) =>
  world.ledger.submit(
    authorizePurchase,
    anId(),
    {
      purchase,
      payer: world.payer,
      user: world.user,
      windowEndsAt: world.now() + 30n * minute,
      quote: await quoteFor(world, purchase),
      ...change,
    },
    world.byPayer,
  )
