import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pageAssets, pageHeaders } from '../../packages/server/src/platform/html/index.ts'
import { approvalPage } from '../../packages/server/src/purchase/pages/index.ts'
import { approvalSamples } from '../../packages/server/src/purchase/pages/samples.ts'
import { axeFindings, openBrowser, sidewaysFindings, smallTargets } from './browser.ts'

// Every state of the approval page as the server sends it, because some of them cannot be reached by clicking.
const states = Object.entries(approvalSamples)

let browser: Browser
let server: Server
let origin: string

beforeAll(async () => {
  browser = await openBrowser()
  server = createServer((request, response) => {
    const asset = pageAssets.find(({ path }) => path === request.url)
    const view = approvalSamples[(request.url ?? '').slice(1) as keyof typeof approvalSamples]
    for (const [header, value] of Object.entries(pageHeaders())) response.setHeader(header, value)
    if (asset !== undefined) response.setHeader('content-type', asset.type).end(asset.body)
    else response.end(approvalPage(view))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  origin = `http://127.0.0.1:${address.port}`
}, 60_000)

afterAll(async () => {
  await browser.close()
  await new Promise((closed) => server.close(closed))
})

const layoutFindings = async (page: Page, state: string): Promise<string[]> =>
  [...(await sidewaysFindings(page)), ...(await smallTargets(page))].map((finding) => `${state}: ${finding}`)

// Light and narrow, each; dark and wide, one of each kind of part: axe takes its time.
const parts = ['ready', 'ready_test', 'signed_out_refused', 'insufficient_funds_refused', 'licence_held', 'expired']

describe.each([
  { width: 360, colorScheme: 'light', shown: states },
  { width: 1440, colorScheme: 'dark', shown: states.filter(([state]) => parts.includes(state)) },
] as const)('approval page at $width px, $colorScheme', { timeout: 300_000 }, ({ width, colorScheme, shown }) => {
  test('passes axe in each state, scrolls one way only, and has no small target', async () => {
    const context = await browser.newContext({ viewport: { width, height: 660 }, colorScheme, bypassCSP: true })
    const page = await context.newPage()
    const findings: string[] = []
    for (const [state] of shown) {
      await page.goto(`${origin}/${state}`)
      findings.push(...(await layoutFindings(page, state)), ...(await axeFindings(page)))
    }
    await context.close()
    expect(findings).toEqual([])
  })
})

describe('approval page', { timeout: 120_000 }, () => {
  test('no state breaks the policy that forbids script and style in place', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    for (const [state] of states) await page.goto(`${origin}/${state}`)
    await context.close()
    expect(complaints).toEqual([])
  })

  test('Buy is above the fold of a phone of 360 × 640, whatever the title', async () => {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 } })
    const page = await context.newPage()
    for (const [state, view] of states) {
      if (view.kind !== 'ready') continue
      await page.goto(`${origin}/${state}`)
      const box = await page.getByRole('button', { name: /^Buy for/ }).boundingBox()
      expect(box === null ? Infinity : box.y + box.height, state).toBeLessThanOrEqual(640)
    }
    await context.close()
  })

  test('reflows at 320 px, which is 1280 px at 400 %', async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 } })
    const page = await context.newPage()
    const findings: string[] = []
    for (const [state] of states) {
      await page.goto(`${origin}/${state}`)
      findings.push(...(await layoutFindings(page, state)))
    }
    await context.close()
    expect(findings).toEqual([])
  })

  test('can be done from the keyboard: the first stops are the name, then who is signed in, then Buy', async () => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } })
    const page = await context.newPage()
    await page.goto(`${origin}/ready`)
    const stops: string[] = []
    for (let i = 0; i < 4; i++) {
      await page.keyboard.press('Tab')
      stops.push(await page.evaluate(() => document.activeElement?.textContent.trim() ?? ''))
    }
    await context.close()
    expect(stops).toEqual([
      'farthing',
      'not you?',
      'Buy for 12 tokens: The pumping station that keeps Ely dry, from The Fenland Courier',
      'Cancel and go back to The Fenland Courier',
    ])
  })
})
