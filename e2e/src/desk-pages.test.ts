// Every page of the desk on the real provider, by somebody who may do everything: nothing fails, and no code stands for words.
import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings, openBrowser } from './browser.ts'
import { demoPerson, signIn } from './people.ts'
import { asks, atDesk, giveReason } from './staff.ts'

let world: World
let browser: Browser
let desk: Page
let maud: string
let courier: string
let purchase: string
/** What went wrong since the last look: console, answers of the API. */
const troubles: string[] = []

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  purchase = await maudBuys()
  desk = await atDesk(browser, world, 'ines@wallet.example')
  await giveEveryPermission()
  desk.on('console', (message) => {
    if (message.type() === 'error') troubles.push(`console: ${message.text()}`)
  })
  desk.on('pageerror', (error) => troubles.push(`thrown: ${error.message}`))
  desk.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${response.status()} ${response.url()}`)
  })
  await desk.goto(`${world.url}/desk/search?q=maud%40example.com`)
  await giveReason(desk, 'Ticket 1042')
  const reason = 'reason=Looking+around'
  const found = await asks<{ users: { account: string }[] }>(desk, `/api/desk/search?q=maud%40example.com&${reason}`)
  maud = found.users[0]?.account ?? ''
  const bought = await asks<{ purchases: { vendor: { id: string } }[] }>(
    desk,
    `/api/desk/search?q=${purchase}&${reason}`,
  )
  courier = bought.purchases[0]?.vendor.id ?? ''
}, 180_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

const slow = { timeout: 120_000 }

/** Maud buys an article of the Courier. Answers the purchase. */
async function maudBuys(): Promise<string> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(world.vendors.courier)
  await page.getByRole('link', { name: 'The pumping station that keeps Ely dry' }).first().click()
  await page.getByRole('button', { name: /12 tokens/ }).click()
  const { pathname } = new URL(page.url())
  await signIn(page, demoPerson(world, 'maud@example.com'))
  await page.getByRole('button', { name: 'Buy for 12 tokens' }).click()
  await page.waitForURL('**/articles/pumping-station')
  await context.close()
  return pathname.replace('/c/', '')
}

/** Administrators may do everything: Rui prepares it and Ines approves, and both are. */
async function giveEveryPermission(): Promise<void> {
  const rui = await atDesk(browser, world, 'rui@wallet.example')
  const { permissions } = await asks<{ permissions: { name: string }[] }>(rui, '/api/desk/roles')
  const input = { role: 'administrator', permissions: permissions.map(({ name }) => name) }
  const said = { attempt: 'every-permission', reason: 'She looks at every page', input }
  const { act } = await asks<{ act: string }>(rui, '/api/desk/acts/role.set', said)
  const { plan_hash } = await asks<{ plan_hash: string }>(desk, `/api/desk/prepared/${act}`)
  await asks(desk, `/api/desk/prepared/${act}/approve`, { attempt: 'every-permission-approved', plan_hash })
  await rui.context().close()
  await desk.reload()
}

/** Words that a reader would see as a machine's, identifiers left out. */
async function rawWords(page: Page): Promise<string[]> {
  const text = await page.evaluate(() => {
    const copy = document.querySelector('main')?.cloneNode(true) as HTMLElement
    for (const hidden of copy.querySelectorAll('.id, script, style, option[value=""]')) hidden.remove()
    return copy.textContent
  })
  return (
    text
      .replaceAll(/\b[a-z]{3}_[0-9a-hjkmnp-tv-z]{26}\b/g, '')
      .match(/\bundefined\b|\bNaN\b|\[object|\bnull\b|\b[a-z]+_[a-z_]+\b/g) ?? []
  )
}

/** Opens a page, waits until it is drawn, and says all that is wrong with it. */
async function look(path: string, shows?: string | RegExp): Promise<void> {
  troubles.splice(0)
  await desk.goto(`${world.url}${path}`)
  await desk.locator('main h1').first().waitFor()
  await desk.waitForLoadState('networkidle')
  if (shows !== undefined)
    await desk
      .getByText(shows)
      .first()
      .waitFor({ timeout: 10_000 })
      .catch(async () => expect.soft(await desk.locator('main').innerText(), path).toMatch(shows))
  await check(path)
}

async function check(where: string): Promise<void> {
  const alerts = await desk.getByRole('alert').allInnerTexts()
  const findings = {
    alerts: alerts.filter((text) => text.trim() !== ''),
    troubles: [...troubles],
    raw: await rawWords(desk),
    axe: await axeFindings(desk),
  }
  expect.soft(findings, where).toEqual({ alerts: [], troubles: [], raw: [], axe: [] })
}

test('front, second person, record, staff, roles, rules, timed work', slow, async () => {
  await look('/desk', 'Good day, Ines Correia')
  await look('/desk/second', 'Change when a second person is needed')
  await desk.getByRole('link', { name: 'Change when a second person is needed' }).first().click()
  await desk.getByText('Nobody shall lose their access by one press').waitFor()
  await check('a prepared act')
  await look('/desk/record', 'She looks at every page')
  await look('/desk/staff', 'Rui Abreu')
  for (const summary of await desk.locator('details > summary').all()) await summary.click()
  await check('the roles')
  await look('/desk/rules', /above/)
  await look('/desk/work', 'Timed work')
})

test('search finds each kind, and nothing', slow, async () => {
  await desk.goto(`${world.url}/desk/search?q=maud%40example.com`)
  await desk
    .getByRole('link', { name: /Maud|M…/ })
    .first()
    .waitFor()
  await check('a payer')
  await look('/desk/search', 'Nothing was searched for yet')
  await look('/desk/search?q=Maud', /^M/)
  await look('/desk/search?q=Fenland', 'The Fenland Courier')
  await look(`/desk/search?q=${purchase}`, 'The pumping station that keeps Ely dry')
  await look('/desk/search?q=5036', '5036')
  await look('/desk/search?q=qqqqqqqq', 'Nothing was found')
})

test('the account page with every tab, and the vendor page', slow, async () => {
  await look(`/desk/accounts/${maud}`, 'Members')
  await desk.getByRole('button', { name: 'Show names and addresses' }).click()
  await desk.locator('main').getByRole('button', { name: 'Show names and addresses' }).click()
  await desk.getByText('Maud Ellery').waitFor()
  await check('what was revealed')
  const tabs = await desk.getByRole('navigation', { name: 'Parts of the account' }).getByRole('link').all()
  const paths = await Promise.all(tabs.map((tab) => tab.getAttribute('href')))
  expect(paths.length).toBeGreaterThanOrEqual(5)
  for (const path of paths) await look(path ?? '')
  await look(`/desk/accounts/${maud}?tab=events`, 'The pumping station that keeps Ely dry')
  await look(`/desk/vendors/${courier}`, 'The Fenland Courier')
})

test('three tables with sums, filters and a file', slow, async () => {
  for (const [path, shows] of [
    ['users', /\d rows?$/],
    ['vendors', '2 rows'],
    ['purchases', /Asked for/],
    ['users?email_verified=true&status=open&sort=at', /\d rows?$/],
    ['vendors?q=Fen&sort=name', '1 row'],
    ['purchases?status=captured&mode=live&currency=USD&min=0.01&max=5&sort=-at', '1 row'],
    ['purchases?from=2020-01-01&to=2020-01-02', 'Nothing fits'],
  ] as const)
    await look(`/desk/tables/${path}`, shows)
  await desk.goto(`${world.url}/desk/tables/purchases`)
  const saved = desk.waitForEvent('download')
  await desk.getByRole('link', { name: 'All of these (CSV)' }).click()
  expect((await saved).suggestedFilename()).toMatch(/\.csv$/)
})

test('each queue, an item', slow, async () => {
  const { data } = await asks<{ data: { kind: string }[] }>(desk, '/api/desk/queues')
  expect(data.length).toBeGreaterThanOrEqual(3)
  for (const { kind } of data) await look(`/desk/queues/${kind}`)
  await look('/desk/queues/work.given_up')
  await desk.getByRole('link', { name: 'mail to a town that has no post' }).click()
  await desk.getByRole('button', { name: 'Claim for half an hour' }).waitFor()
  await check('an item')
})

test('the form of each act', slow, async () => {
  const { data } = await asks<{ data: { name: string }[] }>(desk, '/api/desk/acts')
  expect(data.length).toBeGreaterThanOrEqual(24)
  for (const { name } of data) await look(`/desk/acts/${name}`, 'See what it will do')
})
