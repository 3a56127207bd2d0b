// Holds that nobody captured: ended once, whatever number of servers sees them.
import type { Decider, Operation } from '@farthing/ledger'
import { defineMovement, done, facts } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestUser } from '../identity/fixtures.ts'
import { signedInHeaders } from '../identity/fixtures.ts'
import { fromPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { atOnce, runNow, testProvider } from '../platform/testing.ts'
import { runDue } from '../platform/work/runner.ts'
import type { Provider } from '../provider.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { anId } from './fixtures.ts'
import { aBuyer, approve, purchaseBody } from './http-fixtures.ts'
import { expireHolds } from './sweep.ts'

let provider: TestProvider
let other: Provider
let vendor: TestVendor
let reader: TestUser
beforeAll(async () => {
  provider = await testProvider()
  other = await provider.another()
  vendor = await aVendor(provider)
  reader = await aBuyer(provider)
})
afterAll(() => provider.close())

/** A purchase of 0.12 that is held for so many seconds. */
async function aHold(secs = 60): Promise<string> {
  reader = { ...reader, headers: await signedInHeaders(provider, reader.user) } // Tests move the clock.
  const asked = await vendor.post('/v1/purchases', purchaseBody({ capture: 'manual', hold_seconds: secs }))
  const { id } = asked.json<{ id: string }>()
  await approve(provider, reader, id)
  return id
}
const statusOf = async (id: string) => (await vendor.get(`/v1/purchases/${id}`)).json<{ status: string }>().status

/** The operations that were made of these purchases since a place in the log: `expire` of each once is what is right. */
async function endings(after: bigint): Promise<Pick<Operation, 'kind' | 'answer'>[]> {
  const operations = await provider.deps.ledger.log({ after, limit: 1_000 })
  return operations.filter(({ decider }) => decider === 'purchase.expire')
}
const head = async () => (await provider.deps.ledger.log({ after: 0n, limit: 100_000 })).at(-1)?.seq ?? 0n

test('two servers that sweep at once end each hold in one operation, and no line of the log is a refusal', async () => {
  const holds = [await aHold(), await aHold(), await aHold()]
  provider.clock.advance(60)
  const before = await head()
  await Promise.all(atOnce([provider.deps, other.deps]).map((deps) => runNow(deps, expireHolds)))
  const made = await endings(before)
  expect(made.map(({ kind }) => kind)).toEqual(['done', 'done', 'done'])
  const ended = made.map(({ answer }) => (answer as { purchase: string }).purchase)
  expect(ended.toSorted()).toEqual(holds.map((id) => fromPublic('txn', id)).toSorted())
  expect(await Promise.all(holds.map(statusOf))).toEqual(['expired', 'expired', 'expired'])
})

test('nothing is asked of the ledger for a hold that still runs, or that was captured', async () => {
  const [running, captured] = [await aHold(61), await aHold(60)]
  expect((await vendor.post(`/v1/purchases/${captured}/capture`, {})).statusCode).toBe(200)
  provider.clock.advance(60)
  const before = await head()
  await runNow(provider.deps, expireHolds)
  expect(await endings(before)).toEqual([])
  provider.clock.advance(1)
  await runNow(provider.deps, expireHolds)
  expect(await endings(before)).toMatchObject([{ kind: 'done' }])
  expect(await statusOf(running)).toBe('expired')
})

test('200 due holds of another kind do not stand before a purchase’s', async () => {
  const [debit, credit] = [anId(), anId()]
  const hold: Decider<null, null> = {
    name: 'test.hold',
    decide(_input, draft, at) {
      draft.open({ id: debit, asset: 'USD', floor: null })
      draft.open({ id: credit, asset: 'USD' })
      const moves = draft.record(defineMovement('test.held', facts<null>()).of(null))
      for (let i = 0; i < 200; i++)
        moves.pend({ hold: anId(), holdKind: 'test', debit, credit, micros: 1n, expiresAt: at + 1n })
      return done(null)
    },
  }
  const held = await aHold()
  await provider.deps.ledger.submit(hold, anId(), null, { actor: { kind: 'test' } })
  provider.clock.advance(60)
  expect(await provider.deps.ledger.dueHolds('test', provider.clock.now(), 1_000)).toHaveLength(200)
  await runNow(provider.deps, expireHolds)
  expect(await statusOf(held)).toBe('expired')
})

test('what ran out while no server ran is ended once when two start again', async () => {
  await runDue(provider.deps, [expireHolds])
  const hold = await aHold()
  const before = await head()
  provider.clock.advance(3_600)
  await Promise.all([provider, other].map(({ deps }) => runDue(deps, [expireHolds])))
  expect(await endings(before)).toMatchObject([{ kind: 'done' }])
  expect(await statusOf(hold)).toBe('expired')
})
