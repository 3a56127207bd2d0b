import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import type { App, Routes } from './app.ts'
import { buildApp } from './app.ts'
import { healthRoutes } from './health.ts'

let provider: TestProvider
let app: App
/** Requests whose handler has begun, in order, each with what lets it end. */
const begun: { readonly name: string; readonly end: () => void }[] = []

const job: Routes = (scope) => {
  for (const method of ['GET', 'POST'])
    scope.route<{ Params: { name: string } }>({
      method,
      url: '/job/:name',
      async handler({ params: { name } }) {
        await new Promise<void>((end) => begun.push({ name, end }))
        if (name === 'broken') throw new Error('broken')
        return { name }
      },
    })
}

beforeAll(async () => {
  provider = await testProvider()
  app = await buildApp(provider.deps, [job, healthRoutes], { capacity: { atWork: 2, waiting: 2 } })
})
afterAll(async () => {
  await app.close()
  await provider.close()
})

const get = (url: string) => app.inject({ method: 'GET', url })
/** Lets everything happen that can. */
const settled = async () => {
  for (let i = 0; i < 20; i++) await turn()
}
const names = () => begun.map(({ name }) => name)

test('two requests are worked on, two wait in order of arrival, a fifth is told to come again', async () => {
  const answers = ['a', 'broken', 'c', 'd'].map((name) => get(`/job/${name}`))
  await settled()
  expect(names()).toEqual(['a', 'broken'])

  const refused = await get('/job/e')
  expect([refused.statusCode, refused.json<{ code: string }>().code]).toEqual([503, 'overloaded'])
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
  expect((await get('/healthz')).statusCode).toBe(200)

  begun[1]?.end() // Fails, and makes room like any other.
  expect((await answers[1])?.statusCode).toBe(500)
  await settled()
  expect(names()).toEqual(['a', 'broken', 'c'])
  begun[0]?.end()
  await settled()
  expect(names()).toEqual(['a', 'broken', 'c', 'd'])
  for (const { end } of begun) end()
  expect((await Promise.all(answers)).map((answer) => answer.statusCode)).toEqual([200, 500, 200, 200])

  const later = get('/job/f') // A refusal took nobody's place.
  await settled()
  begun.at(-1)?.end()
  expect((await later).json()).toEqual({ name: 'f' })
})

test('a sender who does not come to an end takes no place', async () => {
  await app.listen({ port: 0, host: '127.0.0.1' })
  let heard = 0
  const allHeard = new Promise<void>((resolve) => {
    app.server.on('request', () => ++heard === 4 && resolve())
  })
  const { port } = app.server.address() as AddressInfo
  const head = 'POST /job/slow HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n{'
  const slow = Array.from({ length: 4 }, () =>
    connect(port, '127.0.0.1')
      .setNoDelay()
      .on('error', () => undefined),
  )
  for (const socket of slow) socket.write(head)
  await allHeard
  await settled()
  begun.length = 0
  const answer = get('/job/quick')
  await settled()
  expect(names()).toEqual(['quick'])
  begun[0]?.end()
  expect((await answer).statusCode).toBe(200)
  for (const socket of slow) socket.destroy()
})

test('T33: who has no answer in time is told what is known: nothing was done, or that it is not known', async () => {
  const bounds = { ...provider.deps.bounds, queued: 50, answer: 400 }
  const late = await buildApp({ ...provider.deps, bounds }, [job], { capacity: { atWork: 2, waiting: 2 } })
  begun.length = 0
  const ask = async (method: 'GET' | 'POST', name: string) => {
    const answer = await late.inject({
      method,
      url: `/job/${name}`,
      headers: { origin: provider.deps.config.publicUrl },
    })
    return [name, answer.statusCode, answer.json<{ code?: string }>().code, Number(answer.headers['retry-after']) > 0]
  }
  const answers = await Promise.all([
    ask('GET', 'looks'),
    ask('POST', 'writes'),
    ask('POST', 'waits'), // Nobody has looked at it yet.
    ask('GET', 'waits too'),
  ])
  expect(answers).toEqual([
    ['looks', 503, 'overloaded', true],
    ['writes', 503, 'outcome_unknown', true],
    ['waits', 503, 'overloaded', true],
    ['waits too', 503, 'overloaded', true],
  ])
  // Who is told that nothing was done, for whom nothing is.
  await settled()
  expect(names()).toEqual(['looks', 'writes'])
  for (const { end } of begun) end() // Too late to be heard.
  await settled()
  const next = late.inject({ method: 'GET', url: '/job/next' })
  await settled()
  begun.at(-1)?.end()
  expect((await next).json()).toEqual({ name: 'next' })
  await late.close()
})
