import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { chromium } from 'playwright-core'
import { findChromium } from '../../scripts/chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Chromium without a window: the one of this machine, or fetched. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: findChromium(() => undefined).path, args: flags })

/** A phone of 360 px. Script is on where it is not switched off. */
export async function aPhone(browser: Browser, options: BrowserContextOptions = {}): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 360, height: 660 }, ...options })
  context.setDefaultTimeout(20_000)
  return context
}

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe finds wrong, one line each: rule, element, why. */
export async function axeFindings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${page.url()} ${id} ${target.join(' ')}: ${failureSummary ?? ''}`),
  )
}

/** Whether the page scrolls sideways. */
export async function sidewaysFindings(page: Page): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  return over > 0 ? [`the page is ${over} px too wide`] : []
}

/** Targets below 24 px that stand outside a sentence, for pages whose targets are as large as they look. */
export function smallTargets(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('a, button, summary, input:not([type=hidden])')].flatMap((element) => {
      const { width, height } = element.getBoundingClientRect()
      const inSentence = getComputedStyle(element).display === 'inline'
      return inSentence || (width >= 24 && height >= 24) ? [] : [`below 24 px: ${element.outerHTML.slice(0, 100)}`]
    }),
  )
}

/** Bytes over the wire, headers left out, of a page and all that it loads. */
export async function weigh(page: Page, url: string): Promise<{ bytes: number; requests: number }> {
  const seen: Promise<number>[] = []
  const count = (request: { sizes(): Promise<{ responseBodySize: number }> }) =>
    void seen.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  page.on('requestfinished', count)
  await page.goto(url, { waitUntil: 'networkidle' })
  page.off('requestfinished', count)
  const sizes = await Promise.all(seen)
  return { bytes: sizes.reduce((sum, size) => sum + size, 0), requests: sizes.length }
}
