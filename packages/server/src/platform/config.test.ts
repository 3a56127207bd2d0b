import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

function mistakesOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.mistakes
    throw error
  }
}

const production = {
  FARTHING_MODE: 'production',
  FARTHING_PUBLIC_URL: 'https://pay.example',
  FARTHING_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
  FARTHING_SMTP_URL: 'smtp://mail.example',
  DATABASE_URL: 'postgres://db.example/farthing',
}

test('nothing needs to be set in development', () => {
  const config = readConfig({})
  expect(config.publicUrl).toBe('http://wallet.localhost:4400')
  expect(config.welcome.micros).toBe(500_000n)
  expect(config.fee).toEqual({ basisPoints: 500, fixedMicros: 0n })
})

test('every mistake is named at once', () => {
  expect(
    mistakesOf({
      FARTHING_MODE: 'staging',
      FARTHING_PORT: '99999',
      FARTHING_PUBLIC_URL: 'pay.example/path',
      DATABASE_URL: 'mysql://user:secret@host/db',
      FARTHING_MASTER_KEY: 'short',
      FARTHING_FEE_FIXED: '0.0000001',
      FARTHING_TRUST_PROXY: 'true',
      FARTHING_PROT: '4400',
      FARTHING_TEST_SEED: '1',
    }),
  ).toEqual([
    'FARTHING_MODE must be one of development, production, not "staging"',
    'FARTHING_PORT must be a whole number from 0 to 65535, not "99999"',
    'FARTHING_PUBLIC_URL must be an origin such as https://pay.example, without a path, not "pay.example/path"',
    'DATABASE_URL must be a URL that begins with postgres:// or postgresql://',
    'FARTHING_MASTER_KEY must be 32 bytes in base64, for example from `openssl rand -base64 32`',
    'FARTHING_TRUST_PROXY must be how many proxies stand before the server, or their networks, such as 1 or 10.0.0.0/8,2001:db8::/32, not "true"',
    'FARTHING_FEE_FIXED must be an amount such as 0.0005, not "0.0000001"',
    "FARTHING_PROT is no setting of Farthing's",
  ])
})

test('production refuses plain http, the development key, demo data, and to run without database or mail', () => {
  expect(mistakesOf({ FARTHING_MODE: 'production', FARTHING_DEMO: '1' }).map((each) => each.split(' ')[0])).toEqual([
    'FARTHING_PUBLIC_URL',
    'FARTHING_MASTER_KEY',
    'DATABASE_URL',
    'FARTHING_SMTP_URL',
    'FARTHING_DEMO',
  ])
  expect(mistakesOf(production)).toEqual([])
})

test('a development key that was copied into the settings is refused in production too', () => {
  const key = readConfig({}).masterKey.toString('base64')
  expect(mistakesOf({ ...production, FARTHING_MASTER_KEY: key })).toHaveLength(1)
})

test('docs/settings.md lists every setting, each with its default', async () => {
  const page = await readFile(new URL('../../../../docs/settings.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)?/gm)].map(
    ([, name = '', value]) => [name, value] as const,
  )
  const read = new Set<string>()
  const env = new Proxy<Record<string, string | undefined>>({}, {
    get: (_target, name) => void read.add(String(name)),
    ownKeys: () => [],
  }) // prettier-ignore
  const withoutSettings = readConfig(env)
  expect(listed.map(([name]) => name).sort()).toEqual([...read].sort())
  const defaults = Object.fromEntries(listed.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])))
  expect(readConfig(defaults)).toEqual(withoutSettings)
})
