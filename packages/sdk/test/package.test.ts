import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { standInProvider } from '../src/testing/index.ts'
import { folder, packed, root, runBeside, runIn } from './packed.ts'
import type { Packed } from './packed.ts'

let sdk: Packed

beforeAll(() => {
  sdk = packed()
}, 180_000)
afterAll(() => sdk.remove())

describe('the published package', () => {
  it('holds JavaScript with its types, its README, and no source, test or dependency', () => {
    const installed = join(sdk.away, 'node_modules', '@farthing', 'sdk')
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' })
    expect(files).toEqual(
      expect.arrayContaining(['README.md', 'dist/index.js', 'dist/index.d.ts', 'dist/farthing-pay.js']),
    )
    expect(files.filter((file) => /(?<!\.d)\.c?ts$|\.test\.|fixture|workspace/.test(file))).toEqual([])
    const manifest: unknown = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'))
    expect(manifest).not.toHaveProperty('dependencies')
    expect(readdirSync(join(sdk.away, 'node_modules'))).toEqual(expect.arrayContaining(['@farthing']))
  })

  it('leaves the workspace manifest as it was', () => {
    expect(readFileSync(sdk.manifestAfter, 'utf8')).toBe(readFileSync(join(folder, 'package.json'), 'utf8'))
  })

  const shops = [
    ['shop.js', (program: string) => program],
    ['shop.cjs', inCommonJs],
  ] as const
  it.each(nodes().flatMap((node) => shops.map(([file, write]) => ({ ...node, file, write }))))(
    'buys and sells from a folder of its own, as $file in Node $version',
    async ({ path, file, write }) => {
      const provider = await standInProvider()
      provider.book.sites.add('http://127.0.0.1:4999/')
      writeFileSync(join(sdk.away, file), write(shopProgram))
      try {
        const env = { API_URL: provider.url, API_KEY: provider.apiKey }
        expect(JSON.parse(await runBeside(sdk.away, path, ['--no-warnings', file], env))).toEqual({
          shut: 'shut',
          location: `${provider.url}/c/`,
          status: 'requested',
          captured: 'captured',
        })
      } finally {
        await provider.close()
      }
    },
  )
})

describe('its types', () => {
  const common = ['--ignoreConfig', '--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2023,dom,dom.iterable']
  const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules', '@types')]
  const typescript5 = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  const typescript7 = join(root, 'node_modules', 'tsc7', 'bin', 'tsc')
  const today = ['--module', 'nodenext']
  const bundler = ['--module', 'esnext', '--moduleResolution', 'bundler']
  const both = ['check.mts', 'check.cts']
  const node10 = ['--module', 'commonjs', '--moduleResolution', 'node10']
  const node16 = ['--module', 'node16', '--moduleResolution', 'node16']

  it.each([
    ['TypeScript 5.9, node10', typescript5, ['check.ts'], node10],
    ['TypeScript 5.9, node16, ES modules and CommonJS', typescript5, both, node16],
    ['TypeScript 5.9, nodenext, ES modules and CommonJS', typescript5, both, today],
    ['TypeScript 5.9, bundler', typescript5, ['check.ts'], bundler],
    ['TypeScript 7, nodenext, ES modules and CommonJS', typescript7, both, today],
    ['TypeScript 7, bundler', typescript7, ['check.ts'], bundler],
  ])(
    'resolve and hold, libraries checked too: %s',
    (_, compiler, files, how) => {
      for (const file of files) writeFileSync(join(sdk.away, file), typeCheck)
      const options = compiler === typescript5 ? common.slice(1) : common
      runIn(sdk.away, process.execPath, [compiler, ...options, ...how, ...types, ...files])
    },
    60_000,
  )
})

const typeCheck = `import { farthing, FarthingError, verifyWebhook } from '@farthing/sdk'
import type { Purchase } from '@farthing/sdk'
import { fetchPaywall } from '@farthing/sdk/fetch'
import { nodePaywall, rawBody } from '@farthing/sdk/node'
import { standInProvider } from '@farthing/sdk/testing'
import { createServer } from 'node:http'
// As they are in a vendor's environment: set, or not.
const client = farthing({ apiKey: process.env.FARTHING_API_KEY, apiUrl: 'https://x.test' })
export const purchase: Promise<Purchase> = client.purchases.retrieve('txn_1')
const offer = () => undefined
export const wall = nodePaywall({ client, publicUrl: 'https://y.test', secret: process.env.COOKIE_SECRET, offer })
export const walls = [fetchPaywall({ client, publicUrl: 'https://y.test', secret: ['x'], offer }), standInProvider]
// @ts-expect-error the field is called order_reference
client.purchases.request({ orderReference: '1' })
createServer(async (request) => {
  try {
    const secrets = process.env.FARTHING_WEBHOOK_SECRET
    await verifyWebhook({ secrets, headers: request.headers, body: await rawBody(request) })
  } catch (error) {
    if (error instanceof FarthingError && error.code === 'licence_ended') throw error
  }
})
`

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

// What a vendor's CommonJS looks like: `require`, and no `await` outside a function.
function inCommonJs(program: string): string {
  const required = program.replaceAll(/^import (\{.*\}) from (.*)$/gm, 'const $1 = require($2)')
  return required.replace(/^(const client = [^]*)$/m, ';(async () => {\n$1\n})()')
}

/** The project's Node, and another that stands in the PATH where it can `require` an ES module. */
function nodes(): { path: string; version: string }[] {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, 'node'))
  const found = new Map<string, string>()
  for (const place of [process.execPath, ...places]) {
    const version = versionOf(place)
    const [major = 0, minor = 0] = (version ?? '').split('.').map(Number)
    if (version === undefined || found.has(version)) continue
    if (major > 22 || (major === 22 && minor >= 12) || (major === 20 && minor >= 19)) found.set(version, place)
  }
  return [...found].map(([version, path]) => ({ path, version }))
}

function versionOf(place: string): string | undefined {
  try {
    return execFileSync(realpathSync(place), ['-p', 'process.versions.node'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}
