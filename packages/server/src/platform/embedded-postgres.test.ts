import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres.ts'
import { isRunning, runningPostmaster } from './postmaster.ts'

let folder: string
let running: EmbeddedPostgres[]

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'farthing-embedded-'))
  chmodSync(folder, 0o755)
  running = []
})

afterEach(async () => {
  for (const server of running) await server.stop()
  const left = runningPostmaster(join(folder, 'data'))
  if (left !== undefined) process.kill(left.pid, 'SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: { port?: number; database?: string; openFolder?: string; folder?: string } = {}) {
  const server = await startEmbeddedPostgres({ folder, durable: false, ...options })
  running.push(server)
  return server
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows[0] ?? []
  } finally {
    await client.end()
  }
}

// A process of its own that starts PostgreSQL in `folder` and exits, without stopping it, when its input ends.
async function startElsewhere(): Promise<ChildProcess> {
  const program = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(join(import.meta.dirname, 'embedded-postgres.ts'))})
    await startEmbeddedPostgres({ folder: ${JSON.stringify(folder)} })
    console.log('ready')
    process.stdin.resume().on('end', () => process.exit())`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  await new Promise((done) => child.stdout.once('data', done))
  return child
}

async function ended(child: ChildProcess) {
  if (child.exitCode === null && child.signalCode === null) await new Promise((done) => child.once('exit', done))
}

describe('embedded PostgreSQL', () => {
  test('is version 18 with UTF-8, locale C.UTF-8, UTC and scram, on 127.0.0.1 alone', async () => {
    const { url } = await start({ database: 'farthing' })
    const settings = await ask(
      url,
      `SELECT current_setting('server_version_num')::int / 10000, current_setting('server_encoding'),
        (SELECT datcollate FROM pg_database WHERE datname = current_database()), current_setting('TimeZone'),
        current_setting('password_encryption'), current_setting('listen_addresses'),
        current_setting('unix_socket_directories'), current_database()`,
    )
    expect(settings).toEqual([18, 'UTF8', 'C.UTF-8', 'UTC', 'scram-sha-256', '127.0.0.1', '', 'farthing'])
    const wrong = url.replace(/:[^:@]+@/, ':guess@')
    await expect(ask(wrong, 'SELECT 1')).rejects.toThrow(/password/)
  })

  test('keeps its data from one start to the next, and its stop can be called twice', async () => {
    const first = await start({ database: 'farthing' })
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
    await first.stop()
    await first.stop()
    const second = await start({ database: 'farthing' })
    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([7])
  })

  test('listens where it is told, and says so when that port is taken', async () => {
    const other = createServer()
    await new Promise<void>((done) => other.listen(0, '127.0.0.1', done))
    const address = other.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    await expect(start({ port: address.port })).rejects.toThrow(`port ${address.port}, wanted for PostgreSQL, is taken`)
    await new Promise((done) => other.close(done))
    const { url } = await start({ port: address.port })
    expect(new URL(url).port).toBe(String(address.port))
  })

  test('refuses a folder that a living process uses', async () => {
    await start()
    await expect(start()).rejects.toThrow(/in use by process/)
  })

  test('mends what a killed process left: its server still running', async () => {
    const other = await startElsewhere()
    const left = runningPostmaster(join(folder, 'data'))
    other.kill('SIGKILL')
    await ended(other)
    expect(left !== undefined && isRunning(left.pid)).toBe(true)
    const { url } = await start()
    expect(await ask(url, 'SELECT 1')).toEqual([1])
    expect(left !== undefined && isRunning(left.pid)).toBe(false)
  })

  test('recovers what was committed when process and postmaster were both killed', async () => {
    const first = await startEmbeddedPostgres({ folder })
    running.push(first)
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n')
    const left = runningPostmaster(join(folder, 'data'))
    if (left === undefined) throw new Error('no postmaster')
    process.kill(left.pid, 'SIGKILL')
    await first.stop()
    const { url } = await start()
    expect(await ask(url, 'SELECT n FROM kept')).toEqual([7])
  })

  test('is not kept from starting by a stale postmaster.pid that names another program', async () => {
    const first = await start()
    await first.stop()
    writeFileSync(join(folder, 'data', 'postmaster.pid'), `${process.pid}\n${join(folder, 'data')}\n1\n5432\n\n*\n`)
    const { url } = await start()
    expect(await ask(url, 'SELECT 1')).toEqual([1])
  })

  test('ends by itself when its process exits without stopping it', async () => {
    const other = await startElsewhere()
    const left = runningPostmaster(join(folder, 'data'))
    if (left === undefined) throw new Error('no postmaster')
    other.stdin?.end()
    await ended(other)
    await expect.poll(() => isRunning(left.pid), { timeout: 10_000 }).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)('runs as root from folders that are closed to its user', async () => {
    const closed = join(folder, 'closed')
    const open = join(folder, 'open')
    mkdirSync(closed, { mode: 0o700 })
    const { url } = await start({ folder: join(closed, 'postgres'), openFolder: open, database: 'farthing' })
    expect(await ask(url, 'SELECT 1')).toEqual([1])
    expect(existsSync(join(closed, 'postgres', 'data'))).toBe(false)
  })

  test.runIf(process.getuid?.() === 0)('runs as root under a mask that closes all that is made (077)', async () => {
    const closed = join(folder, 'closed')
    const open = join(folder, 'open')
    mkdirSync(closed, { mode: 0o700 })
    mkdirSync(open, { mode: 0o700 }) // As an earlier start under such a mask left it.
    const mask = process.umask(0o077)
    try {
      const { url } = await start({ folder: join(closed, 'postgres'), openFolder: open, database: 'farthing' })
      expect(await ask(url, 'SELECT 1')).toEqual([1])
    } finally {
      process.umask(mask)
    }
  })

  test.runIf(process.getuid?.() === 0)('says which folder is closed where none can be opened', async () => {
    const closed = join(folder, 'closed')
    mkdirSync(closed, { mode: 0o700 })
    const starting = start({ folder: join(closed, 'postgres'), openFolder: join(closed, 'open') })
    await expect(starting).rejects.toThrow(/cannot reach .*\/closed\/open: a folder above it is closed/)
  })

  test('leaves its log beside its data', async () => {
    await start()
    expect(readFileSync(join(folder, 'postgres.log'), 'utf8')).toContain('ready to accept connections')
  })
})
