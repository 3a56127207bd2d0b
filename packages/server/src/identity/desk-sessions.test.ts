import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { beginDeskSession, deskCookieName, deskSession, endDeskSession, endDeskSessions } from './index.ts'
import { aUser } from './fixtures.ts'

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const at = (cookie: string) =>
  deskSession(provider.deps, { cookies: { [deskCookieName]: cookie } } as unknown as FastifyRequest)
const somebody = (): Id => provider.deps.ids.mint()

test('a session of the desk ends after 30 minutes without a request', async () => {
  const staff = somebody()
  const cookie = await beginDeskSession(provider.deps, staff)
  for (let i = 0; i < 3; i++) {
    provider.clock.advance(29 * 60)
    expect((await at(cookie))?.staff).toBe(staff)
  }
  provider.clock.advance(30 * 60)
  expect(await at(cookie)).toBeUndefined()
})

test('and after 8 hours, however busy it was', async () => {
  const cookie = await beginDeskSession(provider.deps, somebody())
  for (let minutes = 20; minutes < 480; minutes += 20) {
    provider.clock.advance(20 * 60)
    expect(await at(cookie)).toBeDefined()
  }
  provider.clock.advance(20 * 60)
  expect(await at(cookie)).toBeUndefined()
})

test('it is fresh for 10 minutes', async () => {
  const began = provider.clock.now()
  const cookie = await beginDeskSession(provider.deps, somebody())
  expect((await at(cookie))?.freshUntil).toBe(began + 600_000_000n)
})

test('all sessions of somebody end, but the one that is kept; others go on', async () => {
  const [staff, other] = [somebody(), somebody()]
  const cookies = await Promise.all([staff, staff, other].map((each) => beginDeskSession(provider.deps, each)))
  const [first = '', second = '', theirs = ''] = cookies
  await endDeskSessions(provider.deps, staff, { but: (await at(second))?.session ?? '' })
  expect([await at(first), (await at(second))?.staff, (await at(theirs))?.staff]).toEqual([undefined, staff, other])
  await endDeskSession(provider.deps, (await at(second))?.session ?? '')
  expect(await at(second)).toBeUndefined()
})

test('T20: no payer’s cookie opens the desk, and none of the desk’s opens the wallet', async () => {
  const { headers } = await aUser(provider)
  const payers = headers.cookie.split('=')[1] ?? ''
  expect(await at(payers)).toBeUndefined()
  const desks = await beginDeskSession(provider.deps, somebody())
  for (const name of ['__Host-farthing', deskCookieName]) {
    const answer = await provider.inject({ url: '/api/wallet/session', headers: { cookie: `${name}=${desks}` } })
    expect(answer.statusCode).toBe(401)
  }
})
