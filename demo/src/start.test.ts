import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { inCheckout } from './settings.ts'

type Ports = { FARTHING_PORT: string; COURIER_PORT: string; HALFSTEP_PORT: string }
type Run = { process: ChildProcess; output: () => string }

let folder: string
let ports: Ports
const runs: ChildProcess[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'farthing-start-'))
  chmodSync(folder, 0o755)
  const [FARTHING_PORT, COURIER_PORT, HALFSTEP_PORT] = await freePorts()
  ports = { FARTHING_PORT, COURIER_PORT, HALFSTEP_PORT }
})

afterAll(async () => {
  for (const run of runs) {
    if (run.exitCode !== null || run.signalCode !== null) continue
    run.kill('SIGTERM')
    await once(run, 'exit')
  }
  rmSync(folder, { recursive: true, force: true })
})

async function freePorts(): Promise<[string, string, string]> {
  const servers = [createServer(), createServer(), createServer()] as const
  const numbers = servers.map(async (server) => {
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return String(address.port)
  })
  const [one = '', two = '', three = ''] = await Promise.all(numbers)
  await Promise.all(servers.map((server) => new Promise((done) => server.close(done))))
  return [one, two, three]
}

async function start(env: Record<string, string> = {}): Promise<Run> {
  const child = spawn(process.execPath, [inCheckout('demo/src/start.ts')], {
    env: { PATH: process.env['PATH'], FARTHING_DATA_FOLDER: folder, ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  runs.push(child)
  let text = ''
  await new Promise<void>((done) => {
    const hear = (more: string) => {
      text += more
      if (text.includes('Ctrl-C stops everything')) done()
    }
    child.stdout.setEncoding('utf8').on('data', hear)
    child.stderr.setEncoding('utf8').on('data', hear)
    child.once('exit', () => done())
  })
  return { process: child, output: () => text }
}

async function end(run: Run, signal: NodeJS.Signals): Promise<number | null> {
  const ended = once(run.process, 'exit')
  run.process.kill(signal)
  await ended
  return run.process.exitCode
}

const provider = () => `http://127.0.0.1:${ports.FARTHING_PORT}`

// As Tom, whom the demo gives welcome tokens alone.
async function signIn(): Promise<Record<string, string>> {
  const origin = `http://wallet.localhost:${ports.FARTHING_PORT}`
  const answer = await fetch(`${provider()}/sign-in`, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams({ email: 'tom@example.com', password: 'wren-on-a-coin' }),
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  return {
    origin,
    cookie: answer.headers
      .getSetCookie()
      .map((cookie) => cookie.split(';')[0])
      .join('; '),
  }
}

async function walletOf(headers: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${provider()}/api/wallet/home`, { headers })
  expect(answer.status).toBe(200)
  return ((await answer.json()) as { wallets: unknown }).wallets
}

describe('npm start', { timeout: 300_000 }, () => {
  test('opens everything, keeps all data over Ctrl-C and over a kill, and mends itself', async () => {
    const first = await start()
    expect(first.output()).toContain(`http://courier.localhost:${ports.COURIER_PORT}`)
    for (const port of Object.values(ports)) expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200)
    const [code] = /\d{5}(-\d{5}){4}(?= +5 USD)/.exec(first.output()) ?? ['']
    const redeemed = await fetch(`${provider()}/api/wallet/vouchers/redeem`, {
      method: 'POST',
      headers: { ...(await signIn()), 'content-type': 'application/json' },
      body: JSON.stringify({ attempt: `att_${crypto.randomUUID()}`, code }),
    })
    expect([redeemed.status, await redeemed.text()]).toEqual([200, expect.stringContaining('"5"')])
    const before = await walletOf(await signIn())
    expect(await end(first, 'SIGINT')).toBe(0)
    for (const port of Object.values(ports))
      await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed')

    const second = await start()
    expect(second.output()).not.toContain('making a new database cluster')
    expect(await walletOf(await signIn())).toEqual(before)
    await end(second, 'SIGKILL')

    const third = await start()
    expect(third.output()).toContain('Farthing is running')
    expect(await walletOf(await signIn())).toEqual(before)
    expect(await end(third, 'SIGTERM')).toBe(0)
    expect(readFileSync(join(folder, 'postgres', 'postgres.log'), 'utf8')).toMatch(/database system is shut down\s*$/)
  })

  test('starts nothing when a setting is wrong, and tells every mistake', async () => {
    const run = await start({ COURIER_PORT: 'x', FARTHING_WELCOME_DAYS: '0' })
    expect(run.process.exitCode).toBe(1)
    expect(run.output()).toContain('COURIER_PORT must be a port')
    expect(run.output()).toContain('FARTHING_WELCOME_DAYS must be')
  })
})
