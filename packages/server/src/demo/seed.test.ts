import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { DemoSeed } from './seed.ts'
import { seedDemo } from './seed.ts'
import type { Answered } from '../vendor/fixtures.ts'

const sites = { courier: 'http://courier.localhost:4401', halfstep: 'http://halfstep.localhost:4402' }
let provider: TestProvider
let seed: DemoSeed

beforeAll(async () => {
  provider = await testProvider({ FARTHING_DEMO: '1' })
  seed = await seedDemo(provider.deps, sites)
})
afterAll(() => provider.close())

test('R1c R11: both vendors of the demo can use the API, in both modes', async () => {
  for (const name of ['courier', 'halfstep'] as const) {
    for (const [mode, key] of [
      ['live', seed.vendors[name].apiKey],
      ['test', seed.vendors[name].testKey],
    ] as const) {
      const answer = await provider.inject({ url: '/v1/vendor', headers: { authorization: `Bearer ${key}` } })
      expect(answer.json<Answered>()).toMatchObject({ id: seed.vendors[name].id, mode, sites: [sites[name]] })
    }
  }
})

test('a second start changes nothing, and says the same', async () => {
  const before = (await provider.deps.ledger.log({ after: 0n, limit: 1_000 })).filter(
    (operation) => operation.kind === 'done',
  )
  const other = await provider.another()
  expect(await seedDemo(other.deps, sites)).toEqual(seed)
  const after = (await provider.deps.ledger.log({ after: 0n, limit: 1_000 })).filter(
    (operation) => operation.kind === 'done',
  )
  expect(after.length).toBe(before.length)
})

test('another address of a vendor is registered beside the first', async () => {
  await seedDemo(provider.deps, { ...sites, courier: 'http://courier.localhost:5501' })
  const answer = await provider.inject({
    url: '/v1/sites',
    headers: { authorization: `Bearer ${seed.vendors.courier.apiKey}` },
  })
  expect(answer.json<Answered>()).toEqual({ data: [{ url: sites.courier }, { url: 'http://courier.localhost:5501' }] })
})

test('the demo is refused where it is not switched on, and in production', async () => {
  const { deps } = provider
  await expect(seedDemo({ ...deps, config: { ...deps.config, demo: false } }, sites)).rejects.toThrow('development')
  await expect(seedDemo({ ...deps, config: { ...deps.config, mode: 'production' } }, sites)).rejects.toThrow(
    'development',
  )
})
