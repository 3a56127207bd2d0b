import type { ChildProcess } from 'node:child_process'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { describe, expect, test, vi } from 'vitest'
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

describe('a start that fails says what to do', () => {
  const saidOf = async (env: Record<string, string>): Promise<string> => {
    const child = serve({ FARTHING_PORT: '0', ...env })
    const [errors] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
    expect(child.exitCode).toBe(1)
    return errors.replace(/^Farthing starts, but .*\n/, '')
  }
  const free = async (): Promise<number> => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    await new Promise((done) => server.close(done))
    return port
  }

  test('no database answers, or it refuses', async () => {
    const database = await freshDatabase()
    try {
      const away = new URL(database.url)
      away.port = String(await free())
      const wrong = new URL(database.url)
      wrong.password = 'guess'
      const absent = new URL(database.url)
      absent.pathname = '/farthing_absent'
      expect(await saidOf({ DATABASE_URL: away.href })).toBe(
        `Farthing cannot start: no database answers at 127.0.0.1:${away.port}: start it, or mend DATABASE_URL\n`,
      )
      expect(await saidOf({ DATABASE_URL: wrong.href })).toBe(
        'Farthing cannot start: the database refuses the password in DATABASE_URL\n',
      )
      expect(await saidOf({ DATABASE_URL: absent.href })).toBe(
        'Farthing cannot start: there is no such database (database "farthing_absent" does not exist): create it, with encoding UTF8\n',
      )
    } finally {
      await database.drop()
    }
  })

  test('the port is taken', async () => {
    const database = await freshDatabase()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    try {
      expect(await saidOf({ DATABASE_URL: database.url, FARTHING_PORT: String(port) })).toBe(
        `Farthing cannot start: port ${port} is in use: stop what uses it, or set FARTHING_PORT\n`,
      )
    } finally {
      other.close()
      await database.drop()
    }
  })

  test('the data folder cannot be made', async () => {
    const FARTHING_DATA_FOLDER = join(program, 'data')
    expect(await saidOf({ FARTHING_DATA_FOLDER })).toBe(
      `Farthing cannot start: ${program}/data/postgres cannot be made: set FARTHING_DATA_FOLDER to a folder that can\n`,
    )
  })
})

test('`npm run serve` gives Node the options that keep a server small', async () => {
  const file = new URL('../../../../package.json', import.meta.url)
  const { scripts } = JSON.parse(await readFile(file, 'utf8')) as { scripts: Record<string, string> }
  expect(scripts['serve']).toBe(
    `node ${nodeOptions.join(' ')} --import ./scripts/need-node.js packages/server/serve.js`,
  )
})

test('a database of another schema stops the start, naming what is wrong', async () => {
  const database = await freshDatabase()
  try {
    const { default: pg } = await import('pg')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await client.query(
      `INSERT INTO schema_migrations (owner, number, name, checksum) VALUES ('wallet', 9999, '9999-of-tomorrow.sql', '')`,
    )
    await client.end()
    const child = serve({ DATABASE_URL: database.url, FARTHING_PORT: '0' })
    const [errors] = await Promise.all([textOf(child.stderr), once(child, 'exit')])
    expect(child.exitCode).toBe(1)
    expect(errors).toContain('the database is newer than this program: it has wallet/9999-of-tomorrow.sql')
  } finally {
    await database.drop()
  }
})
