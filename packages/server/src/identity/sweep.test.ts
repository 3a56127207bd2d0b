import { afterAll, beforeAll, expect, test } from 'vitest'
import { seconds } from '../platform/clock.ts'
import type { TestProvider } from '../platform/testing.ts'
import { runNow, testProvider } from '../platform/testing.ts'
import { aUser } from './fixtures.ts'
import { forgetExpired } from './sweep.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

test('sessions are forgotten 30 days after they ended, however many, and none before', async () => {
  const { pool, clock } = provider.deps
  const user = await aUser(provider) // Has one that runs.
  const old = clock.now() - seconds(30 * 86_400)
  const add = (from: number, to: number, expiresAt: bigint) =>
    pool.query(
      `INSERT INTO sessions (id, user_id, created_at, authenticated_at, expires_at)
       SELECT decode(md5(i::text), 'hex'), $3, 0, 0, $4 FROM generate_series($1::int, $2::int) i`,
      [from, to, Buffer.from(user.user, 'hex'), expiresAt],
    )
  await add(1, 2_500, old - 1n)
  await add(2_501, 2_502, old)
  await runNow(provider.deps, forgetExpired)
  const { rows } = await pool.query<{ left: bigint }>('SELECT count(*) AS left FROM sessions')
  expect(rows).toEqual([{ left: 3n }])
})
