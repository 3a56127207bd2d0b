import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A runtime that runs the SDK without being Node: what its program calls itself, and where it lies. */
export type Runtime = { name: string; path: string; version: string }

const folder = join(import.meta.dirname, 'runtimes')

// The packages that hold the programs; those around them only choose one, in an install script or a second process.
const programs = [
  { name: 'workerd', files: '@cloudflare/workerd-*/bin/workerd{,.exe}' },
  { name: 'deno', files: '@deno/*/deno{,.exe}' },
  { name: 'bun', files: '@oven/bun-*/bin/bun{,.exe}' },
] as const

/**
 * Finds Cloudflare's workerd, Deno and Bun in `scripts/runtimes`, and installs them there from npm the first time.
 *
 * @returns Those that run on this machine, and of each other one why not.
 */
export function findRuntimes(log: (message: string) => void): { found: Runtime[]; missing: string[] } {
  const trouble = isInstalled() ? undefined : install(log)
  const found: Runtime[] = []
  const missing: string[] = []
  for (const { name, files } of programs) {
    const runtime = globSync(join(folder, 'node_modules', files)).map((path) => tried(name, path))
    const works = runtime.find((one) => one !== undefined)
    if (works === undefined) missing.push(`${name}: ${trouble ?? 'npm has none that runs on this machine'}`)
    else found.push(works)
  }
  return { found, missing }
}

function isInstalled(): boolean {
  const { dependencies = {} } = manifestIn(folder) ?? {}
  return Object.entries(dependencies).every(
    ([name, version]) => manifestIn(join(folder, 'node_modules', name))?.version === version,
  )
}

function manifestIn(place: string): { version?: string; dependencies?: Record<string, string> } | undefined {
  const file = join(place, 'package.json')
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ReturnType<typeof manifestIn>) : undefined
}

// No install scripts: they would only copy or check the programs. Five minutes, so that a line that is dead ends.
function install(log: (message: string) => void): string | undefined {
  log('installing workerd, Deno and Bun into scripts/runtimes, once')
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--fetch-retries=1']
  const options = { cwd: folder, encoding: 'utf8', timeout: 300_000, shell: process.platform === 'win32' } as const
  const { status, stderr, error } = spawnSync('npm', args, options)
  if (status === 0) return undefined
  return `npm could not install it (${error?.message ?? stderr.match(/(?<=error ).*/)?.[0] ?? 'no reason given'})`
}

function tried(name: string, path: string): Runtime | undefined {
  try {
    const [version = ''] = execFileSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 }).split('\n')
    return { name, path, version: version.replace(new RegExp(`^${name} `), '').replace(/ \(.*$/, '') }
  } catch {
    return undefined // Made for another system, such as musl in the place of glibc.
  }
}
