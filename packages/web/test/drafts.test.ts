import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { pages, stage, type Stage } from './browser.ts'
import { id, session } from './stand-in/wallet-facts.ts'

// What stands half-typed in a form when the session lapses.

let shop: Stage
beforeAll(async () => {
  shop = await stage(findChromium(() => undefined).path)
}, 120_000)
afterAll(() => shop.close())

const slow = { timeout: 120_000 }

/** From now on the provider refuses what is sent to `path`. @returns Call it when somebody has signed in again. */
async function lapse(page: Page, path: string, code = 'signed_out'): Promise<() => Promise<void>> {
  const body = JSON.stringify({ title: 'No', status: 401, code, detail: '', request_id: 'req_1' })
  await page.route(path, (route) =>
    route.request().method() === 'GET'
      ? route.continue()
      : route.fulfill({ status: 401, contentType: 'application/problem+json', body }),
  )
  return () => page.unroute(path)
}

/** Where the sign-in page would lead back to. */
async function leftFor(page: Page): Promise<string> {
  await page.waitForURL('**/sign-in?next=*')
  return new URL(page.url()).searchParams.get('next') ?? ''
}
const kept = (page: Page) => page.evaluate(() => sessionStorage.getItem('farthing.drafts'))
const patient = { timeout: 20_000 }

test('a voucher’s number is there again after signing in, sent by nobody', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.funds)
  const signedIn = await lapse(page, '**/vouchers/redeem')
  await page.getByLabel('Voucher number').pressSequentially('1234567890123456789012345')
  await page.getByRole('button', { name: 'Add to my wallet' }).click()
  const next = await leftFor(page)
  expect(next).toBe('/wallet/funds')
  await signedIn()
  await page.goto(server.url + next)
  await expect.poll(() => page.getByLabel('Voucher number').inputValue(), patient).toBe('12345-67890-12345-67890-12345')
  expect(server.asked.filter((call) => call.startsWith('POST'))).toEqual([])
  expect(await kept(page)).toBe(null)
  await page.getByRole('button', { name: 'Add to my wallet' }).click()
  await page.getByText('1,000 tokens · $10 arrived').waitFor()
  expect(await page.getByLabel('Voucher number').inputValue()).toBe('')
  await done()
})

test('somebody else who signs in sees nothing of it, and it is gone', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.funds)
  const signedIn = await lapse(page, '**/vouchers/redeem')
  await page.getByLabel('Voucher number').pressSequentially('1234567890123456789012345')
  await page.getByRole('button', { name: 'Add to my wallet' }).click()
  const next = await leftFor(page)
  await signedIn()
  const another = { ...session, user: { ...session.user, id: id('usr', 2), name: 'Tom Okafor' } }
  await page.route('**/api/wallet/session', (route) => route.fulfill({ json: another }))
  await page.goto(server.url + next)
  await page.getByRole('button', { name: 'Tom Okafor' }).waitFor()
  expect(await page.getByLabel('Voucher number').inputValue()).toBe('')
  expect(await kept(page)).toBe(null)
  await page.unroute('**/api/wallet/session')
  await page.reload()
  await page.getByRole('button', { name: 'Maud Ellery' }).waitFor()
  expect(await page.getByLabel('Voucher number').inputValue()).toBe('')
  await done()
})

test('R26 a limit whose raising asks for a fresh login leads to it and back, with the amount', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.limits)
  const signedIn = await lapse(page, '**/api/wallet/limits', 'window_closed')
  await page.getByRole('button', { name: 'Change for a day' }).click()
  await page.getByLabel('A day at most, in US dollar').fill('9')
  await page.getByRole('button', { name: 'Set the limit' }).click()
  await page.getByText('You signed in too long ago for this. The limit was not changed.').waitFor()
  expect(await page.getByLabel('A day at most, in US dollar').inputValue()).toBe('9')
  await page.getByRole('button', { name: 'Sign in again' }).click()
  expect(await leftFor(page)).toBe('/wallet/limits')
  expect(new URL(page.url()).searchParams.get('reason')).toBe('window_closed')
  await signedIn()
  await page.goto(`${server.url}/wallet/limits`)
  await expect.poll(() => page.getByLabel('A day at most, in US dollar').inputValue(), patient).toBe('9')
  await page.getByRole('button', { name: 'Set the limit' }).click()
  await page.getByText('At most 900 tokens · $9.').waitFor()
  expect(await page.getByLabel('A day at most, in US dollar').count()).toBe(0)
  await done()
})

test('a refund half typed is open again beside its sale, and a new key’s name in its field', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.sales)
  await page.getByRole('link', { name: 'Crossword 18,204' }).click()
  const sale = page.getByRole('dialog')
  await sale.getByRole('button', { name: 'Refund' }).click()
  await sale.getByLabel(/^Refund in part/).fill('0.05')
  const signedIn = await lapse(page, '**/api/console/**')
  await sale.getByRole('button', { name: 'Refund $0.05' }).click()
  const next = await leftFor(page)
  expect(next).toContain('/sales/txn_')
  await page.goto(server.url + next)
  await expect.poll(() => sale.getByLabel(/^Refund in part/).inputValue(), patient).toBe('0.05')
  expect(server.asked.filter((call) => call.startsWith('POST'))).toEqual([])

  await page.goto(server.url + pages.keys)
  await page.getByLabel(/^Name of a new/).fill('billing server')
  await page.getByRole('button', { name: /^Make a/ }).click()
  await leftFor(page)
  await signedIn()
  await page.goto(server.url + pages.keys)
  await expect.poll(() => page.getByLabel(/^Name of a new/).inputValue(), patient).toBe('billing server')
  await done()
})

test('what is sent again after signing in is the same attempt, where the first answer got lost', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.sales)
  await page.getByRole('link', { name: 'Crossword 18,204' }).click()
  const sale = page.getByRole('dialog')
  const attempts: unknown[] = []
  page.on('request', (request) => {
    if (request.url().endsWith('/refund')) attempts.push((request.postDataJSON() as { attempt: string }).attempt)
  })
  await sale.getByRole('button', { name: 'Refund' }).click()
  await sale.getByLabel(/^Refund in part/).fill('0.05')
  await page.route('**/refund', (route) => route.abort())
  await sale.getByRole('button', { name: 'Refund $0.05' }).click()
  await sale.getByText('It may have gone through; sent again, it counts once.').waitFor()
  await page.unroute('**/refund')
  const signedIn = await lapse(page, '**/refund')
  await sale.getByRole('button', { name: 'Refund $0.05' }).click()
  const next = await leftFor(page)
  await signedIn()
  await page.goto(server.url + next)
  await sale.getByRole('button', { name: 'Refund $0.05' }).click()
  await expect.poll(() => attempts.length, patient).toBe(3)
  expect(new Set(attempts).size).toBe(1)
  await done()
})

test('a secret that is shown once stays on screen though the session has lapsed', slow, async () => {
  const { page, done } = await shop.open('little', pages.keys)
  await page.getByLabel(/^Name of a new/).fill('billing server')
  await page.getByRole('button', { name: /^Make a/ }).click()
  await page.getByText('The secret, shown this once.').waitFor()
  const signedIn = await lapse(page, '**/api/console/**')
  await page.getByRole('button', { name: 'Revoke web server' }).click()
  await page.getByRole('button', { name: 'Revoke for ever' }).click()
  await page.getByText('You are signed out. The key still works.').waitFor()
  await page.getByText('The secret, shown this once.').waitFor()
  expect(page.url()).toContain('/keys')
  await page.getByRole('button', { name: 'Sign in again' }).click()
  await leftFor(page)
  await signedIn()
  await done()
})
