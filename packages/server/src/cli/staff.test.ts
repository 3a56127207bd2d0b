import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { aStaff } from '../desk/fixtures.ts'
import { readMails } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'

// Programs start slowly where much else runs.
vi.setConfig({ testTimeout: 120_000 })

let provider: TestProvider
beforeAll(async () => (provider = await testProvider()))
afterAll(() => provider.close())

const program = fileURLToPath(new URL('staff.ts', import.meta.url))
async function staff(...words: string[]): Promise<{ code: number; out: string; errors: string }> {
  const env = { PATH: process.env['PATH'], DATABASE_URL: provider.databaseUrl }
  const child = spawn(process.execPath, [program, ...words], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  let [out, errors] = ['', '']
  child.stdout.on('data', (chunk) => (out += String(chunk)))
  child.stderr.on('data', (chunk) => (errors += String(chunk)))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, errors }
}

test('the first administrators are invited by a command; the third at the desk, by two', async () => {
  const first = await staff('invite', 'Rui@Wallet.example', '--name', 'Rui Abreu', '--role', 'administrator')
  expect([first.code, first.errors.includes('good for 7 days')]).toEqual([0, true])
  expect(first.out).toMatch(/^http:\/\/wallet\.localhost:4400\/desk\/invitation\?link=[A-Za-z0-9]{43}\n$/)
  const [mail] = await readMails(provider.deps)
  expect([mail?.to, mail?.text.includes(first.out.trim())]).toEqual(['rui@wallet.example', true])
  const listed = await staff('list')
  expect(listed.out).toBe('rui@wallet.example\tRui Abreu\tinvited\tadministrator\n')
  await aStaff(provider, { roles: ['administrator'] })
  await aStaff(provider, { roles: ['administrator'] })
  const third = await staff('invite', 'ana@wallet.example', '--name', 'Ana', '--role', 'administrator')
  expect([third.code, third.out]).toEqual([1, ''])
  expect(third.errors).toContain('there are two administrators')
  expect((await staff('list')).out).not.toContain('ana@')
})

test('what is wrong is said, and nothing is done', async () => {
  for (const [words, said] of [
    [['invite', 'rui', '--name', 'Rui', '--role', 'finance'], 'rui is no e-mail address'],
    [['invite', 'a@wallet.example', '--role', 'finance'], '--name is missing'],
    [['invite', 'a@wallet.example', '--name', 'A'], '--role is missing'],
    [['invite', 'a@wallet.example', '--name', 'A', '--role', 'king'], '--role is king'],
    [['dismiss'], 'it is `npm run staff -- invite'],
  ] as const) {
    const { code, errors } = await staff(...words)
    expect([code, errors.includes(said)]).toEqual([1, true])
  }
})
