import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, axeFindings, openBrowser, sidewaysFindings } from './browser.ts'
import { demoPerson, signIn } from './people.ts'

let world: World
let browser: Browser

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  const maud = await signedIn(await aPhone(browser), 'maud@example.com', '/wallet')
  await buy(maud, `${world.vendors.courier}/articles/pumping-station`, 'form button')
  await buy(maud, `${world.vendors.halfstep}/songs/eel-catcher`, 'form[action$=".forever"] button')
  await maud.context().close()
}, 180_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

async function signedIn(context: BrowserContext, email: string, to: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(`${world.url}/sign-in?next=${encodeURIComponent(to)}`)
  await signIn(page, demoPerson(world, email))
  await page.waitForURL(`${world.url}${to}`)
  return page
}

async function buy(page: Page, where: string, button: string): Promise<void> {
  await page.goto(where)
  await page.locator(button).first().click()
  await page.getByRole('button', { name: /^Buy for/ }).click()
  await page.waitForURL(`${new URL(where).origin}/**`)
}

/** What is wrong with each page, once it has its data. */
async function findings(page: Page, urls: readonly string[], checks: readonly ((page: Page) => Promise<string[]>)[]) {
  const found: string[] = []
  for (const url of urls) {
    await page.goto(url, { waitUntil: 'networkidle' })
    await page.locator('h1').first().waitFor()
    for (const check of checks) found.push(...(await check(page)).map((finding) => `${page.url()}: ${finding}`))
  }
  return found
}

const ofWallet = ['', '/library', '/history', '/funds', '/limits'].map((path) => `/wallet${path}`)

describe('pages with real data', { timeout: 300_000 }, () => {
  test('the provider’s open pages pass axe, in dark and wide', async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      bypassCSP: true,
    })
    const open = ['/', '/sign-in', '/sign-up', '/dev/mail', '/nothing-here'].map((path) => world.url + path)
    expect(await findings(await context.newPage(), open, [axeFindings, sidewaysFindings])).toEqual([])
    await context.close()
  })

  test('R34 R22: the wallet’s pages pass axe on a phone', async () => {
    const context = await aPhone(browser, { bypassCSP: true })
    const page = await signedIn(context, 'maud@example.com', '/wallet')
    const urls = ofWallet.map((path) => world.url + path)
    expect(await findings(page, urls, [axeFindings, sidewaysFindings])).toEqual([])
    await context.close()
  })

  test('R40: the console’s pages pass axe, in dark and wide', async () => {
    const context = await browser.newContext({
      viewport: { width: 1440, height: 900 },
      colorScheme: 'dark',
      bypassCSP: true,
    })
    const page = await signedIn(context, 'editor@courier.example', '/console')
    const id = world.seeded.vendors.courier.id
    const urls = ['', '/sales', '/keys', '/sites'].map((path) => `${world.url}/console/${id}${path}`)
    expect(await findings(page, urls, [axeFindings, sidewaysFindings])).toEqual([])
    await context.close()
  })

  test('the vendors’ pages pass axe on a phone, and scroll one way only', async () => {
    const context = await aPhone(browser, { bypassCSP: true })
    const urls = [
      `${world.vendors.courier}/`,
      `${world.vendors.courier}/articles/pumping-station`,
      `${world.vendors.halfstep}/`,
      `${world.vendors.halfstep}/records/low-water`,
    ]
    expect(await findings(await context.newPage(), urls, [axeFindings, sidewaysFindings])).toEqual([])
    await context.close()
  })
})
