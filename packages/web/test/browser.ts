import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { standIn, type StandIn } from './stand-in/server.ts'
import type { SceneName } from './stand-in/scenes.ts'
import { id, now } from './stand-in/wallet-facts.ts'

/** Every page of both apps, by name. */
export const pages = {
  home: '/wallet',
  library: '/wallet/library',
  history: '/wallet/history',
  receipt: `/wallet/purchases/${id('txn', 1)}`,
  funds: '/wallet/funds',
  limits: '/wallet/limits',
  profile: '/wallet/profile',
  overview: `/console/${id('ven', 1)}`,
  sales: `/console/${id('ven', 1)}/sales`,
  sale: `/console/${id('ven', 1)}/sales/${id('txn', 1)}`,
  keys: `/console/${id('ven', 1)}/keys`,
  sites: `/console/${id('ven', 1)}/sites`,
  'desk front': '/desk',
  'desk search': '/desk/search?q=ellery',
  'desk account': `/desk/accounts/${id('acc', 1)}`,
  'desk account’s purchases': `/desk/accounts/${id('acc', 1)}?tab=purchases`,
  'desk account’s events': `/desk/accounts/${id('acc', 1)}?tab=events`,
  'desk account’s notes': `/desk/accounts/${id('acc', 1)}?tab=notes`,
  'desk vendor': `/desk/vendors/${id('ven', 1)}`,
  'desk users': '/desk/tables/users',
  'desk vendors': '/desk/tables/vendors',
  'desk purchases': '/desk/tables/purchases?status=declined',
  'desk queue': '/desk/queues/letter.print',
  'desk item': `/desk/items/${id('wit', 1)}`,
  'desk act': `/desk/acts/account.credit?account=${id('acc', 1)}`,
  'desk invitation': '/desk/acts/staff.invite',
  'desk second person': '/desk/second',
  'desk prepared': `/desk/second/${id('act', 1)}`,
  'desk record': '/desk/record',
  'desk staff': '/desk/staff',
  'desk rules': '/desk/rules',
  'desk work': '/desk/work',
  nowhere: '/wallet/nowhere',
  'nowhere at the desk': '/desk/nowhere',
  'nowhere in the console': `/console/${id('ven', 1)}/nowhere`,
} as const
export type PageName = keyof typeof pages
export const pageNames = Object.keys(pages) as PageName[]

export type Appearance = { width: 360 | 720 | 768 | 1280 | 1440; scheme: 'light' | 'dark'; dir?: 'rtl' }

/** One built app, one browser, and a stand-in provider for each scene that was asked for. */
export type Stage = {
  open: (scene: SceneName, path: string, look?: Appearance) => Promise<Shown>
  close: () => Promise<void>
}
export type Shown = {
  page: Page
  server: StandIn
  /** What the page complained of: errors thrown, files missing, rules of the policy broken. */
  complaints: string[]
  /** Sizes in bytes of the scripts that came, as they would be compressed. */
  scripts: Map<string, number>
  done: () => Promise<void>
}

/** Builds the app into a folder of its own and starts Chromium. */
export async function stage(executablePath: string): Promise<Stage> {
  const dist = await mkdtemp(join(tmpdir(), 'farthing-web-'))
  await build(dist)
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update']
  const browser = await chromium.launch({ executablePath, args })
  return {
    open: (scene, path, look = { width: 1440, scheme: 'light' }) => open(browser, dist, scene, path, look),
    async close() {
      await browser.close()
      await rm(dist, { recursive: true })
    },
  }
}

/** As `npm run build` does, apart from the test's own environment: in it Vite would take React's development build. */
async function build(dist: string): Promise<void> {
  const root = join(import.meta.dirname, '..')
  const vite = join(root, '../../node_modules/vite/bin/vite.js')
  const args = [vite, 'build', '--outDir', dist, '--emptyOutDir', '--logLevel', 'error']
  await promisify(execFile)(process.execPath, args, { cwd: root, env: { NODE_ENV: 'production' } })
}

async function open(browser: Browser, dist: string, scene: SceneName, path: string, look: Appearance): Promise<Shown> {
  const server = await standIn(dist, scene)
  const context = await browser.newContext({
    viewport: { width: look.width, height: 800 },
    colorScheme: look.scheme,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  const shown: Shown = {
    page,
    server,
    complaints: [],
    scripts: new Map(),
    done: () => shut(context, server),
  }
  await page.clock.setFixedTime(now)
  // At the desk nothing personal is shown before it was said why.
  await page.addInitScript(() => sessionStorage.setItem('farthing.desk.reason', 'Ticket 1042'))
  page.on('pageerror', (fault) => shown.complaints.push(String(fault)))
  page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('status of 500')) shown.complaints.push(message.text())
  })
  page.on('response', (response) => {
    const size = Number(response.headers()['x-compressed-size'] ?? '0')
    if (response.url().endsWith('.js')) shown.scripts.set(response.url(), size)
  })
  if (look.dir) {
    const { dir } = look
    await page.addInitScript((wanted) => {
      document.addEventListener('DOMContentLoaded', () => (document.documentElement.dir = wanted))
    }, dir)
  }
  await page.goto(server.url + path)
  if (scene !== 'signed-out') await settled(page)
  return shown
}

/**
 * The page is ready when its head, its first answers and its fonts are there. A quiet network is not enough: on a busy
 * machine script waits too.
 */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor({ state: 'attached' })
  await page.waitForFunction(() => !document.querySelector('[aria-busy="true"]'))
  await page.evaluate(() => document.fonts.ready)
}

async function shut(context: BrowserContext, server: StandIn): Promise<void> {
  await context.close()
  await server.close()
}

/** axe's violations of WCAG 2.2 AA, a line each. */
export async function violations(page: Page): Promise<string[]> {
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const { violations: found } = await new AxeBuilder({ page }).withTags(tags).analyze()
  return found.flatMap(({ id: rule, nodes }) => nodes.map(({ target }) => `${rule}: ${target.join(' ')}`))
}

/** Tables that are wider than their place, by name. */
export const cutOff = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.scroll')].flatMap((place) =>
      place.scrollWidth > place.clientWidth ? [place.getAttribute('aria-labelledby') ?? place.className] : [],
    ),
  )

/** How far the page can be scrolled sideways; 0 where all fits. */
export const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
