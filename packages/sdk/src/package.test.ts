import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standInProvider } from './testing/index.ts'

const folder = fileURLToPath(new URL('..', import.meta.url))
const root = fileURLToPath(new URL('../../..', import.meta.url))
const work = mkdtempSync(join(tmpdir(), 'farthing-sdk-'))
const away = join(work, 'vendor')

function run(command: string, args: string[], cwd: string, env: Record<string, string> = {}): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
}

// Packed from a copy, because packing rewrites the manifest for a moment.
beforeAll(() => {
  const copy = join(work, 'packages', 'sdk')
  cpSync(folder, copy, { recursive: true, filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path) })
  cpSync(join(root, 'tsconfig.json'), join(work, 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'))
  const path = `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`
  run('npm', ['pack', '--pack-destination', work], copy, { PATH: path })
  cpSync(join(copy, 'package.json'), join(work, 'package-after.json'))

  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz')) ?? ''
  execFileSync('mkdir', ['-p', away])
  writeFileSync(join(away, 'package.json'), JSON.stringify({ name: 'vendor', private: true, type: 'module' }))
  run('npm', ['install', '--offline', '--no-audit', '--no-fund', join(work, tarball)], away)
}, 180_000)
afterAll(() => rmSync(work, { recursive: true, force: true }))

describe('the published package', () => {
  it('holds JavaScript with its types, its README, and no source, test or dependency', () => {
    const installed = join(away, 'node_modules', '@farthing', 'sdk')
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts', 'dist/farthing-pay.js']),
    )
    expect(files.filter((file) => /(?<!\.d)\.ts$|\.test\.|fixture|workspace/.test(file))).toEqual([])
    const manifest: unknown = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(manifest).not.toHaveProperty('dependencies')
    expect(readdirSync(join(away, 'node_modules'))).toEqual(expect.arrayContaining(['@farthing']))
  })

  it('leaves the workspace manifest as it was', () => {
    expect(readFileSync(join(work, 'package-after.json'), 'utf8')).toBe(
      readFileSync(join(folder, 'package.json'), 'utf8'),
    )
  })

  it('buys and sells from a folder of its own, run by Node as it is', async () => {
    const provider = await standInProvider()
    provider.book.sites.add('http://127.0.0.1:4999/')
    writeFileSync(join(away, 'shop.js'), shopProgram)
    try {
      const child = await runAway(['shop.js'], { API_URL: provider.url, API_KEY: provider.apiKey })
      expect(JSON.parse(child)).toEqual({
        shut: 'shut',
        location: `${provider.url}/c/`,
        status: 'requested',
        captured: 'captured',
      })
    } finally {
      await provider.close()
    }
  })

  it('type-checks for a vendor who checks libraries too', () => {
    const check = `import { farthing, FarthingError, verifyWebhook } from '@farthing/sdk'
import type { Purchase } from '@farthing/sdk'
import { nodePaywall } from '@farthing/sdk/node'
const client = farthing({ apiKey: 'sk_test_x', apiUrl: 'https://x.test' })
export const purchase: Promise<Purchase> = client.purchases.retrieve('txn_1')
export const wall = nodePaywall({ client, publicUrl: 'https://y.test', secret: 'x'.repeat(32), offer: () => undefined })
// @ts-expect-error the field is called order_reference
client.purchases.request({ orderReference: '1' })
try { await verifyWebhook({ secrets: 'x', headers: new Headers(), body: '' }) } catch (error) {
  if (error instanceof FarthingError && error.code === 'licence_ended') throw error
}
`
    writeFileSync(join(away, 'check.ts'), check)
    const types = join(root, 'node_modules', '@types')
    const options = [
      '--ignoreConfig',
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2023',
      '--lib',
      'es2023,dom,dom.iterable',
    ]
    const compiler = join(root, 'node_modules', 'tsc7', 'bin', 'tsc')
    run(process.execPath, [compiler, ...options, '--types', 'node', '--typeRoots', types, 'check.ts'], away)
  }, 60_000)
})

const shopProgram = `
import { farthing, paywall } from '@farthing/sdk'
import { fastifyPaywall } from '@farthing/sdk/fastify'
import { nodePaywall } from '@farthing/sdk/node'
import { standInProvider } from '@farthing/sdk/testing'
if (![fastifyPaywall, nodePaywall, standInProvider].every((made) => typeof made === 'function')) throw new Error('an entry is missing')
const client = farthing({ apiKey: process.env.API_KEY, apiUrl: process.env.API_URL })
const price = { amount: '0.12', currency: 'USD' }
const publicUrl = 'http://127.0.0.1:4999'
const offer = { sku: 'a', price, path: '/a', item: { sku: 'a', title: 'A', price } }
const wall = paywall({ client, publicUrl, secret: 'x'.repeat(32), offer: () => offer })
const gate = await wall.admit(new Request(publicUrl + '/a'), 'a')
const begun = await wall.begin({ method: 'POST', url: wall.buyPath('a'), headers: new Headers({ origin: publicUrl }) }, 'a')
const id = begun.location.split('/').at(-1)
const { status } = await client.purchases.retrieve(id)
await fetch(begun.location + '/approve', { method: 'POST', redirect: 'manual' })
const { status: captured } = await client.purchases.retrieve(id)
console.log(JSON.stringify({ shut: gate.kind, location: begun.location.replace(id, ''), status, captured }))
`

async function runAway(args: string[], env: Record<string, string>): Promise<string> {
  const { spawn } = await import('node:child_process')
  const child = spawn(process.execPath, args, {
    cwd: away,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  for await (const chunk of child.stdout) out += String(chunk)
  return out
}
