import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findChromium } from '../../../scripts/chromium.ts'
import { pages, stage, type PageName, type Stage } from './browser.ts'

// The pictures of docs/desk.md, taken of the desk on the stand-in provider. `DESK_PICTURES=1` writes them; without it the
// test takes each to be sure that what the guide shows is there, and keeps none.

const guide = join(import.meta.dirname, '../../../docs/desk.md')
const folder = join(import.meta.dirname, '../../../docs/desk')
const writes = process.env['DESK_PICTURES'] === '1'
const maxBytes = 60_000

type Picture = {
  of: PageName
  height: number
  width?: number
  before?: (page: Page) => Promise<unknown>
  crop?: (page: Page) => Locator
}

const pictures: Record<string, Picture> = {
  'front.png': {
    of: 'desk front',
    height: 400,
    width: 1040,
    async before(page) {
      // The stand-in answers with all that was prepared, whatever it is asked for.
      await page.route('**/api/desk/prepared?*', async (route) => {
        const { data } = (await (await route.fetch()).json()) as { data: { status: string }[] }
        await route.fulfill({ json: { data: data.filter(({ status }) => status === 'waiting'), next_cursor: null } })
      })
      await page.reload()
      await page.getByText('Give credit').waitFor()
    },
    crop: (page) => page.locator('body'),
  },
  'reason.png': {
    of: 'desk search',
    height: 420,
    async before(page) {
      await page.getByRole('button', { name: 'Change the reason' }).click()
      await page.getByRole('heading', { name: 'Why do you look?' }).waitFor()
    },
  },
  'search.png': { of: 'desk search', height: 500 },
  'account.png': { of: 'desk account', height: 700 },
  'act.png': {
    of: 'desk act',
    height: 760,
    async before(page) {
      await page.getByLabel('Amount', { exact: true }).fill('30')
      await page.getByRole('button', { name: 'See what it will do' }).click()
      await page.getByRole('region', { name: 'What it will do' }).waitFor()
    },
  },
  'second.png': { of: 'desk prepared', height: 640 },
  'queue.png': { of: 'desk queue', height: 420 },
  'item.png': { of: 'desk item', height: 700 },
  'record.png': { of: 'desk record', height: 440 },
  'keys.png': {
    of: 'desk front',
    height: 640,
    async before(page) {
      await page.keyboard.press('?')
      await page.getByRole('dialog').waitFor()
    },
    crop: (page) => page.getByRole('dialog'),
  },
}

let shop: Stage
beforeAll(async () => {
  shop = await stage(findChromium(() => undefined).path)
  if (writes) await mkdir(folder, { recursive: true })
}, 120_000)
afterAll(() => shop.close())

test.each(Object.entries(pictures))('%s can be taken, and is small', { timeout: 120_000 }, async (name, picture) => {
  const { page, done } = await shop.open('little', pages[picture.of], { width: 1280, scheme: 'light' })
  await page.setViewportSize({ width: picture.width ?? 1280, height: picture.height })
  await picture.before?.(page)
  await page.mouse.move(0, 0)
  const box = await (picture.crop?.(page) ?? page.locator('main')).boundingBox()
  if (box === null) throw new Error('there is nothing to take')
  const clip = { ...box, height: Math.min(box.height, picture.height - box.y) }
  const taken = await page.screenshot({ clip, ...(writes && { path: join(folder, name) }) })
  expect(taken.length).toBeLessThan(maxBytes)
  await done()
})

test('the guide shows these pictures and no others, and each is small', async () => {
  const text = await readFile(guide, 'utf8')
  const named = [...text.matchAll(/!\[[^\]]+\]\(desk\/([\w-]+\.png)\)/g)].map(([, name]) => name)
  expect(named.sort()).toEqual(Object.keys(pictures).sort())
  const kept = await readdir(folder)
  expect(kept.sort()).toEqual(Object.keys(pictures).sort())
  for (const name of kept) expect((await stat(join(folder, name))).size).toBeLessThan(maxBytes)
})
