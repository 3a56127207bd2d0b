// Grants that expired: taken back once, and none hides behind those that are held whole.
import type { Id, NewAccount, RowWrite } from '@farthing/ledger'
import { put } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buy, aSong } from '../access/fixtures.ts'
import { assetOf } from '../chart/index.ts'
import { grantBucket, incentivesAccount } from './accounts.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { aUser, signedInHeaders } from '../identity/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { atOnce, runNow, testProvider } from '../platform/testing.ts'
import type { Provider } from '../provider.ts'
import type { SetUpLeg } from '../purchase/fixtures.ts'
import { anId, run } from '../purchase/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { expireGrants } from './expire.ts'
import { grantsOf } from './store.ts'
import { grants } from './tables.ts'
import { welcome } from './welcome.ts'

let provider: TestProvider
let other: Provider
beforeAll(async () => {
  provider = await testProvider({ FARTHING_WELCOME_AMOUNT: '0.5', FARTHING_WELCOME_DAYS: '30' })
  other = await provider.another()
})
afterAll(() => provider.close())

const head = async () => (await provider.deps.ledger.log({ after: 0n, limit: 100_000 })).at(-1)?.seq ?? 0n
const since = async (seq: bigint) =>
  (await provider.deps.ledger.log({ after: seq, limit: 1_000 })).filter(({ decider }) => decider === 'incentive.expire')
const sweepOnBoth = () => Promise.all([provider, other].map(({ deps }) => runNow(deps, expireGrants)))

/** Grants of a payer that expire at an instant, of 100 micro-units each; held whole where `held`. */
async function aCrowdOf(payer: TestUser, count: number, expiresAt: bigint, held: boolean): Promise<Id[]> {
  const asset = assetOf('USD', 'live')
  const expense = incentivesAccount(asset)
  const ids = Array.from({ length: count }, anId)
  const row = { payer: payer.account, issuer: null, expense, title: 'Gift', spendableAt: null, asset, micros: 100n }
  const opens = ids.map((id): NewAccount => ({ id: grantBucket(id, asset), asset }))
  const legs = ids.flatMap((id): SetUpLeg[] => {
    const bucket = grantBucket(id, asset)
    const hold = {
      hold: anId(),
      holdKind: 'test',
      debit: bucket,
      credit: expense,
      micros: 100n,
      expiresAt: expiresAt + 1_000_000_000n,
    }
    return [
      { kind: 'post', debit: expense, credit: bucket, micros: 100n },
      ...(held ? [{ kind: 'pend' as const, ...hold }] : []),
    ]
  })
  const rows = ids.map((id): RowWrite => put(grants, id, { ...row, grantedAt: 0n, expiresAt, endedAt: null }))
  await run(provider.deps.ledger, { opens, legs, rows })
  return ids
}
/** What was taken back of a payer's grants since a place in the log, an operation a line. */
async function takenBack(user: TestUser, seq: bigint) {
  const own = new Set((await grantsOf(provider.deps, user.account)).map(({ id }) => id))
  return (await since(seq))
    .filter(({ answer }) => own.has((answer as { grant: Id }).grant))
    .map(({ kind, legs }) => [kind, ...legs.map((leg) => ('micros' in leg ? leg.micros : 0n))])
}
const isEnded = async (grant: Id) =>
  (await provider.deps.ledger.look({ accounts: [], rows: [[grants, grant]] })).row(grants, grant)?.endedAt !== null

test('two servers that sweep at once take each back in one operation, and log no refusal', async () => {
  const users = [await aUser(provider), await aUser(provider)]
  for (const user of users) await welcome(provider.deps, user.account)
  provider.clock.advance(30 * 86_400)
  const before = await head()
  await Promise.all(atOnce([provider.deps, other.deps]).map((deps) => runNow(deps, expireGrants)))
  expect((await since(before)).map(({ kind }) => kind)).toEqual(['done', 'done'])
  await sweepOnBoth()
  expect(await since(before)).toHaveLength(2)
})

test('450 that are held whole do not hide one behind them', async () => {
  const user = await aUser(provider)
  await welcome(provider.deps, user.account) // Opens the account that bears the cost.
  const now = provider.clock.now()
  await aCrowdOf(user, 450, now + 1_000_000n, true)
  const [behind = ''] = await aCrowdOf(user, 1, now + 2_000_000n, false)
  provider.clock.advance(10)
  const before = await head()
  await runNow(provider.deps, expireGrants)
  expect(await isEnded(behind)).toBe(true)
  expect((await since(before)).map(({ kind }) => kind)).toEqual(['done'])
})

test('what comes back from a hold after the first sweep goes at the next', async () => {
  const user = await aUser(provider)
  const shop = await aVendor(provider)
  await welcome(provider.deps, user.account)
  provider.clock.advance(30 * 86_400 - 60)
  const headers = await signedInHeaders(provider, user.user)
  const item = aSong({ price: { amount: '0.2', currency: 'USD' } })
  const { purchase } = await buy(provider, shop, { ...user, headers }, item, { capture: 'manual', hold_seconds: 600 })
  provider.clock.advance(60)
  const before = await head()
  await sweepOnBoth() // 0.3 of 0.5 goes back; 0.2 is held.
  await sweepOnBoth()
  expect(await takenBack(user, before)).toEqual([['done', 300_000n]])
  expect((await shop.post(`/v1/purchases/${purchase}/void`, {})).statusCode).toBe(200)
  await sweepOnBoth()
  expect(await takenBack(user, before)).toEqual([
    ['done', 300_000n],
    ['done', 200_000n],
  ])
})
