import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aUser } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

test('R13: who is signed in learns so from the session', async () => {
  const ada = await aUser(provider, { name: 'Ada' })
  const answer = await provider.inject({ url: '/api/wallet/session', headers: ada.headers })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ user: { name: 'Ada', email: ada.email, email_verified: true }, vendors: [] })
})
