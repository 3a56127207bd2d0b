import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { nodeOptions } from '../platform/node-options.ts'
import { freshDatabase } from '../platform/testing.ts'

// Programs start slowly where much else runs.
vi.setConfig({ testTimeout: 120_000 })

const program = fileURLToPath(new URL('../../serve.js', import.meta.url))
const serve = (env: Record<string, string>): ChildProcess =>
  spawn(process.execPath, [...nodeOptions, program], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })

async function textOf(stream: ChildProcess['stderr']): Promise<string> {
  let text = ''
  for await (const chunk of stream ?? []) text += String(chunk)
  return text
}

test('the provider says where it answers, answers, and ends cleanly at SIGTERM', async () => {
  const database = await freshDatabase()
  const child = serve({ DATABASE_URL: database.url, FARTHING_PORT: '0', FARTHING_LOG_LEVEL: 'warn' })
  try {
    const lines = createInterface({ input: child.stdout ?? process.stdin })
    const [line] = (await once(lines, 'line')) as [string]
    const { ready, url } = JSON.parse(line) as { ready: boolean; url: string }
    expect(ready).toBe(true)
    expect(await (await fetch(`${url}/healthz`)).json()).toEqual({ status: 'ok' })
    const held = fetch(`${url}/openapi.json`) // Asked before the end: still answered.
    expect((await held).status).toBe(200)
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  } finally {
    child.kill('SIGKILL')
    await database.drop()
  }
})

test('every mistake of the settings is told at once, and nothing starts', async () => {
  const child = serve({ FARTHING_MODE: 'production', FARTHING_PORT: 'http' })
  const [errors] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
  expect(child.exitCode).toBe(1)
  for (const name of ['FARTHING_PORT', 'FARTHING_PUBLIC_URL', 'FARTHING_MASTER_KEY', 'DATABASE_URL'])
    expect(errors).toContain(name)
})

test('`npm run serve` gives Node the options that keep a server small', async () => {
  const file = new URL('../../../../package.json', import.meta.url)
  const { scripts } = JSON.parse(await readFile(file, 'utf8')) as { scripts: Record<string, string> }
  expect(scripts['serve']).toBe(`node ${nodeOptions.join(' ')} packages/server/serve.js`)
})

test('a database of another schema stops the start, naming what is wrong', async () => {
  const database = await freshDatabase()
  try {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(`INSERT INTO migrations (number, name, checksum) VALUES (9999, '9999-of-tomorrow.sql', '')`)
    await client.end()
    const child = serve({ DATABASE_URL: database.url, FARTHING_PORT: '0' })
    const [errors] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
    expect(child.exitCode).toBe(1)
    expect(errors).toContain('the database is newer than this server: it has 9999-of-tomorrow.sql')
  } finally {
    await database.drop()
  }
})
