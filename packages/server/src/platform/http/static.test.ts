import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageStyle } from '../html/index.ts'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import type { App } from './app.ts'
import { buildApp } from './app.ts'

let folder: string
let provider: TestProvider
let app: App
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'farthing-web-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Wallet</title>')
  await writeFile(join(folder, 'desk.html'), '<!doctype html><title>Desk</title>')
  await writeFile(join(folder, 'assets', 'index-a1b2.js'), 'export {}')
  await writeFile(join(folder, 'secret.txt'), 'secret')
  provider = await testProvider()
  app = await buildApp(provider.deps, [], { webFolder: folder })
})
afterAll(async () => {
  await app.close()
  await provider.close()
  await rm(folder, { recursive: true })
})

test.each([
  ['/wallet', 'Wallet'],
  ['/wallet/history?q=x', 'Wallet'],
  ['/console', 'Wallet'],
  ['/console/ven_1/sales', 'Wallet'],
  ['/desk', 'Desk'],
  ['/desk/queues/letter.print', 'Desk'],
])('%s is the web app of %s, which runs its own script alone', async (url, title) => {
  const { body, headers } = await app.inject(url)
  expect(body).toContain(`<title>${title}</title>`)
  expect(headers['content-security-policy']).toContain("script-src 'self';")
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
  expect(headers['cache-control']).toBe('no-store')
})

test('files with a hash in their name are kept for ever, the style of our pages too', async () => {
  for (const url of ['/assets/index-a1b2.js', pageStyle.path]) {
    const answer = await app.inject(url)
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([200, 'public, max-age=31536000, immutable'])
  }
  expect((await app.inject('/favicon.ico')).headers['content-type']).toContain('image/svg+xml')
})

test.each([
  '/assets/../secret.txt',
  '/assets/%2e%2e/secret.txt',
  '/assets/..%2fsecret.txt',
  '/assets/',
  '/assets/none.js',
  '/walletx',
])('nothing else of the disk is served: %s', async (url) => {
  const answer = await app.inject(url)
  expect(answer.body).not.toContain('secret')
  expect(answer.statusCode).toBeGreaterThanOrEqual(400)
})

test('where the web apps were not built, the rest is served all the same', async () => {
  const bare = await buildApp(provider.deps, [], { webFolder: join(folder, 'none') })
  expect((await bare.inject('/wallet')).statusCode).toBe(404)
  expect((await bare.inject(pageStyle.path)).statusCode).toBe(200)
  await bare.close()
})
