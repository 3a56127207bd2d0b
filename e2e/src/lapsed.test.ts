import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, openBrowser } from './browser.ts'
import { demoPerson, signIn } from './people.ts'

// A form half filled when the session ends elsewhere: at the real provider, in a real browser.

let world: World
let browser: Browser

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
}, 120_000)

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

/** The session is over, as if it had run out: the browser has no cookie any more. */
const lapse = (context: BrowserContext): Promise<void> => context.clearCookies({ name: '__Host-farthing' })

describe('what was typed is there after signing in again', { timeout: 90_000 }, () => {
  test('approval page, script off: the voucher; and nobody else sees it', async () => {
    const context = await aPhone(browser, { javaScriptEnabled: false })
    const page = await signedIn(context, 'tom@example.com', '/')
    await page.goto(`${world.vendors.halfstep}/records/low-water`)
    await page.locator('form[action$="/low-water"] button').click()
    await page.getByLabel('Voucher').fill('58094 74254 40538 10572 23653')
    await lapse(context)
    await page.getByRole('button', { name: 'Redeem and go on' }).click()
    const purchase = page.url().replace(/\/redeem$/, '')
    await signIn(page, demoPerson(world, 'maud@example.com'))
    expect(page.url()).toBe(purchase)
    expect(await page.content()).not.toMatch(/58094|23653/)
    await lapse(context)
    await page.goto(purchase)
    await signIn(page, demoPerson(world, 'tom@example.com'))
    expect((await page.getByLabel('Voucher').inputValue()).replace(/\D/g, '')).toBe('5809474254405381057223653')
    await page.getByRole('button', { name: 'Redeem and go on' }).click()
    expect(await page.locator('main').innerText()).toContain('500 tokens arrived.')
    await context.close()
  })

  test('wallet: the number of a voucher; and the next person at the machine does not see it', async () => {
    const context = await aPhone(browser)
    const page = await signedIn(context, 'tom@example.com', '/wallet/funds')
    const field = page.getByLabel('Voucher number')
    await field.fill('99950-48635-94762-46275-51165')
    await lapse(context)
    await page.getByRole('button', { name: 'Add to my wallet' }).click()
    await page.waitForURL('**/sign-in?next=*')
    await signIn(page, demoPerson(world, 'tom@example.com'))
    await page.waitForURL(`${world.url}/wallet/funds`)
    await expect.poll(() => field.inputValue(), { timeout: 20_000 }).toBe('99950-48635-94762-46275-51165')
    await lapse(context)
    await page.getByRole('button', { name: 'Add to my wallet' }).click()
    await page.waitForURL('**/sign-in?next=*')
    await signIn(page, demoPerson(world, 'maud@example.com'))
    await page.getByRole('button', { name: 'Maud Ellery' }).waitFor()
    await page.getByText('Issued to you').waitFor()
    expect(await field.inputValue()).toBe('')
    await context.close()
  })

  test('console: the name of a key that was about to be made', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const keys = `/console/${world.seeded.vendors.courier.id}/keys`
    const page = await signedIn(context, 'editor@courier.example', keys)
    const name = page.getByLabel(/^Name of a new live key/)
    await name.fill('billing server')
    await lapse(context)
    await page.getByRole('button', { name: 'Make a live key' }).click()
    await page.waitForURL('**/sign-in?next=*')
    await signIn(page, demoPerson(world, 'editor@courier.example'))
    await page.waitForURL(`${world.url}${keys}`)
    await expect.poll(() => name.inputValue(), { timeout: 20_000 }).toBe('billing server')
    expect(await page.getByRole('row', { name: /billing server/ }).count()).toBe(0)
    await context.close()
  })
})
