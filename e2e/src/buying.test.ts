import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, openBrowser, weigh } from './browser.ts'
import { demoPerson, openWallet, signIn } from './people.ts'

const nina = { name: 'Nina Okwu', email: 'nina@example.org', password: 'three herons wading' }

let world: World
let browser: Browser
let phone: BrowserContext
let page: Page
/** The approval page of the first purchase. */
let bought: string

/** Browsers ask for the icon on their own; it weighs too. */
const icon = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${new URL(world.url).port}/favicon.ico`)).text()

/** Asks with the phone's cookies, for what its player would ask for. */
async function asThePhone(url: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const cookies = await phone.cookies(url)
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const at = new URL(url)
  at.hostname = '127.0.0.1' // Only browsers know every *.localhost for this machine.
  return fetch(at, { headers: { ...headers, cookie } })
}

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  phone = await aPhone(browser, { javaScriptEnabled: false })
  page = await phone.newPage()
}, 120_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

// One walk in order: each step begins where the one before ended.
describe('a newcomer, script off, from a newspaper to a record shop', { timeout: 90_000 }, () => {
  test('R41 R42: the paper’s button leads to the approval page, which shows what the paper’s server said', async () => {
    await page.goto(world.vendors.courier)
    await page.getByRole('link', { name: 'The pumping station that keeps Ely dry' }).first().click()
    await page.getByRole('button', { name: /12 tokens/ }).click()
    expect(page.url()).toMatch(new RegExp(`^${world.url}/c/txn_[0-9a-z]{26}$`))
    const words = await page.locator('main').innerText()
    expect(words).toContain('The Fenland Courier')
    expect(words).toContain(`${new URL(world.vendors.courier).host} · registered site`)
    expect(words).toContain('tokens · $0.12')
    expect(words).toContain('for 30 days from when you first open it')
  })

  test('the approval page weighs under 40 KB over the wire, cold and signed out', async () => {
    const visitor = await aPhone(browser, { javaScriptEnabled: false })
    const { bytes, requests } = await weigh(await visitor.newPage(), page.url())
    await visitor.close()
    expect(bytes + Buffer.byteLength(await icon())).toBeLessThan(40_000)
    expect(requests).toBeLessThanOrEqual(3)
  })

  test('R8 R10: opens a wallet on the way, proves the address, and is back at the purchase', async () => {
    bought = page.url()
    await openWallet(page, world, nina)
    expect(page.url()).toBe(bought)
    expect(await page.locator('main').innerText()).toContain('Welcome to Farthing')
    expect(await page.getByRole('button', { name: 'Buy for 12 tokens' }).isVisible()).toBe(true)
  })

  test('R2 R13: one click buys, and the article is open', async () => {
    await page.getByRole('button', { name: 'Buy for 12 tokens' }).click()
    expect(page.url()).toBe(`${world.vendors.courier}/articles/pumping-station`)
    const words = await page.locator('main').innerText()
    expect(words).toContain('Yours until')
    expect(words).toContain('Who was paid')
  })

  test('R13 R21: the record shop needs no login: its button leads straight to one that buys', async () => {
    await page.goto(`${world.vendors.halfstep}/records/low-water`)
    await page.locator('main .tracks a').first().click()
    const song = page.url()
    await page.locator('form[action$=".three-plays"] button').click()
    expect(await page.getByLabel('Password').count()).toBe(0)
    await page.getByRole('button', { name: /^Buy for/ }).click()
    expect(page.url()).toBe(song)
    const sent = page.waitForResponse(`${song}/sound.wav`)
    await page.getByRole('button', { name: 'Play' }).click()
    expect(await page.locator('main').innerText()).toContain('2 plays left after this one')
    expect([200, 206]).toContain((await sent).status())
  })

  test('R44: what the player asks for besides, and a page loaded again, goes by the one play that was counted', async () => {
    const song = page.url()
    for (const range of ['bytes=0-', 'bytes=65536-', 'bytes=131072-196607'])
      expect((await asThePhone(`${song}/sound.wav`, { range })).status).toBe(206)
    await page.reload()
    expect(await page.locator('main').innerText()).toContain('2 plays left after this one')
    const library = await asThePhone(`${world.url}/api/wallet/library`)
    const { data } = (await library.json()) as { data: { views_left: number | null }[] }
    expect(data.map((each) => each.views_left)).toContain(2)
  })

  test('too few tokens: a voucher, redeemed in place, and the purchase goes on', async () => {
    await page.goto(`${world.vendors.halfstep}/records/low-water`)
    await page.locator('form[action$="/low-water"] button').click()
    expect(await page.locator('main').innerText()).toMatch(
      /You hold [\d.]+ tokens, [\d.]+ too few\. Nothing was taken\./,
    )

    await page.getByLabel('Voucher').fill('58094 74254 40538 10572 23650')
    await page.getByRole('button', { name: 'Redeem and go on' }).click()
    expect(await page.locator('main').innerText()).toContain('There is no voucher with these digits. Nothing was added')
    expect(await page.getByLabel('Voucher').inputValue()).toBe('58094 74254 40538 10572 23650')

    await page.getByLabel('Voucher').fill('58094 74254 40538 10572 23653')
    await page.getByRole('button', { name: 'Redeem and go on' }).click()
    expect(await page.locator('main').innerText()).toContain('500 tokens arrived.')
    await page.getByRole('button', { name: 'Buy for 240 tokens' }).click()
    expect(await page.locator('main').innerText()).toContain('The record is yours')
  })

  test('a purchase that is paid says so, and leads back', async () => {
    await page.goto(bought)
    expect(await page.locator('main').innerText()).toMatch(/You bought this at \d\d:\d\d\./)
    await page.getByRole('button', { name: 'Go on to The Fenland Courier' }).click()
    expect(await page.locator('main').innerText()).toContain('Yours until')
  })

  test('R26: when the window has closed, buying asks for the password again, in place', async () => {
    world.clock.forward(world.provider.deps.config.purchaseWindowSeconds + 1)
    await page.goto(world.vendors.courier)
    await page.locator('.story h2 a').first().click()
    await page
      .getByRole('button', { name: /tokens/ })
      .first()
      .click()
    expect(await page.locator('main').innerText()).toContain('Sign in again to buy.')
    expect(await page.getByLabel('E-mail').inputValue()).toBe(nina.email)
    await page.getByLabel('Password').fill(nina.password)
    await page.getByRole('button', { name: 'Sign in and go on' }).click()
    await page.getByRole('button', { name: /^Buy for/ }).click()
    expect(await page.locator('main').innerText()).toContain('Yours until')
  })
})

describe('afterwards, script on', { timeout: 90_000 }, () => {
  let wallet: Page

  beforeAll(async () => {
    const context = await aPhone(browser, { storageState: await phone.storageState() })
    wallet = await context.newPage()
  })

  test('R22 R25: the library has what was bought at both, and opens it without the vendor’s page', async () => {
    await wallet.goto(`${world.url}/wallet/library`)
    await wallet.getByText('The pumping station that keeps Ely dry').first().waitFor()
    await wallet.getByText('Low Water').first().waitFor()
    const tile = wallet.locator('li', { hasText: 'The pumping station that keeps Ely dry' })
    await tile.getByRole('button').or(tile.getByRole('link')).first().click()
    await wallet.waitForURL(`${world.vendors.courier}/**`)
    expect(await wallet.locator('main').innerText()).toContain('Yours until')
  })

  test('R1g R20: the history has each movement, and the receipt who got what', async () => {
    await wallet.goto(`${world.url}/wallet/history`)
    await wallet.getByText('The pumping station that keeps Ely dry').first().click()
    await wallet.getByRole('heading', { name: 'Who got what' }).waitFor()
    const words = await wallet.locator('main').innerText()
    for (const party of ['Nora Whitlock', 'Idris Vane', 'The Fenland Courier']) expect(words).toContain(party)
  })

  test('R11 R40: the console shows the vendor its sales, and no buyer’s name', async () => {
    const office = await aPhone(browser, { viewport: { width: 1440, height: 900 } })
    const desk = await office.newPage()
    await desk.goto(`${world.url}/sign-in?next=%2Fconsole`)
    await signIn(desk, demoPerson(world, 'editor@courier.example'))
    await desk.getByRole('link', { name: 'Sales', exact: true }).click()
    await desk.getByText('The pumping station that keeps Ely dry').first().waitFor()
    const words = await desk.locator('body').innerText()
    expect(words).not.toContain(nina.name)
    expect(words).not.toContain(nina.email)
    await office.close()
  })

  test('R17: the vendors’ servers learned of the sales by webhook, and of nobody', async () => {
    await expect
      .poll(
        async () => {
          await wallet.goto(`${world.vendors.courier}/desk`)
          return wallet.locator('main').innerText()
        },
        { timeout: 20_000, interval: 500 },
      )
      .toMatch(/The pumping station that keeps Ely dry\s+captured/)
    await wallet.goto(`${world.vendors.halfstep}/orders`)
    const orders = await wallet.locator('main').innerText()
    expect(orders).toContain('captured')
    expect(orders).toMatch(/psn_[0-9a-z]{26}/)
    expect(orders).not.toContain('Nina')
    expect(orders).not.toContain('nina@')
  })
})

describe('somebody with limits, script off', { timeout: 90_000 }, () => {
  test('R23: a limit stops a purchase, says by how much, and leads to where it is changed', async () => {
    const context = await aPhone(browser, { javaScriptEnabled: false })
    const shop = await context.newPage()
    await shop.goto(`${world.vendors.halfstep}/records/low-water`)
    await shop.locator('form[action$="/low-water"] button').click()
    await signIn(shop, demoPerson(world, 'maud@example.com'))
    expect(await shop.locator('main').innerText()).toContain(
      'This would pass the limit for one purchase. It allows 200 tokens; this costs 240. Nothing was taken.',
    )
    expect(await shop.getByRole('link', { name: 'Change the limit' }).getAttribute('href')).toBe('/wallet/limits')
    await shop.getByRole('button', { name: /^Cancel/ }).click()
    expect(shop.url()).toMatch(`${world.vendors.halfstep}/records/low-water`)
    await context.close()
  })
})
