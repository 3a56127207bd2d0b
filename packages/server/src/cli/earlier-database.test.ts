// A database made by commit c6c72db, which this version cannot keep, is refused in one sentence by every command.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { freshDatabase } from '../platform/testing.ts'

// Programs start slowly where much else runs.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const programs = {
  serve: new URL('../../serve.js', import.meta.url),
  seed: new URL('seed.ts', import.meta.url),
  start: new URL('../../../../demo/src/start.ts', import.meta.url),
} as const

let database: Awaited<ReturnType<typeof freshDatabase>>
let home: string
beforeAll(async () => {
  database = await freshDatabase()
  await makeEarlier(database.url)
  home = mkdtempSync(join(tmpdir(), 'farthing-earlier-'))
  chmodSync(home, 0o755)
  const postgres = await startEmbeddedPostgres({ folder: join(home, '.farthing', 'postgres'), database: 'farthing' })
  await makeEarlier(postgres.url)
  await postgres.stop()
})
afterAll(async () => {
  await database.drop()
  rmSync(home, { recursive: true, force: true })
})

async function makeEarlier(url: string): Promise<void> {
  const sql = await readFile(new URL('../platform/earlier-database.sql', import.meta.url), 'utf8')
  await ask(url, `DROP SCHEMA public CASCADE; CREATE SCHEMA public; ${sql}`)
}

async function ask(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<Record<string, unknown>>(text)).rows
  } finally {
    await client.end()
  }
}

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

/** All that a command says that does not start. */
async function saidBy(program: keyof typeof programs, env: Readonly<Record<string, string>>): Promise<string> {
  const child = spawn(process.execPath, [fileURLToPath(programs[program])], {
    cwd: home,
    env: { PATH: process.env['PATH'], FARTHING_PORT: '0', ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let text = ''
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (text += piece))
  await once(child, 'close')
  expect(child.exitCode).toBe(1)
  return text.replace(/^Farthing starts, but .*\n/, '') // Of pages that nobody has built yet.
}

test.each(['serve', 'seed'] as const)(
  '%s names the database in DATABASE_URL, and writes nothing to it',
  async (program) => {
    const { hostname, port, username } = new URL(database.url)
    expect(await saidBy(program, { DATABASE_URL: database.url })).toBe(
      `Farthing cannot start: the database ${database.name} at ${hostname}:${port} was made by an earlier version of ` +
        `Farthing and cannot be kept: make another with "createdb -h ${hostname} -p ${port} -U ${username} -E UTF8 ` +
        `-T template0 ${database.name}_new" and name it in DATABASE_URL\n`,
    )
    expect(
      await ask(database.url, `SELECT to_regclass('schema_migrations') AS made, to_regclass('work') AS work`),
    ).toEqual([{ made: null, work: null }])
  },
)

test('serve names the folder of a database that it runs itself', async () => {
  expect(await saidBy('serve', {})).toContain(
    'Farthing cannot start: the database in .farthing was made by an earlier version of Farthing and cannot be kept: ' +
      'remove the folder with "rm -r .farthing" and start again\n',
  )
})

test('so does npm start', async () => {
  const folder = join(home, '.farthing')
  const [FARTHING_PORT, COURIER_PORT, HALFSTEP_PORT] = [await freePort(), await freePort(), await freePort()]
  const ports = { FARTHING_PORT, COURIER_PORT, HALFSTEP_PORT }
  expect(await saidBy('start', { ...ports, FARTHING_DATA_FOLDER: folder })).toBe(
    'Farthing cannot start: the database in .farthing was made by an earlier version of Farthing and cannot be kept: ' +
      'remove the folder with "rm -r .farthing" and start again\n',
  )
})
