// What staff do for payers and vendors, by the forms of the desk, and what payer and vendor see of it afterwards.
import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { demoPerson, signIn } from './people.ts'
import { asks, atDesk, giveReason } from './staff.ts'

let world: World
let browser: Browser
let ines: Page
let rui: Page
let maud: Page
let account: string

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  ines = await atDesk(browser, world, 'ines@wallet.example')
  rui = await atDesk(browser, world, 'rui@wallet.example')
  maud = await (await browser.newContext()).newPage()
  await maud.goto(`${world.url}/sign-in?next=%2Fwallet`)
  await signIn(maud, demoPerson(world, 'maud@example.com'))
  const { users } = await asks<{ users: { account: string }[] }>(
    ines,
    '/api/desk/search?q=maud%40example.com&reason=She+calls',
  )
  account = users[0]?.account ?? ''
  for (const page of [ines, rui]) {
    await page.goto(`${world.url}/desk/accounts/${account}`)
    await giveReason(page, 'She called: ticket 1042')
    await page.getByRole('heading', { name: 'Members' }).waitFor()
  }
}, 180_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

const slow = { timeout: 90_000 }

/** From the page of what it is about to its form, filled in and looked at: what it will do is on the page. */
async function prepare(page: Page, path: string, act: string, fill: () => Promise<unknown>): Promise<void> {
  await page.goto(`${world.url}${path}`)
  await page.getByRole('link', { name: act, exact: true }).first().click()
  await page.getByRole('heading', { name: act, level: 1 }).waitFor()
  await fill()
  await page.getByRole('button', { name: 'See what it will do' }).click()
  await page.getByRole('heading', { name: 'What it will do' }).waitFor()
}

/** Presses what the plan is done by, and waits until it is done. */
async function perform(page: Page, act: string): Promise<void> {
  await page.getByRole('region', { name: 'What it will do' }).getByRole('button', { name: act }).click()
  await page.getByText('It is done.').waitFor()
}

const nothing = () => Promise.resolve()

test('a credit above the limit: one prepares, another approves, and the payer has it', slow, async () => {
  await prepare(rui, `/desk/accounts/${account}`, 'Give credit', async () => {
    await rui.getByLabel('Amount').fill('30')
    await rui.getByLabel('What the payer reads').fill('For the song that did not play')
  })
  await rui.getByText('This amount needs a second person.').waitFor()
  await rui.getByRole('button', { name: 'Hand over to a second person' }).click()
  await rui.getByText('It waits for a second person.').waitFor()
  await ines.goto(`${world.url}/desk/second?status=waiting`)
  await ines.getByRole('link', { name: 'Give credit' }).click()
  await ines.getByText('$30').first().waitFor()
  await ines.getByRole('button', { name: 'Approve and do it' }).click()
  await ines.getByText('done', { exact: true }).first().waitFor()
  await maud.goto(`${world.url}/wallet`)
  await maud.getByText('For the song that did not play').first().waitFor()
})

test('a check is recorded, and stands in the wallet', slow, async () => {
  await prepare(rui, `/desk/accounts/${account}`, 'Record a payment', async () => {
    await rui.getByLabel('How it came').selectOption('check')
    await rui.getByLabel('Reference').fill('Check 4711, Fenland Bank')
    await rui.getByLabel('Amount').fill('12.5')
    await rui.getByLabel('Received on').fill('2026-01-02')
  })
  // She had 10.00 of her first voucher.
  await rui.getByRole('row', { name: /Wallet .*\$22\.50/ }).waitFor()
  await perform(rui, 'Record a payment')
  await maud.goto(`${world.url}/wallet/history`)
  await maud.getByText('$12.50').first().waitFor()
})

test('an account is blocked and released', slow, async () => {
  await prepare(ines, `/desk/accounts/${account}`, 'Block the account', () =>
    ines.getByLabel('Cause').selectOption('asked_for'),
  )
  await ines.getByRole('row', { name: /State of the account open blocked/ }).waitFor()
  await perform(ines, 'Block the account')
  await ines.goto(`${world.url}/desk/accounts/${account}`)
  await ines.locator('main').getByText('blocked', { exact: true }).waitFor()
  expect(await ines.getByRole('link', { name: 'Block the account' }).count()).toBe(0)
  await prepare(ines, `/desk/accounts/${account}`, 'Release the account', nothing)
  await perform(ines, 'Release the account')
})

test('a limit is lowered', slow, async () => {
  await prepare(ines, `/desk/accounts/${account}`, 'Lower a limit', async () => {
    await ines.getByLabel('Period').selectOption('week')
    await ines.getByLabel('At most').fill('3')
  })
  await ines.getByRole('row', { name: /At most .*\$3/ }).waitFor()
  await perform(ines, 'Lower a limit')
})

test('R35d: an account is opened with a letter, which is printed from its queue', slow, async () => {
  await ines.goto(`${world.url}/desk/acts/account.open`)
  await ines.getByLabel('Name').fill('Ada Quill')
  await ines.getByLabel('Postal address').fill('3 Mill Lane\nEly CB7 4AA')
  await ines.getByLabel('Time zone').selectOption('Europe/London')
  await ines.getByLabel('Currency of the wallet').or(ines.getByLabel('Currency')).first().selectOption('GBP')
  await ines.getByRole('button', { name: 'See what it will do' }).click()
  await ines.getByRole('row', { name: /letter/i }).waitFor()
  await perform(ines, 'Open an account for a caller')
  await ines.goto(`${world.url}/desk/queues/letter.print`)
  await ines.getByRole('link', { name: 'A letter with a code' }).click()
  await ines.getByRole('button', { name: 'Claim for half an hour' }).click()
  const href = await ines.getByRole('link', { name: 'Open the letter (PDF)' }).getAttribute('href')
  const type = await ines.evaluate(async (url) => (await fetch(url)).headers.get('content-type'), href ?? '')
  expect(type).toBe('application/pdf')
  await ines.getByRole('link', { name: 'The letter was printed' }).click()
  await ines.getByRole('button', { name: 'See what it will do' }).click()
  await perform(ines, 'The letter was printed')
})

test('a limit of one person, with its currency, is shown in words before it is handed over', slow, async () => {
  await rui.goto(`${world.url}/desk/staff`)
  await rui
    .getByRole('row', { name: /Ines Correia/ })
    .getByRole('link', { name: 'Change a personal limit' })
    .click()
  await rui.getByLabel('Act', { exact: true }).selectOption('account.credit')
  await rui.getByLabel('Currency').selectOption('USD')
  await rui.getByLabel(/^At most/).fill('50')
  await rui.getByLabel('Reason', { exact: true }).fill('She stands in for finance')
  await rui.getByRole('button', { name: 'See what it will do' }).click()
  await rui.getByRole('row', { name: /Act . Give credit/ }).waitFor()
  await rui.getByRole('row', { name: /Alone, in 24 hours .*\$50/ }).waitFor()
})

test('a rule with amounts of several currencies', slow, async () => {
  await rui.goto(`${world.url}/desk/acts/act.set_rule?act=purchase.refund`)
  await rui.getByLabel('When a second person is needed').selectOption('above')
  await rui.getByLabel('US dollar').fill('40')
  await rui.getByLabel('Yen').fill('6000')
  await rui.getByLabel('Reason', { exact: true }).fill('Refunds wait too long')
  await rui.getByRole('button', { name: 'See what it will do' }).click()
  await rui.getByRole('row', { name: /Above \$20 \$40/ }).waitFor()
})
