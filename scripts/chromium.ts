import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { chromium } from 'playwright-core'

/** A browser for the tests, and where it came from. */
export type FoundChromium = { path: string; from: string }

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

/** The Chromium that is on this machine: $CHROMIUM, the system's, or the one in Playwright's cache. */
function installedChromium(): FoundChromium | undefined {
  const named = process.env['CHROMIUM']
  if (named !== undefined && named !== '') {
    if (!existsSync(named)) throw new Error(`CHROMIUM is set to ${named}, which does not exist`)
    return { path: named, from: '$CHROMIUM' }
  }
  const path = places.find((place) => existsSync(place))
  if (path !== undefined) return { path, from: 'found on this machine' }
  const cached = chromium.executablePath()
  return existsSync(cached) ? { path: cached, from: "found in Playwright's cache" } : undefined
}

/**
 * Finds Chromium, or fetches it: by Playwright, or, as root on Debian and its kin, by the system's packages.
 *
 * @throws Error when there is none and neither way brings one.
 */
export function findChromium(log: (message: string) => void): FoundChromium {
  const installed = installedChromium()
  if (installed !== undefined) return installed
  log('no Chromium here; fetching one by Playwright')
  const cli = join(dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')), 'cli.js')
  run(process.execPath, [cli, 'install', 'chromium'])
  const fetched = chromium.executablePath()
  if (existsSync(fetched)) return { path: fetched, from: 'fetched by Playwright' }
  if (process.getuid?.() === 0) {
    log('Playwright could not; asking the system for its package')
    run('apt-get', ['update'])
    run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'])
    const packaged = installedChromium()
    if (packaged !== undefined) return { ...packaged, from: "the system's package, just installed" }
  }
  throw new Error('no Chromium, and none could be fetched: install one, or set CHROMIUM to its path')
}

function run(program: string, args: string[]): void {
  spawnSync(program, args, { stdio: ['ignore', 'inherit', 'inherit'] })
}
