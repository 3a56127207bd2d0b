// The desk by two people in two browsers, on the real provider with the demo's staff.
import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { signIn } from './people.ts'
import { atDesk } from './staff.ts'

let world: World
let browser: Browser
let ines: Page
let rui: Page

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  ines = await atDesk(browser, world, 'ines@wallet.example')
  rui = await atDesk(browser, world, 'rui@wallet.example')
}, 180_000)

afterAll(async () => {
  await browser.close()
  await world.close()
})

const slow = { timeout: 90_000 }

/** Opens what waits for a second person. */
async function openWaiting(page: Page, act: string): Promise<void> {
  await page.goto(`${world.url}/desk/second?status=waiting`)
  await page.getByRole('link', { name: act }).first().click()
  await page.getByRole('heading', { name: act }).waitFor()
}

test('what one prepared another approves, in numbers, and the first cannot', slow, async () => {
  const act = 'Change when a second person is needed'
  await openWaiting(rui, act)
  await rui.getByText('You prepared this yourself: somebody else decides.').waitFor()
  expect(await rui.getByRole('button', { name: 'Approve and do it' }).count()).toBe(0)
  await openWaiting(ines, act)
  await ines.getByText('Nobody shall lose their access by one press').waitFor()
  await ines.getByRole('cell', { name: 'always' }).waitFor()
  await ines.getByRole('button', { name: 'Approve and do it' }).click()
  await ines.getByText('done', { exact: true }).first().waitFor()
  await rui.goto(`${world.url}/desk/rules`)
  await rui.getByRole('row', { name: /End access always/ }).waitFor()
})

test('what is refused says why, to who prepared it', slow, async () => {
  await rui.goto(`${world.url}/desk/staff`)
  await rui
    .getByRole('row', { name: /Ines Correia/ })
    .getByRole('link', { name: 'Change roles' })
    .click()
  await rui.getByLabel('Auditor').check()
  await rui.getByLabel('Reason', { exact: true }).fill('She reads the record now')
  await rui.getByRole('button', { name: 'See what it will do' }).click()
  await rui.getByRole('button', { name: 'Hand over to a second person' }).click()
  await rui.getByText('It waits for a second person.').waitFor()
  await openWaiting(rui, 'Change roles')
  await rui.getByLabel('Why not').fill('Asked for by mistake')
  await rui.getByRole('button', { name: 'Take it back' }).click()
  await rui.getByText('taken back').first().waitFor()
  await rui.getByText('Asked for by mistake').waitFor()
})

test('an item is claimed, gets a note, and its act ends it', slow, async () => {
  await rui.goto(`${world.url}/desk`)
  await rui.getByRole('link', { name: 'Timed work that was given up' }).click()
  await rui.getByRole('link', { name: 'mail to a town that has no post' }).click()
  await rui.getByRole('button', { name: 'Claim for half an hour' }).click()
  await rui.getByRole('button', { name: 'Half an hour more' }).waitFor()
  await rui.getByRole('textbox', { name: 'Note' }).fill('The town has a post office since May')
  await rui.getByRole('button', { name: 'Add the note' }).click()
  await rui.getByText('The town has a post office since May').first().waitFor()
  await rui.getByRole('link', { name: 'It was seen to' }).click()
  await rui.getByLabel('Reason', { exact: true }).fill('Sent again by hand')
  await rui.getByRole('button', { name: 'See what it will do' }).click()
  await rui.getByRole('region', { name: 'What it will do' }).getByRole('button', { name: 'It was seen to' }).click()
  await rui.getByText('It is done.').waitFor()
  await ines.goto(`${world.url}/desk`)
  expect(await ines.getByRole('link', { name: 'Timed work that was given up' }).count()).toBe(0)
})

test('a payer’s session opens nothing of the desk', slow, async () => {
  const context = await browser.newContext()
  const page = await context.newPage()
  const maud = world.seeded.people.find(({ email }) => email === 'maud@example.com')
  if (maud === undefined) throw new Error('there is no Maud')
  await page.goto(`${world.url}/sign-in?next=%2Fwallet`)
  await signIn(page, maud)
  await page.goto(`${world.url}/desk`)
  await page.waitForURL('**/desk/sign-in?next=%2Fdesk')
  await context.close()
})
