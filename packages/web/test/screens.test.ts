import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import {
  cutOff,
  overflow,
  pageNames,
  pages,
  stage,
  violations,
  type Appearance,
  type PageName,
  type Stage,
} from './browser.ts'
import type { SceneName } from './stand-in/scenes.ts'

// Every page in every state of its data: nothing thrown, nothing wider than the window, nothing that axe objects to.

let shop: Stage
beforeAll(async () => {
  shop = await stage(findChromium(() => undefined).path)
}, 120_000)
afterAll(() => shop.close())

const phone: Appearance = { width: 360, scheme: 'light' }
const night: Appearance = { width: 1440, scheme: 'dark' }
const zoomed: Appearance = { width: 720, scheme: 'light' } // 1440 px at 200 %.
const tablet: Appearance = { width: 768, scheme: 'dark' }
const fromRight: Appearance = { width: 360, scheme: 'light', dir: 'rtl' }
const laptop: Appearance = { width: 1280, scheme: 'light' }
// The desk's pages have looks of their own: see desk.test.ts.
const shopPages = pageNames.filter((name) => !name.startsWith('desk '))
const titled: PageName[] = ['home', 'library', 'receipt', 'overview', 'sale']

const cases: [scene: SceneName, look: Appearance, names: PageName[]][] = [
  ['little', phone, shopPages],
  ['little', night, ['home', 'library', 'receipt', 'overview', 'sale']],
  ['little', laptop, shopPages],
  ['german', laptop, ['overview', 'sales', 'sale']],
  ['quiet', laptop, ['overview']],
  ['little', zoomed, ['home', 'overview', 'sales']],
  ['little', tablet, ['history', 'limits', 'sales']],
  ['empty', phone, ['home', 'library', 'funds', 'overview', 'sales']],
  ['lots', phone, ['history', 'sales']],
  ['german', phone, titled],
  ['arabic', fromRight, titled],
  ['refusing', phone, ['home', 'limits', 'sales', 'desk front', 'desk search']],
  ['empty', phone, ['desk front', 'desk search', 'desk queue', 'desk record', 'desk purchases']],
  ['little', fromRight, ['desk front', 'desk account', 'desk act', 'desk record']],
]

for (const [scene, look, names] of cases) {
  const words = `${look.width} px, ${look.scheme}${look.dir === undefined ? '' : ', from the right'}`
  test.each(names)(
    `%s is whole and open to all with the data “${scene}” at ${words}`,
    { timeout: 120_000 },
    async (name) => {
      const { page, complaints, done } = await shop.open(scene, pages[name], look)
      expect(complaints).toEqual([])
      expect(await overflow(page)).toBe(0)
      if (look.width >= laptop.width) expect(await cutOff(page)).toEqual([])
      expect(await page.locator('main').count()).toBe(1)
      expect(await page.locator('h1, [role="dialog"] h2').first().textContent()).not.toBe('')
      expect(await violations(page)).toEqual([])
      await done()
    },
  )
}

test('days in which nothing was sold say so where the items would stand', { timeout: 120_000 }, async () => {
  const { page, done } = await shop.open('quiet', pages.overview)
  const top = page.getByRole('region', { name: 'Top items' })
  expect(await top.getByText('Nothing was sold in these days').isVisible()).toBe(true)
  expect(await top.locator('table').count()).toBe(0)
  await done()
})

test.each([
  ['nowhere', 'Go to your wallet', '/wallet'],
  ['nowhere in the console', 'Go to the console', '/console'],
  ['nowhere at the desk', 'Go to the front of the desk', '/desk'],
] as const)('%s leads back to where one was', { timeout: 120_000 }, async (name, words, to) => {
  const { page, done } = await shop.open('little', pages[name])
  expect(await page.getByRole('link', { name: words }).getAttribute('href')).toBe(to)
  await done()
})
