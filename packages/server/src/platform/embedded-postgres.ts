import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, readFileSync, statSync } from 'node:fs'
import { chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { type Installation, makePrivateFolder, findInstallation } from './postgres-installation.ts'
import { postgresTrouble } from './postgres-trouble.ts'
import { endPostmaster, isRunning, runningPostmaster, startOf } from './postmaster.ts'
import { StartError } from './start-failure.ts'

export type EmbeddedPostgresOptions = {
  /** Holds data, password and log; made when absent, kept after stop. */
  folder: string
  /** On 127.0.0.1; a free one when not given. */
  port?: number
  /** Made when absent. */
  database?: string
  /** False gives up fsync: for data that nobody will miss. */
  durable?: boolean
  /** Further settings of postgresql.conf, by name. */
  settings?: Record<string, string>
  /** As root only: where programs and data go when `folder` is closed to PostgreSQL's user. */
  openFolder?: string
  /** Told what is being done, a sentence at a time. */
  log?: (message: string) => void
}

export type EmbeddedPostgres = {
  /** Of the superuser: postgres://postgres:…@127.0.0.1:port/database */
  url: string
  /** Rolls back what is open and ends the server; calling it again does nothing. */
  stop(): Promise<void>
}

/**
 * Runs a real PostgreSQL on 127.0.0.1 alone, with UTF-8, locale C.UTF-8, scram passwords and no Unix socket. What a
 * killed process left behind is repaired: a server that still runs is stopped, and its data are recovered.
 *
 * @throws Error when the port is taken, the folder is in use by a living process, or PostgreSQL does not start; the
 * message then ends with the last lines of its log.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const folder = resolve(options.folder)
  const log = options.log ?? (() => undefined)
  await mkdir(folder, { recursive: true, mode: 0o755 })
  await claim(folder)
  try {
    const installation = await findInstallation(folder, options.openFolder ?? '/var/lib/farthing', log)
    const password = await passwordIn(folder)
    await endLeftover(installation.dataFolder, log)
    if (!existsSync(join(installation.dataFolder, 'PG_VERSION'))) await initialise(installation, password, log)
    const { child, port } = await startServer({ installation, logFile: join(folder, 'postgres.log'), options, log })
    const url = (database: string) =>
      `postgres://postgres:${password}@127.0.0.1:${port}/${encodeURIComponent(database)}`
    const database = options.database ?? 'postgres'
    if (database !== 'postgres') await createDatabase(url('postgres'), database)
    return { url: url(database), stop: stopper(child, folder) }
  } catch (error) {
    await release(folder)
    throw error
  }
}

/**
 * Ends a server that a killed process left running in `folder`, if any, and says whether the folder is free.
 *
 * @returns False when a living process uses the folder.
 */
export async function endAbandonedPostgres(folder: string): Promise<boolean> {
  const whole = resolve(folder)
  if (owner(whole) !== undefined) return false
  await endLeftover(join(whole, 'data'), () => undefined)
  return true
}

// The file `owner` names the process that uses the folder, so that two starts do not share one server by accident.
async function claim(folder: string): Promise<void> {
  const file = join(folder, 'owner')
  for (;;) {
    try {
      await writeFile(file, `${process.pid} ${startOf(process.pid)}\n`, { flag: 'wx' })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const pid = owner(folder)
    if (pid !== undefined) throw new StartError(`${folder} is in use by process ${pid}; stop it first`)
    await release(folder)
  }
}

function owner(folder: string): number | undefined {
  const file = join(folder, 'owner')
  if (!existsSync(file)) return undefined
  const [pid, start] = readFileSync(file, 'utf8').trim().split(' ')
  return isRunning(Number(pid)) && startOf(Number(pid)) === (start ?? '') ? Number(pid) : undefined
}

async function release(folder: string): Promise<void> {
  await rm(join(folder, 'owner'), { force: true })
}

async function endLeftover(dataFolder: string, log: (message: string) => void): Promise<void> {
  const left = runningPostmaster(dataFolder)
  if (left !== undefined) {
    log(`stopping the PostgreSQL that an earlier run left behind (process ${left.pid})`)
    await endPostmaster(left.pid)
  }
  // After a crash its process number may belong to another program by now, which would keep PostgreSQL from starting.
  await rm(join(dataFolder, 'postmaster.pid'), { force: true })
}

async function passwordIn(folder: string): Promise<string> {
  const file = join(folder, 'password')
  if (!existsSync(file)) await writeFile(file, randomBytes(24).toString('base64url'), { mode: 0o600 })
  return (await readFile(file, 'utf8')).trim()
}

// Made under another name and renamed, so that a crash in between leaves no half-made cluster.
async function initialise(installation: Installation, password: string, log: (message: string) => void): Promise<void> {
  log('making a new database cluster')
  const unfinished = `${installation.dataFolder}.new`
  await makePrivateFolder(unfinished, installation.runAs)
  const passwordFile = join(unfinished, '..', 'initdb-password')
  await writeFile(passwordFile, password, { mode: 0o600 })
  if (installation.runAs.uid !== undefined && installation.runAs.gid !== undefined) {
    await chown(passwordFile, installation.runAs.uid, installation.runAs.gid)
  }
  const flags = ['--username=postgres', '--auth=scram-sha-256', '--encoding=UTF8', '--locale=C.UTF-8']
  try {
    await run(installation.initdb, [`--pgdata=${unfinished}`, `--pwfile=${passwordFile}`, ...flags], installation.runAs)
    await rename(unfinished, installation.dataFolder)
  } finally {
    await rm(passwordFile, { force: true })
  }
}

async function run(program: string, args: string[], runAs: Installation['runAs']): Promise<void> {
  const child = spawn(program, args, { ...runAs, cwd: '/', env: environment(), stdio: ['ignore', 'ignore', 'pipe'] })
  let errors = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
  const code = await new Promise((done, fail) => child.once('error', fail).once('close', done))
  if (code !== 0) throw new StartError(`${postgresTrouble(errors)}\n${errors.trim()}`)
}

// PostgreSQL's own variables (PGPORT, PGDATA …) and the caller's language must not reach it.
function environment(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' }
}

type Starting = {
  installation: Installation
  logFile: string
  options: EmbeddedPostgresOptions
  log: (message: string) => void
}

async function startServer(starting: Starting): Promise<{ child: ChildProcess; port: number }> {
  const wanted = starting.options.port
  for (let attempt = 1; ; attempt++) {
    const port = wanted ?? (await freePort())
    const from = existsSync(starting.logFile) ? statSync(starting.logFile).size : 0
    const child = spawnServer(starting, port)
    if (await becomesReady(child, starting.installation.dataFolder)) return { child, port }
    const said = readFileSync(starting.logFile, 'utf8').slice(from)
    const taken = /could not (bind|create any TCP)/.test(said)
    if (taken && wanted !== undefined) throw new StartError(`port ${wanted}, wanted for PostgreSQL, is taken`)
    // After a postmaster was killed, its children hold its shared memory until they notice, for a second or two.
    const unfinished = /pre-existing shared memory|postmaster\.pid/.test(said)
    if (attempt === 20 || !(taken || unfinished)) throw new StartError(`${postgresTrouble(said)}\n${said.trim()}`)
    starting.log('PostgreSQL did not start yet; trying again')
    await sleep(500)
  }
}

// Detached: Ctrl-C reaches a terminal's whole process group, and PostgreSQL must live longer than the servers that
// write to it.
function spawnServer({ installation, logFile, options }: Starting, port: number): ChildProcess {
  const safe: Record<string, string> = { listen_addresses: '127.0.0.1', unix_socket_directories: '', timezone: 'UTC' }
  const fast: Record<string, string> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }
  const settings = { log_timezone: 'UTC', ...(options.durable === false ? fast : {}), ...options.settings, ...safe }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const output = openSync(logFile, 'a', 0o600)
  try {
    return spawn(installation.postgres, ['-D', installation.dataFolder, '-p', String(port), ...flags], {
      ...installation.runAs,
      cwd: '/',
      env: environment(),
      stdio: ['ignore', output, output],
      detached: true,
    })
  } finally {
    closeSync(output)
  }
}

async function becomesReady(child: ChildProcess, dataFolder: string): Promise<boolean> {
  const ended = new Promise<boolean>((done, fail) => child.once('error', fail).once('exit', () => done(true)))
  for (;;) {
    const server = runningPostmaster(dataFolder)
    if (server?.ready === true && server.pid === child.pid) return true
    if (await Promise.race([ended, sleep(20, false)])) return false
  }
}

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done, fail) => server.once('error', fail).listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  if (address === null || typeof address === 'string') throw new Error('no port on 127.0.0.1')
  return address.port
}

async function createDatabase(url: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name])
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`)
  } finally {
    await client.end()
  }
}

function stopper(child: ChildProcess, folder: string): () => Promise<void> {
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null
  const endWithUs = () => child.kill('SIGINT') // A last word where nobody called stop; PostgreSQL then ends by itself.
  process.once('exit', endWithUs)
  return async () => {
    process.off('exit', endWithUs)
    if (!hasEnded()) {
      const ended = once(child, 'exit')
      child.kill('SIGINT')
      await ended
    }
    await release(folder)
  }
}
