import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aPhone, openBrowser } from './browser.ts'
import { demoPerson, signIn } from './people.ts'

let world: World
let browser: Browser
let victim: BrowserContext
let page: Page
let hostile: Server
let evil: string
/** What the hostile site answers with next. */
let trap = ''

beforeAll(async () => {
  ;[world, browser] = await Promise.all([openWorld(), openBrowser()])
  hostile = createServer((_, response) => response.setHeader('content-type', 'text/html').end(trap))
  await new Promise<void>((listening) => hostile.listen(0, '127.0.0.1', listening))
  const address = hostile.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  evil = `http://evil.localhost:${address.port}`
  victim = await aPhone(browser)
  page = await victim.newPage()
  await page.goto(`${world.url}/sign-in`)
  await signIn(page, demoPerson(world, 'maud@example.com'))
  await page.waitForURL(`${world.url}/wallet`)
}, 120_000)

afterAll(async () => {
  await browser.close()
  await new Promise((closed) => hostile.close(closed))
  await world.close()
})

/** A purchase that waits for approval, begun in `context` at the newspaper. */
async function begin(context: BrowserContext): Promise<string> {
  const paper = await context.newPage()
  await paper.goto(`${world.vendors.courier}/articles/pumping-station`)
  await paper.getByRole('button', { name: /tokens/ }).click()
  await paper.waitForURL(`${world.url}/c/*`)
  const url = paper.url()
  await paper.close()
  return url
}

/** What Maud has, as her own wallet says. */
async function balance(): Promise<string> {
  const answer = await page.evaluate(async () => (await fetch('/api/wallet/home')).text())
  const { wallets, grants } = JSON.parse(answer) as { wallets: unknown; grants: unknown }
  return JSON.stringify([wallets, grants])
}

describe('a hostile site, while somebody is signed in', { timeout: 60_000 }, () => {
  test('T9 T20: cannot put the approval page into a frame', async () => {
    const purchase = await begin(victim)
    trap = `<iframe src="${purchase}" style="width:360px;height:700px"></iframe>`
    const there = await victim.newPage()
    await there.goto(evil, { waitUntil: 'networkidle' })
    for (const frame of there.frames().slice(1)) {
      expect(frame.url()).not.toContain('/c/txn_')
      expect(await frame.locator('button').count()).toBe(0)
    }
    await there.close()
  })

  test('T9 T20: cannot press Buy by a form of its own, though it knows purchase, attempt and quote', async () => {
    const purchase = await begin(victim)
    const approval = await victim.newPage()
    await approval.goto(purchase)
    const quote = await approval.locator('input[name=quote]').inputValue()
    const before = await balance()
    trap = `<form method="post" action="${purchase}/approve"><input name="attempt" value="hostile-attempt-1"><input name="quote" value="${quote}"></form><script>document.forms[0].submit()</script>`
    const there = await victim.newPage()
    await there.goto(evil)
    await there.waitForURL(`${purchase}/approve`)
    const words = await there.locator('main').innerText()
    expect(words).toMatch(/nothing was (done|taken)/i)
    expect(await balance()).toBe(before)
    await approval.reload()
    expect(await approval.getByRole('button', { name: /^Buy for/ }).isVisible()).toBe(true)
    await there.close()
    await approval.close()
  })

  test('T9: a GET never spends: links, images and redirects to the verbs do nothing', async () => {
    const purchase = await begin(victim)
    const before = await balance()
    const verbs = ['approve', 'redeem', 'cancel', 'return', 'open']
    trap = verbs.map((verb) => `<img src="${purchase}/${verb}?attempt=hostile-attempt-2" alt="">`).join('')
    const there = await victim.newPage()
    await there.goto(evil, { waitUntil: 'networkidle' })
    for (const verb of verbs) {
      const answer = await there.goto(`${purchase}/${verb}?attempt=hostile-attempt-2`)
      expect(answer?.status()).toBe(404)
    }
    expect(await balance()).toBe(before)
    await there.goto(purchase)
    expect(await there.getByRole('button', { name: /^Buy for/ }).isVisible()).toBe(true)
    await there.close()
  })

  test('T9: who is led to pay another’s purchase does not open it in the other’s browser', async () => {
    const attacker = await aPhone(browser)
    const purchase = await begin(attacker)
    const led = await victim.newPage()
    await led.goto(purchase)
    await led.getByRole('button', { name: /^Buy for/ }).click()
    await led.waitForURL(`${world.vendors.courier}/**`)
    await led.close()
    const there = await attacker.newPage()
    await there.goto(`${world.vendors.courier}/articles/pumping-station`)
    expect(await there.getByRole('button', { name: /tokens/ }).isVisible()).toBe(true)
    expect(await there.locator('main').innerText()).not.toContain('Yours until')
    await attacker.close()
  })

  test('T14: the vendor is told no address to come from that names the purchase or the person', async () => {
    const seen: string[] = []
    const context = await aPhone(browser, { storageState: await victim.storageState() })
    context.on('request', (request) => {
      if (request.url().startsWith(world.vendors.halfstep)) seen.push(request.headers()['referer'] ?? '')
    })
    const there = await context.newPage()
    await there.goto(`${world.vendors.halfstep}/records/low-water`)
    await there.locator('form[action$="/low-water"] button').click()
    await there.getByRole('button', { name: /^Cancel/ }).click()
    await there.waitForURL(`${world.vendors.halfstep}/**`)
    expect(seen.filter((referer) => referer.includes('wallet.localhost'))).toEqual([])
    await context.close()
  })
})
