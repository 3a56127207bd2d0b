import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { runDue } from '../platform/work/runner.ts'
import { enqueue } from '../platform/work/store.ts'
import { GiveUp, job } from '../platform/work/work.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

const program = fileURLToPath(new URL('./work.ts', import.meta.url))
const work = (...args: string[]) =>
  new Promise<{ code: unknown; out: string; errors: string }>((resolve) => {
    const env = { PATH: process.env['PATH'], DATABASE_URL: provider.databaseUrl }
    execFile(process.execPath, [program, ...args], { env }, (error, out, errors) =>
      resolve({ code: error === null ? 0 : error.code, out, errors }),
    )
  })

test('the operator sees what was given up and why, and has it tried again', { timeout: 60_000 }, async () => {
  const { deps } = provider
  let isOpen = false
  const bankFile = job({
    name: 'bank file',
    maxTries: 5,
    run: () => (isOpen ? Promise.resolve() : Promise.reject(new GiveUp('the account is closed'))),
  })
  const id = 'ab'.repeat(16)
  await enqueue(deps.pool, bankFile, { id, input: null, now: provider.clock.now() })
  await runDue(deps, [bankFile])
  const jobId = toPublic('job', id)
  expect((await work()).out.split('\n').map((each) => each.split(/ {2,}/))).toEqual([
    ['name', 'status', 'due', 'last run', 'progress', 'tries', 'last error'],
    [
      `bank file ${jobId}`,
      'given_up',
      '2026-06-01T12:00:00.000Z',
      '2026-06-01T12:00:00.000Z',
      '1',
      'the account is closed',
    ],
    [''],
  ])
  expect(await work('again', jobId)).toMatchObject({ code: 0, out: `${jobId} is tried again\n` })
  expect(await work('again', jobId)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('is no job that was given up') as unknown,
  })
  expect(await work('agian', jobId)).toMatchObject({
    code: 1,
    errors: expect.stringContaining('npm run work -- again') as unknown,
  })
  isOpen = true
  provider.clock.set(BigInt(Date.now() + 60_000) * 1_000n) // The program goes by the system's clock.
  expect(await runDue(deps, [bankFile])).toBe(1)
})
