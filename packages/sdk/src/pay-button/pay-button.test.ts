import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import { chromium } from 'playwright-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findChromium } from '../../../../scripts/chromium.ts'
import { payButtonModule } from '../../scripts/pay-button.ts'
import { payButton } from './html.ts'
import { payButtonScript } from './script.gen.ts'

describe('the pay button', () => {
  it('weighs under 3 KB, minified', () => {
    expect(Buffer.byteLength(payButtonScript)).toBeLessThan(3_000)
  })

  it('is current with its source', async () => {
    expect(await readFile(new URL('./script.gen.ts', import.meta.url), 'utf8')).toBe(await payButtonModule())
  })

  it('is a form with a button and all its words where script is off', () => {
    const html = payButton({
      price: { amount: '0.12', currency: 'USD' },
      action: '/farthing/buy/a"b',
      hint: 'for <Eels>',
    })
    expect(html).toBe(
      '<farthing-pay price="0.12" currency="USD" label="Pay"><form method="post" action="/farthing/buy/a&quot;b">' +
        '<button aria-label="Pay 12 tokens · $0.12 for &lt;Eels&gt;">Pay 12 tokens · $0.12</button></form></farthing-pay>',
    )
  })
})

const page = `<!doctype html><html lang="en"><title>Shop</title><script type="module" src="/pay.js"></script>
${payButton({ price: { amount: '0.0025', currency: 'USD' }, action: '/buy', label: 'Read for' })}
<farthing-pay price="1234.5" currency="GBP"><a href="#buy">Pay</a></farthing-pay>
<farthing-pay price="120" currency="JPY"><a href="#buy">Pay</a></farthing-pay>
<farthing-pay price="1.5" currency="JPY"><a href="#buy">Pay</a></farthing-pay>
<farthing-pay price="10" currency="USD"><a href="#buy">Pay</a></farthing-pay>
<farthing-pay price="1e3"><a href="#buy">Pay as you said</a></farthing-pay>`

describe('the pay button in a browser', { timeout: 60_000 }, () => {
  let browser: Browser
  let server: Server
  let url = ''
  let posts = 0

  beforeAll(async () => {
    server = createServer((request, response) => {
      if (request.method === 'POST') {
        posts += 1
        response.writeHead(204).end() // The browser stays on the page, as while it waits.
        return
      }
      const script = request.url === '/pay.js'
      response.writeHead(200, {
        'content-type': script ? 'text/javascript' : 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'self'; style-src 'self'",
      })
      response.end(script ? payButtonScript : page)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/`
    browser = await chromium.launch({
      executablePath: findChromium(() => undefined).path,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    })
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    server.closeAllConnections()
    server.close()
  })

  async function open(colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
    const opened = await browser.newPage({ colorScheme })
    await opened.goto(url)
    await opened.waitForSelector('farthing-pay svg')
    return opened
  }

  const colours = (opened: Page) =>
    opened.evaluate(() => {
      const button = document.querySelector('farthing-pay button')
      if (button === null) throw new Error('no button')
      const { backgroundColor, color, minHeight } = getComputedStyle(button)
      return { backgroundColor, color, minHeight }
    })

  it('says its price in tokens and money, exactly, under a strict policy', async () => {
    const opened = await open()
    expect(await opened.locator('farthing-pay').allInnerTexts()).toEqual([
      'Read for 0.25 tokens · $0.0025',
      'Pay 123,450 tokens · £1,234.50',
      'Pay 120 tokens · ¥120',
      'Pay 1.5 tokens · ¥1.5',
      'Pay 1,000 tokens · $10',
      'Pay as you said',
    ])
    await opened.close()
  })

  it('is copper in light and in dark, with words that pass AA on it, and tall enough for a thumb', async () => {
    const light = await open('light')
    expect(await colours(light)).toEqual({
      backgroundColor: 'rgb(180, 86, 47)',
      color: 'rgb(255, 255, 255)',
      minHeight: '48px',
    })
    const dark = await open('dark')
    expect(await colours(dark)).toEqual({
      backgroundColor: 'rgb(224, 138, 91)',
      color: 'rgb(35, 17, 7)',
      minHeight: '48px',
    })
    await dark.emulateMedia({ colorScheme: 'dark' })
    await Promise.all([light.close(), dark.close()])
  })

  it('shows the focus of the keyboard', async () => {
    const opened = await open()
    await opened.keyboard.press('Tab')
    const outline = await opened.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outline)
    expect(outline).toContain('3px')
    await opened.close()
  })

  it('posts once however often it is pressed', async () => {
    const opened = await open()
    const button = opened.locator('farthing-pay button')
    await button.dispatchEvent('click')
    await button.dispatchEvent('click')
    await opened.waitForTimeout(200)
    expect(posts).toBe(1)
    expect(await button.getAttribute('aria-busy')).toBe('true')
    await opened.close()
  })
})
