import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { cutOff, overflow, pageNames, pages, stage, violations, type Stage } from './browser.ts'
import { id } from './stand-in/wallet-facts.ts'

// The desk on a stand-in provider: every page in light and dark on the phone and the laptop, by keyboard, and what a
// form does where the session or the fresh login has lapsed.

let shop: Stage
beforeAll(async () => {
  shop = await stage(findChromium(() => undefined).path)
}, 120_000)
afterAll(() => shop.close())

const slow = { timeout: 120_000 }
const desk = pageNames.filter((name) => name.startsWith('desk '))

test.each(desk)('%s is whole and open to all at 360 and 1280 px, light and dark', slow, async (name) => {
  const { page, complaints, done } = await shop.open('little', pages[name], { width: 1280, scheme: 'light' })
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 })
    expect([width, await overflow(page)]).toEqual([width, 0])
    if (width === 1280) expect(await cutOff(page)).toEqual([])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect([width, colorScheme, await violations(page)]).toEqual([width, colorScheme, []])
    }
  }
  expect(await page.locator('main').count()).toBe(1)
  expect(await page.locator('h1').first().textContent()).not.toBe('')
  expect(complaints).toEqual([])
  await done()
})

describe('by keyboard', () => {
  test('/ searches, j and k go through a list, Enter opens, Escape goes back, ? tells the keys', slow, async () => {
    const { page, done } = await shop.open('little', pages['desk queue'], { width: 1280, scheme: 'light' })
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('rail-q')
    await page.keyboard.press('j') // In a field a letter is a letter.
    expect(await page.locator('#rail-q').inputValue()).toBe('j')
    await page.keyboard.press('Escape')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    const focused = () => page.evaluate(() => document.activeElement?.getAttribute('href'))
    expect(await focused()).toBe(`/desk/items/${id('wit', 1)}`)
    await page.keyboard.press('Enter')
    await page.waitForURL(`**/desk/items/${id('wit', 1)}`)
    await page.getByRole('heading', { name: 'A letter with a code' }).waitFor()
    await page.keyboard.press('Escape')
    await page.waitForURL('**/desk/queues/letter.print')
    await page.keyboard.press('?')
    const help = page.getByRole('dialog', { name: 'Keys' })
    await help.waitFor()
    expect(await violations(page)).toEqual([])
    await help.getByLabel('Single keys do these things').uncheck()
    await page.keyboard.press('Escape')
    await help.waitFor({ state: 'hidden' })
    await page.keyboard.press('/')
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe('rail-q')
    await done()
  })
})

test('T24: nothing is asked for before it was said why, and the reason goes with every look', slow, async () => {
  const { page, server, done } = await shop.open('little', '/desk', { width: 1280, scheme: 'light' })
  await page.getByRole('button', { name: 'Change the reason' }).click()
  await page.locator('#rail-q').fill('ellery')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Why do you look?' }).waitFor()
  expect(server.asked.filter((call) => call.includes('/search'))).toEqual([])
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('Say why, in three letters at least. Nothing was shown or done.').waitFor()
  await page.getByLabel('Reason').fill('Ticket 7')
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByRole('link', { name: 'M… E…' }).first().waitFor()
  expect(server.asked.filter((call) => call.includes('/search'))).toHaveLength(1)
  await done()
})

test('masked fields are shown once somebody asks for them and says why', slow, async () => {
  const { page, server, done } = await shop.open('little', pages['desk account'], { width: 1280, scheme: 'light' })
  expect(await page.getByText('Maud Ellery').count()).toBe(0)
  await page.getByRole('button', { name: 'Show names and addresses' }).click()
  await page.getByLabel('Why do you need them?').fill('She asked for a letter')
  await page.getByRole('button', { name: 'Show names and addresses' }).click()
  await page.getByText('Maud Ellery').waitFor()
  expect(server.asked).toContain(`POST /api/desk/accounts/${id('acc', 1)}/reveal`)
  await done()
})

test('an act is shown in numbers before it is done, and says where it waits', slow, async () => {
  const { page, server, done } = await shop.open('little', pages['desk act'], { width: 1280, scheme: 'light' })
  await page.getByRole('button', { name: 'See what it will do' }).click()
  await page.getByText('This is needed. Nothing was done.').waitFor()
  expect(server.asked.filter((call) => call.includes('/acts/account.credit'))).toEqual([])
  await page.getByLabel('Amount', { exact: true }).fill('30')
  await page.getByRole('button', { name: 'See what it will do' }).click()
  const plan = page.getByRole('region', { name: 'What it will do' })
  await plan.getByText('$30').waitFor()
  await plan.getByText('This amount needs a second person.').waitFor()
  await page.getByRole('button', { name: 'Hand over to a second person' }).click()
  await page.getByText('It waits for a second person.').waitFor()
  expect(await violations(page)).toEqual([])
  await done()
})

/** What an app loads on a page: its scripts and sheets, by name. */
async function loadedBy(path: string): Promise<Map<string, string>> {
  const { page, server, scripts, done } = await shop.open('little', path, { width: 1280, scheme: 'light' })
  const sheets = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')].map(({ href }) => href),
  )
  const urls = [...scripts.keys(), ...sheets]
  const files = await Promise.all(urls.map(async (url) => [url, await (await fetch(url)).text()] as const))
  await done()
  return new Map(files.map(([url, text]) => [url.replace(server.url, ''), text]))
}

/** What stands in the desk's own files alone. */
const ofDesk = ['/api/desk/', '.desk-list', 'Good day, {{name}}']

test('a payer’s or vendor’s browser fetches nothing of the desk', slow, async () => {
  const atDesk = [...(await loadedBy(pages['desk front'])).values()].join('\n')
  for (const words of ofDesk) expect(atDesk).toContain(words)
  for (const name of ['home', 'profile', 'sales'] as const) {
    for (const [file, text] of await loadedBy(pages[name]))
      expect([file, ofDesk.filter((words) => text.includes(words))]).toEqual([file, []])
  }
})

test(
  'a session that lapses in a half-filled form leads to the desk’s own sign-in, and the text is there again',
  slow,
  async () => {
    const { page, done } = await shop.open('little', pages['desk act'], { width: 1280, scheme: 'light' })
    await page.getByLabel('Amount', { exact: true }).fill('12.5')
    await page.getByLabel('Reason', { exact: true }).fill('Ticket 9: the song never played')
    const signedOut = { status: 401, contentType: 'application/problem+json' }
    const body = JSON.stringify({ code: 'signed_out', title: 'Nobody is signed in', status: 401 })
    await page.route('**/api/desk/acts/account.credit/preview', (route) => route.fulfill({ ...signedOut, body }))
    await page.getByRole('button', { name: 'See what it will do' }).click()
    await page.waitForURL('**/desk/sign-in?next=%2Fdesk%2Facts%2Faccount.credit*')
    await page.unroute('**/api/desk/acts/account.credit/preview')
    await page.goto(new URL(pages['desk act'], page.url()).href)
    expect(await page.getByLabel('Amount', { exact: true }).inputValue()).toBe('12.5')
    expect(await page.getByLabel('Reason', { exact: true }).inputValue()).toBe('Ticket 9: the song never played')
    await done()
  },
)

test('a fresh login is asked for in place, and the same act goes on', slow, async () => {
  const { page, server, done } = await shop.open('little', pages['desk act'], { width: 1280, scheme: 'light' })
  await page.getByLabel('Amount', { exact: true }).fill('12.5')
  await page.getByRole('button', { name: 'See what it will do' }).click()
  const problem = { code: 'fresh_login_needed', title: 'Sign in once more', status: 403 }
  let refused = 0
  await page.route('**/api/desk/acts/account.credit', (route) =>
    refused++ === 0
      ? route.fulfill({ status: 403, contentType: 'application/problem+json', body: JSON.stringify(problem) })
      : route.continue(),
  )
  await page.getByRole('button', { name: 'Hand over to a second person' }).click()
  await page.getByLabel('Code of your authenticator app').fill('123456')
  expect(await page.getByLabel('Amount', { exact: true }).inputValue()).toBe('12.5')
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Go on' }).click()
  await page.getByText('It waits for a second person.').waitFor()
  expect(server.asked).toContain('POST /api/desk/fresh-login')
  await done()
})
