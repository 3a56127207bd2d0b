import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, axeFindings, openBrowser, sidewaysFindings, smallTargets } from './browser.ts'
import { demoPerson, mailFor, openWallet, signIn } from './people.ts'

let world: World
let browser: Browser

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
}, 120_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

/** From the newspaper's price to the approval page. */
async function begin(page: Page): Promise<string> {
  await page.goto(`${world.vendors.courier}/articles/pumping-station`)
  await page.getByRole('button', { name: /tokens/ }).click()
  await page.waitForURL(`${world.url}/c/*`)
  return page.url()
}

describe('a forgotten password, script off', { timeout: 90_000 }, () => {
  test('R13: at an approval page, by the code of the mail, and back to the purchase', async () => {
    const page = await (await aPhone(browser, { javaScriptEnabled: false })).newPage()
    const tom = demoPerson(world, 'tom@example.com')
    const purchase = await begin(page)
    await page.getByRole('link', { name: 'Forgotten password?' }).click()
    await page.getByLabel('E-mail').fill(tom.email)
    await page.getByRole('button', { name: 'Send the mail' }).click()
    const code = /\b\d{4} \d{4}\b/.exec(await mailFor(page, world, tom))?.[0] ?? ''
    await page.getByLabel('Code from the e-mail').fill(code)
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Change the password' }).click()
    expect(await page.locator('main').innerText()).toContain('This has fewer than 10 characters.')
    expect(await page.getByLabel('Code from the e-mail').inputValue()).toBe(code)
    await page.getByLabel('New password').fill('a heron in the reeds')
    await page.getByRole('button', { name: 'Change the password' }).click()
    expect(await page.locator('main').innerText()).toContain('Your password is changed.')
    await signIn(page, { ...tom, password: 'a heron in the reeds' })
    expect(page.url()).toBe(purchase)
    expect(await page.getByRole('button', { name: /^Buy for/ }).isVisible()).toBe(true)
    expect(await page.locator('body').innerText()).toContain('Days and times are those of Europe/London.')
    await page.context().close()
  })

  test('T21: by the link of the mail on another device; the browser that was signed in is out', async () => {
    const jun = demoPerson(world, 'desk@halfstep.example')
    const office = await (await aPhone(browser, { javaScriptEnabled: false })).newPage()
    await office.goto(`${world.url}/sign-in?next=%2F`)
    await signIn(office, jun)
    const page = await (await aPhone(browser, { javaScriptEnabled: false })).newPage()
    await page.goto(`${world.url}/forgot-password`)
    await page.getByLabel('E-mail').fill(jun.email)
    await page.getByRole('button', { name: 'Send the mail' }).click()
    const link = /http:\S+reset-password\S+/.exec(await mailFor(page, world, jun))?.[0] ?? ''
    const tablet = await (await aPhone(browser, { javaScriptEnabled: false })).newPage()
    await tablet.goto(link)
    expect(await tablet.locator('main').innerText()).toContain(`For the wallet of ${jun.email}.`)
    await tablet.getByLabel('New password').fill('three herons wading')
    await tablet.getByRole('button', { name: 'Change the password' }).click()
    await tablet.waitForURL('**/sign-in?reason=password_changed')
    await office.goto(`${world.url}/`)
    expect(await office.getByRole('link', { name: 'Sign in' }).first().isVisible()).toBe(true)
    await tablet.goto(link)
    expect(await tablet.locator('main').innerText()).toContain('This mail works no more.')
    for (const each of [office, page, tablet]) await each.context().close()
  })
})

describe('the zone of a new account', { timeout: 90_000 }, () => {
  test('R23: with script the browser’s own is offered, at a vendor’s link too, and the wallet lives in it', async () => {
    const phone = await aPhone(browser, { timezoneId: 'America/New_York' })
    const page = await phone.newPage()
    const complaints: string[] = []
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
    const purchase = await begin(page)
    await page.getByRole('link', { name: 'Open a wallet' }).click()
    await expect.poll(() => page.getByLabel('Your days begin in').inputValue()).toBe('America/New_York')
    await page.goto(purchase)
    await openWallet(page, world, { name: 'Ida Wren', email: 'ida@example.org', password: 'a wren in the hedge' })
    expect(page.url()).toBe(purchase)
    expect(await page.locator('body').innerText()).toContain('Days and times are those of America/New York.')
    await page.goto(`${world.url}/wallet/limits`)
    await page.getByText('Days, weeks and months begin at 00:00 in America/New York.').waitFor()
    expect(complaints).toEqual([])
    await phone.close()
  })

  test('R23: without script it says UTC, and any other can be chosen', async () => {
    const phone = await aPhone(browser, { javaScriptEnabled: false, timezoneId: 'America/New_York' })
    const page = await phone.newPage()
    await page.goto(`${world.url}/sign-up`)
    expect(await page.getByLabel('Your days begin in').inputValue()).toBe('UTC')
    await page.getByLabel('Your days begin in').selectOption('Asia/Tokyo')
    await page.getByRole('button', { name: 'Open a wallet' }).click()
    expect(await page.getByLabel('Your days begin in').inputValue()).toBe('Asia/Tokyo')
    await phone.close()
  })
})

describe('the pages on the way', { timeout: 90_000 }, () => {
  test.each([
    [360, 'light'],
    [1440, 'dark'],
  ] as const)('pass axe at %i px, %s', async (width, colorScheme) => {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP: true })
    const page = await context.newPage()
    const found: string[] = []
    const look = async (): Promise<void> => {
      for (const check of [axeFindings, sidewaysFindings, smallTargets]) found.push(...(await check(page)))
    }
    const edith = demoPerson(world, 'editor@courier.example')
    await page.goto(`${world.url}/sign-up`)
    await look()
    await page.goto(`${world.url}/forgot-password`)
    await look()
    await page.getByLabel('E-mail').fill(edith.email)
    await page.getByRole('button', { name: 'Send the mail' }).click()
    await look()
    await page.getByLabel('Code from the e-mail').fill('1')
    await page.getByLabel('New password').fill('short')
    await page.getByRole('button', { name: 'Change the password' }).click()
    await look()
    const link = /http:\S+reset-password\S+/.exec(await mailFor(page, world, edith))?.[0] ?? ''
    await page.goto(link)
    await look()
    await page.goto(`${link}x`)
    await look()
    expect(found).toEqual([])
    await context.close()
  })
})
