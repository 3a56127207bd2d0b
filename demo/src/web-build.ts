import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { StartError } from '@farthing/server/start-failure'
import { inCheckout } from './settings.ts'

/**
 * Builds packages/web, unless its sources are the same as at the last build.
 *
 * @throws StartError with Vite's own words when it does not build.
 */
export async function buildWeb(dataFolder: string, log: (message: string) => void): Promise<void> {
  const stamp = join(dataFolder, 'web-build')
  const made = await digestOf(['packages/web', 'packages/brand', 'package-lock.json'])
  const before = existsSync(stamp) ? await readFile(stamp, 'utf8') : ''
  if (before === made && existsSync(inCheckout('packages/web/dist/index.html'))) return
  log('building the web pages')
  const vite = inCheckout('node_modules/vite/bin/vite.js')
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: inCheckout('packages/web'),
    env: { ...process.env, NODE_ENV: 'production' }, // A test's own would bring React's development build.
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  if (child.exitCode !== 0) {
    throw new StartError(
      `the web pages do not build; where npm ran with --omit=dev or --omit=optional, run \`npm ci\` without it\n${output}`,
    )
  }
  await mkdir(dataFolder, { recursive: true })
  await writeFile(stamp, made)
}

async function digestOf(paths: string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const path of paths) {
    for (const file of await filesBelow(inCheckout(path))) {
      hash
        .update(relative(inCheckout('.'), file))
        .update('\0')
        .update(await readFile(file))
        .update('\0')
    }
  }
  return hash.digest('hex')
}

async function filesBelow(path: string): Promise<string[]> {
  if (path.endsWith('.json')) return [path]
  const entries = await readdir(path, { withFileTypes: true, recursive: true })
  const isOurs = (file: string) => !/[\\/](node_modules|dist|\.[^\\/]+)[\\/]/.test(file) && !/\.test\.tsx?$/.test(file)
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(isOurs)
    .sort()
}
