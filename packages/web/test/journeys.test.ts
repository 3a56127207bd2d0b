import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { pages, stage, type Stage } from './browser.ts'
import { id } from './stand-in/wallet-facts.ts'

let shop: Stage
beforeAll(async () => {
  shop = await stage(findChromium(() => undefined).path)
}, 120_000)
afterAll(() => shop.close())

const slow = { timeout: 120_000 }

test('R1a a redeemed voucher arrives, and the device keeps the provider’s signed record of it', slow, async () => {
  const { page, server, done } = await shop.open('empty', pages.funds)
  const field = page.getByLabel('Voucher number')
  await page.getByRole('button', { name: 'Add to my wallet' }).click()
  await page.getByText('Type the voucher’s number first. Nothing was added.').waitFor()

  await field.fill('0000000000000000000000000')
  await page.getByRole('button', { name: 'Add to my wallet' }).click()
  await page.getByText('There is no voucher with this number. Nothing was added.').waitFor()
  expect(await field.getAttribute('aria-invalid')).toBe('true')

  await field.fill('')
  await field.pressSequentially('1234567890123456789012345')
  expect(await field.inputValue()).toBe('12345-67890-12345-67890-12345')
  await page.getByRole('button', { name: 'Add to my wallet' }).dblclick()
  await page.getByText('1,000 tokens · $10 arrived').waitFor()
  await page.getByText('Signed record kept on this device').waitFor()
  const kept = await page.evaluate((issue) => localStorage.getItem(`farthing.issue.${issue}`), id('iss', 2))
  expect(JSON.parse(kept ?? '')).toMatchObject({ record: 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmVk' })
  expect(server.asked.filter((call) => call.endsWith('/redeem'))).toHaveLength(2)
  await done()
})

test('R22 one click on a title opens it at the vendor', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.library)
  await page.getByRole('button', { name: 'Eel Catcher' }).click()
  await page.waitForURL(`**/vendor/${id('ent', 2)}/open`)
  expect(server.asked).toContain(`POST /api/wallet/library/${id('ent', 2)}/open`)
  await done()
})

test('the library’s filter stands in the URL and outlives a reload', slow, async () => {
  const { page, done } = await shop.open('little', pages.library)
  await page.getByLabel('Search what you bought').fill('low water')
  await page.waitForURL('**/library?q=low*')
  await page.getByRole('button', { name: 'Eel Catcher' }).waitFor({ state: 'detached' })
  await page.reload()
  expect(await page.getByLabel('Search what you bought').inputValue()).toBe('low water')
  await page.getByRole('button', { name: 'Low Water, side A' }).waitFor()
  await done()
})

test('a limit shows at once, and a refused one says that nothing was changed', slow, async () => {
  const { page, done } = await shop.open('little', pages.limits)
  await page.getByRole('button', { name: 'Set a limit for a week' }).first().click()
  await page.getByLabel('A week at most, in US dollar').fill('ten')
  await page.getByRole('button', { name: 'Set the limit' }).click()
  await page.getByText('The limit was not changed.').waitFor()
  await page.getByLabel('A week at most, in US dollar').fill('9')
  await page.getByRole('button', { name: 'Set the limit' }).click()
  await page.getByText('At most 900 tokens · $9.').waitFor()
  await done()
})

test('a comma where a point belongs is refused, and never read as another amount', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.limits)
  await page.getByRole('button', { name: 'Set a limit for a week' }).first().click()
  await page.getByLabel('A week at most, in US dollar').fill('0,25')
  await page.getByRole('button', { name: 'Set the limit' }).click()
  await page.getByText('That is not an amount, such as 5 or 0.25. The limit was not changed.').waitFor()
  expect(server.asked.filter((call) => call.startsWith('PUT'))).toEqual(['PUT /api/wallet/limits'])
  await done()
})

test('R23 the zone is changed, every page names it, and the device’s own is offered', slow, async () => {
  const { page, done } = await shop.open('little', pages.limits)
  await page.getByText('Days, weeks and months begin at 00:00 in Europe/London.').waitFor()
  await page.getByText('At most 450 tokens · $4.50 a day; 38 are left today. Begins anew tomorrow, 00:00.').waitFor()
  await page.getByRole('link', { name: 'Change the time zone' }).click()
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor()
  expect(await page.getByRole('button', { name: 'Take this device’s: UTC' }).count()).toBe(1)
  await page.getByLabel('Your days begin in').selectOption('America/New_York')
  await page.getByRole('button', { name: 'Change the zone' }).click()
  await page.getByText('Your days begin in America/New York from now on.').waitFor()
  await page.getByText('Days and times are those of America/New York.').waitFor()
  await page.getByRole('link', { name: 'History' }).click()
  // 10:42 in London.
  await page.getByText('05:42', { exact: true }).first().waitFor()
  await done()
})

test('receipts by mail are chosen, and what was sent is listed with what became of it', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.profile)
  const receipts = page.getByLabel('Receipts by mail')
  expect(await receipts.inputValue()).toBe('daily')
  await receipts.selectOption('none')
  await page.getByRole('button', { name: 'Change receipts' }).click()
  await page.getByText('You get no receipts by mail from now on.').waitFor()
  expect(server.asked.filter((call) => call.startsWith('PUT'))).toEqual(['PUT /api/wallet/notices'])
  await page.getByText('To be sent 25 November 2026, 07:00').waitFor()
  await page.getByText('$10 added to your wallet').waitFor()
  expect(await page.getByText('came back', { exact: true }).count()).toBe(1)
  await done()
})

test('whose mails come back is told, and has one sent that confirms the address', slow, async () => {
  const { page, server, done } = await shop.open('german', pages.profile)
  await page.getByText('Mails to maud@example.org come back: nobody takes them there.').waitFor()
  await page.getByRole('button', { name: 'It is right: send me a mail to confirm it' }).click()
  await page.getByText('A mail is on its way. Open the link in it.').waitFor()
  expect(server.asked).toContain('POST /api/wallet/notices/confirm-address')
  await done()
})

test('R13 a password is changed with the one before; what is refused stands at its field', slow, async () => {
  const { page, done } = await shop.open('little', pages.profile)
  const [now, wanted] = [page.getByLabel('Password now'), page.getByLabel('New password')]
  const change = page.getByRole('button', { name: 'Change the password' })
  await change.click()
  await page.getByText('Type the password that you have now. Your password is as it was.').waitFor()
  await now.fill('wrong')
  await wanted.fill('a heron in the reeds')
  await change.click()
  await page.getByText('This is not your password. Your password is as it was. Try again.').waitFor()
  expect(await now.getAttribute('aria-invalid')).toBe('true')
  await now.fill('a wren in the hedge')
  await wanted.fill('short')
  await change.click()
  await page.getByText('This has fewer than 10 characters. Your password is as it was. Make it longer.').waitFor()
  await wanted.fill('a heron in the reeds')
  await change.click()
  await page.getByText('Your password is changed. Other browsers were signed out.').waitFor()
  expect(await wanted.inputValue()).toBe('')
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  )
  expect(stored).not.toContain('heron')
  await done()
})

test('a sale is refunded in place, asked twice, and the list behind it knows', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.sales)
  await page.getByRole('link', { name: 'Crossword 18,204' }).click()
  const sale = page.getByRole('dialog')
  await sale.getByRole('button', { name: 'Refund' }).click()
  expect(server.asked.filter((call) => call.endsWith('/refund'))).toEqual([])
  await sale.getByRole('button', { name: 'Refund all that is left' }).click()
  await sale.getByText('refunded', { exact: true }).waitFor()
  await page.keyboard.press('Escape')
  await page.waitForURL('**/sales')
  expect(await page.getByRole('row', { name: /Crossword/ }).textContent()).toContain('refunded')
  await done()
})

test(
  'a refunded sale shows what each party got, gave back and has, and each movement below zero or above',
  slow,
  async () => {
    const { page, done } = await shop.open('little', pages.sales)
    await page.getByRole('link', { name: 'Small feet, long memory' }).click()
    const sale = page.getByRole('dialog')
    const cellsOf = async (row: Locator) => {
      await row.waitFor()
      return row.getByRole('cell').allInnerTexts()
    }
    const split = sale.getByRole('group', { name: 'Who got what, table' })
    expect(await cellsOf(split.getByRole('row', { name: 'Nora Whitlock' }))).toEqual([
      'Nora Whitlock, author',
      '$0.0342',
      '$0.0342',
      '$0',
    ])
    expect(await cellsOf(split.getByRole('row', { name: 'Together' }))).toEqual(['Together', '$0.12', '$0.12', '$0'])
    await sale.getByText('All 2 royalty transactions').click()
    const refund = sale.getByRole('table', { name: /^Refunded, / })
    expect(await cellsOf(refund.getByRole('row', { name: 'Provider’s fee' }))).toEqual([
      'Provider’s fee',
      '−0.6',
      '−$0.006',
    ])
    await done()
  },
)

test('the overview of last month asks for its days, in the account’s zone', slow, async () => {
  const { page, done } = await shop.open('little', pages.overview)
  const asked = page.waitForRequest((request) => request.url().includes('from='))
  await page.getByLabel('Days').selectOption('Last month')
  const query = new URL((await asked).url()).searchParams
  expect(Object.fromEntries(query)).toEqual({
    mode: 'live',
    from: '2026-10-01',
    to: '2026-10-31',
    time_zone: 'Europe/London',
  })
  await page.waitForURL('**?days=last-month')
  await page.getByText('Days of Europe/London.').waitFor()
  await done()
})

test('what is voided is said without an amount, for what was captured stays', slow, async () => {
  const { page, done } = await shop.open('little', pages.sales)
  await page.getByRole('link', { name: 'Print of the lock at Denver, A3' }).click()
  const sale = page.getByRole('dialog')
  await sale.getByRole('button', { name: 'Void', exact: true }).click()
  await sale.getByText('What is held and not captured goes back to the payer. It cannot be undone.').waitFor()
  await sale.getByRole('button', { name: 'Void what is not captured' }).click()
  await sale.getByText('voided', { exact: true }).waitFor()
  await done()
})

test('a key whose answer got lost is made once, and the page says that its secret is lost with it', slow, async () => {
  const { page, server, done } = await shop.open('little', pages.keys)
  let lost = false
  await page.route('**/api/console/*/keys', async (route) => {
    if (lost || route.request().method() === 'GET') return route.continue()
    lost = true
    await route.fetch()
    return route.abort()
  })
  await page.getByLabel(/^Name of a new/).fill('billing server')
  await page.getByRole('button', { name: /^Make a/ }).click()
  await page.getByText('It may have gone through; sent again, it counts once.').waitFor()
  await page.getByRole('button', { name: /^Make a/ }).click()
  await page.getByText('The key was made, but its secret was lost with the answer').waitFor()
  expect(server.asked.filter((call) => call.startsWith('POST') && call.endsWith('/keys'))).toHaveLength(2)
  expect(await page.getByRole('row', { name: /billing server/ }).count()).toBe(1)
  await done()
})

test('a table is walked by arrow keys, ordered by its head, and its state stands in the URL', slow, async () => {
  const { page, done } = await shop.open('lots', pages.sales)
  await page.getByLabel('State').selectOption('captured')
  await page.waitForURL('**/sales?status=captured')
  await page.getByRole('link', { name: 'Tokens' }).click()
  await page.waitForURL(/sort=-price/)
  expect(await page.getByRole('columnheader', { name: 'Tokens' }).getAttribute('aria-sort')).toBe('descending')
  const links = page.locator('tbody a')
  await links.first().focus()
  await page.keyboard.press('ArrowDown')
  expect(await links.nth(1).evaluate((link) => link === document.activeElement)).toBe(true)
  await page.getByRole('button', { name: 'Show more' }).click()
  await expect.poll(() => links.count(), { timeout: 20_000 }).toBeGreaterThan(100)
  // The file has an order of its own, and the days of the page's zone.
  const csv = await page.getByRole('link', { name: 'Captures and refunds (CSV)' }).getAttribute('href')
  expect(csv).toBe(`/api/console/${id('ven', 1)}/sales.csv?mode=live&status=captured&time_zone=Europe%2FLondon`)
  await done()
})

test('the first Tab leads past the head, and a new page is announced from its start', slow, async () => {
  const { page, done } = await shop.open('little', pages.home)
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to content')
  await page.getByRole('link', { name: 'Limits' }).click()
  await page.getByRole('heading', { level: 1, name: 'Limits' }).waitFor()
  await expect.poll(() => page.evaluate(() => document.activeElement?.id), { timeout: 20_000 }).toBe('main')
  expect(await page.title()).toBe('Limits · Farthing')
  await done()
})

test('who is signed out is sent to sign in and back to the same page', slow, async () => {
  const { page, done } = await shop.open('signed-out', `${pages.library}?q=water`)
  await page.waitForURL('**/sign-in?next=%2Fwallet%2Flibrary%3Fq%3Dwater')
  await done()
})

test('the first screen’s script is under 200 KB compressed, and the chart’s comes after it', slow, async () => {
  const size = (scripts: Map<string, number>) => [...scripts.values()].reduce((sum, bytes) => sum + bytes, 0)
  for (const path of [pages.home, pages.library, pages.sales]) {
    const { scripts, done } = await shop.open('little', path)
    expect([...scripts.keys()].some((url) => url.includes('/chart-'))).toBe(false)
    expect(size(scripts)).toBeGreaterThan(50_000)
    expect(size(scripts)).toBeLessThan(200_000)
    await done()
  }
})

test('figures are all of one width, and the marks of a column stand below each other', slow, async () => {
  const { page, done } = await shop.open('little', pages.home)
  const widths = await page.evaluate(() => {
    const probe = document.body.appendChild(document.createElement('span'))
    probe.className = 'amt'
    return ['1111111111', '0000000000', '8888888888'].map((text) => {
      probe.textContent = text
      return probe.getBoundingClientRect().width
    })
  })
  expect(new Set(widths).size).toBe(1)
  expect(await page.evaluate(() => document.fonts.check('16px "Source Sans 3 Variable"'))).toBe(true)
  const marks = await page
    .locator('section[aria-labelledby="recent"] .amts .amt i')
    .evaluateAll((all) => all.map((mark) => Math.round(mark.getBoundingClientRect().left)))
  expect(new Set(marks).size).toBe(1)
  await done()
})
