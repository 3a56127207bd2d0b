import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { doubtsOf } from './config-checks.ts'
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
  FARTHING_SMTP_URL: 'smtps://mail.example',
  FARTHING_MAIL_FROM: 'Harbour <no-reply@pay.example>',
  FARTHING_TRUST_PROXY: '1',
  DATABASE_URL: 'postgres://db.example/farthing?sslmode=verify-full',
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

test('production refuses plain http, what is meant for development, and to run without what it needs', () => {
  expect(mistakesOf({ FARTHING_MODE: 'production', FARTHING_DEMO: '1' }).map((each) => each.split(' ')[0])).toEqual([
    'FARTHING_PUBLIC_URL',
    'FARTHING_TRUST_PROXY',
    'FARTHING_MASTER_KEY',
    'DATABASE_URL',
    'FARTHING_SMTP_URL',
    'FARTHING_MAIL_FROM',
    'FARTHING_DEMO',
  ])
  expect(mistakesOf(production)).toEqual([])
})

test('a setting that is wrong in itself is named once, with what is wrong in itself', () => {
  expect(
    mistakesOf({ ...production, FARTHING_PUBLIC_URL: 'https://pay.example/wallet', FARTHING_TRUST_PROXY: 'yes' }).map(
      (each) => each.split(' ').slice(0, 4).join(' '),
    ),
  ).toEqual(['FARTHING_PUBLIC_URL must be an', 'FARTHING_TRUST_PROXY must be how'])
})

test.each([
  ['FARTHING_PUBLIC_URL', 'http://pay.example'],
  ['FARTHING_PUBLIC_URL', 'https://localhost'],
  ['FARTHING_PUBLIC_URL', 'https://wallet.localhost:4400'],
  ['FARTHING_PUBLIC_URL', 'https://203.0.113.7'],
  ['FARTHING_PUBLIC_URL', 'https://[2001:db8::1]'],
  ['FARTHING_PUBLIC_URL', 'https://pay.example/wallet'],
  ['FARTHING_PUBLIC_URL', ''],
  ['FARTHING_MAIL_FROM', ''],
  ['FARTHING_MAIL_FROM', 'Farthing'],
  ['FARTHING_MAIL_FROM', 'Farthing <no-reply@wallet.localhost>'],
  ['FARTHING_MAIL_FROM', 'no-reply@localhost'],
  ['FARTHING_MAIL_FROM', 'A <a@pay.example>, B <b@pay.example>'],
  ['FARTHING_TRUST_PROXY', ''],
  ['FARTHING_SMTP_URL', ''],
  ['FARTHING_DEMO', '1'],
])('production does not start with %s=%s', (name, value) => {
  expect(mistakesOf({ ...production, [name]: value }).map((each) => each.split(' ')[0])).toEqual([name])
})

test.each(['http://pay.lan:4520', 'http://192.168.1.7:4400', 'http://pay.example', 'http://localhost.example'])(
  'at %s nobody could sign in, so nothing starts there',
  (url) => {
    expect(mistakesOf({ FARTHING_PUBLIC_URL: url })).toEqual([
      `FARTHING_PUBLIC_URL must begin with https://, or its host be localhost, end in .localhost or be 127.0.0.1: over plain http browsers keep the cookie of a session for no other host, and nobody could sign in at ${url}`,
    ])
  },
)

test.each(['http://localhost:4520', 'http://pay.localhost', 'http://127.0.0.1:4400', 'http://[::1]:4400', 'https://pay.lan'])(
  'development takes %s',
  (url) => expect(readConfig({ FARTHING_PUBLIC_URL: url }).publicUrl).toBe(url),
) // prettier-ignore

test('what can work and is likely not meant is said, a line each', () => {
  const doubts = (env: Record<string, string>) => doubtsOf(readConfig(env)).map((each) => each.split(/[ :]/)[0])
  const named = { ...production, FARTHING_PROVIDER_NAME: 'Harbour', FARTHING_OPERATOR_ADDRESS: '4 Quay Street; Galway' }
  expect(doubts(named)).toEqual([])
  expect(
    doubts({
      ...production,
      FARTHING_TRUST_PROXY: '0',
      FARTHING_PORT: '0',
      FARTHING_RATE_LIMIT_REQUESTS: '0',
      DATABASE_URL: 'postgres://db.example/farthing',
      FARTHING_SMTP_URL: 'smtp://mail.example',
    }),
  ).toEqual([
    'FARTHING_TRUST_PROXY',
    'FARTHING_PORT',
    'FARTHING_RATE_LIMIT_REQUESTS',
    'DATABASE_URL',
    'FARTHING_SMTP_URL',
    'FARTHING_OPERATOR_ADDRESS',
    'FARTHING_PROVIDER_NAME',
  ])
  expect(doubts({ ...named, FARTHING_HOST: '0.0.0.0' })).toEqual(['FARTHING_TRUST_PROXY'])
  expect(doubts({ ...named, FARTHING_HOST: '0.0.0.0', FARTHING_TRUST_PROXY: '10.0.0.0/8' })).toEqual([])
  expect(doubts({ ...named, DATABASE_URL: 'postgres://127.0.0.1/f', FARTHING_SMTP_URL: 'smtp://localhost' })).toEqual(
    [],
  )
  expect(doubts({})).toEqual([])
  expect(
    doubts({ FARTHING_HOST: '0.0.0.0', FARTHING_PORT: '4500', FARTHING_PUBLIC_URL: 'http://a.localhost' }),
  ).toEqual(['FARTHING_MODE', 'FARTHING_PUBLIC_URL'])
})

test('the operator’s address is lines that can be printed', () => {
  const of = (FARTHING_OPERATOR_ADDRESS: string) => readConfig({ FARTHING_OPERATOR_ADDRESS }).operatorAddress
  expect(of('4 Quay Street;  Galway H91 X2Y3 ;Ireland')).toEqual(['4 Quay Street', 'Galway H91 X2Y3', 'Ireland'])
  expect(readConfig({ FARTHING_PROVIDER_NAME: 'Harbour' }).operatorName).toBe('Harbour')
  for (const wrong of ['a;b;c;d;e;f;g', 'a'.repeat(61), 'Quay\u202eStreet'])
    expect(mistakesOf({ FARTHING_OPERATOR_ADDRESS: wrong })).toEqual([
      expect.stringMatching(/^FARTHING_OPERATOR_ADDRESS must be lines with ; between them/),
    ])
})

test('the command that README gives for running it for real starts, without a doubt', async () => {
  const readme = await readFile(new URL('../../../../README.md', import.meta.url), 'utf8')
  const command = /## Running it for real\n+```\n([^`]+)```/.exec(readme)?.[1] ?? ''
  const folder = await mkdtemp(join(tmpdir(), 'farthing-readme-'))
  try {
    await writeFile(join(folder, 'npm'), '#!/bin/sh\necho "asked for: $*"\nenv\n', { mode: 0o755 })
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', command], {
      cwd: folder,
      env: { PATH: `${folder}:${process.env['PATH'] ?? ''}` },
    })
    expect(stdout).toContain('asked for: run serve\n')
    const env: Record<string, string> = {}
    for (const [, name = '', value = ''] of stdout.matchAll(/^(\w+)=(.*)$/gm)) env[name] = value
    const config = readConfig(env)
    expect([config.mode, doubtsOf(config)]).toEqual(['production', []])
  } finally {
    await rm(folder, { recursive: true })
  }
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
