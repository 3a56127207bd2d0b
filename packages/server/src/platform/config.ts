import { hash } from 'node:crypto'
import { refuseUnworkable } from './config-checks.ts'
import type { Config } from './config-shape.ts'
import { currencyCodes, parseAmount } from './money.ts'
import { SettingsReader } from './environment.ts'
import { parseNetworks } from './http/networks.ts'
import { parseProxies } from './http/proxies.ts'
import { faultOf } from './text.ts'

export type { Config } from './config-shape.ts'

/** Everything that is wrong with the environment, a sentence each. */
export class ConfigError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(`The settings cannot be used:\n${mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`)
    this.name = 'ConfigError'
    this.mistakes = mistakes
  }
}

/** In development alone: anyone can read it here. */
const developmentKey = hash('sha256', 'farthing development master key', 'buffer')

/**
 * Reads the settings from environment variables; docs/settings.md lists them.
 *
 * @throws {ConfigError} Naming every mistake at once, what cannot work together among them: see config-checks.ts.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = new SettingsReader(env)
  const mode = read.oneOf('FARTHING_MODE', ['development', 'production'], 'development')
  const port = read.integer('FARTHING_PORT', { min: 0, max: 65_535, otherwise: 4400 })
  const config: Config = {
    mode,
    port,
    host: read.text('FARTHING_HOST', '127.0.0.1'),
    publicUrl: read.origin('FARTHING_PUBLIC_URL', `http://wallet.localhost:${port}`),
    providerName: read.text('FARTHING_PROVIDER_NAME', 'Farthing'),
    operatorName: read.text('FARTHING_OPERATOR_NAME', read.text('FARTHING_PROVIDER_NAME', 'Farthing')),
    operatorAddress: read.parsed(
      'FARTHING_OPERATOR_ADDRESS',
      addressLines,
      'none',
      'lines with ; between them, such as "4 Quay Street; Galway H91 X2Y3; Ireland": 6 at most, 60 characters each',
    ),
    paper: read.oneOf('FARTHING_PAPER', ['a4', 'letter'], 'a4'),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    poolSize: read.integer('FARTHING_POOL_SIZE', { min: 1, max: 200, otherwise: 8 }),
    dataFolder: read.text('FARTHING_DATA_FOLDER', '.farthing'),
    masterKey: read.key('FARTHING_MASTER_KEY') ?? developmentKey,
    smtpUrl: read.url('FARTHING_SMTP_URL', ['smtp:', 'smtps:']),
    ...readMailAddresses(read),
    logLevel: read.oneOf('FARTHING_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    purchaseWindowSeconds: 60 * read.integer('FARTHING_PURCHASE_WINDOW_MINUTES', { min: 1, max: 1_440, otherwise: 30 }),
    sessionSeconds: 86_400 * read.integer('FARTHING_SESSION_DAYS', { min: 1, max: 365, otherwise: 30 }),
    deskIdleSeconds: 60 * read.integer('FARTHING_DESK_IDLE_MINUTES', { min: 1, max: 480, otherwise: 30 }),
    deskSessionSeconds: 3_600 * read.integer('FARTHING_DESK_SESSION_HOURS', { min: 1, max: 24, otherwise: 8 }),
    freshLoginSeconds: 60 * read.integer('FARTHING_FRESH_LOGIN_MINUTES', { min: 1, max: 60, otherwise: 10 }),
    rateLimit: {
      requests: read.integer('FARTHING_RATE_LIMIT_REQUESTS', { min: 0, max: 10_000_000, otherwise: 1_000 }),
      seconds: read.integer('FARTHING_RATE_LIMIT_SECONDS', { min: 1, max: 3_600, otherwise: 10 }),
    },
    trustProxy: read.parsed(
      'FARTHING_TRUST_PROXY',
      parseProxies,
      '0',
      'how many proxies stand before the server, or their networks, such as 1 or 10.0.0.0/8,2001:db8::/32',
    ),
    webhookNetworks: read.parsed(
      'FARTHING_WEBHOOK_NETWORKS',
      (text) => (text === 'none' ? [] : parseNetworks(text)),
      'none',
      'networks of your own, such as 10.0.0.0/8,192.0.2.7',
    ),
    demo: read.flag('FARTHING_DEMO', false),
    fee: {
      basisPoints: read.integer('FARTHING_FEE_BASIS_POINTS', { min: 0, max: 10_000, otherwise: 500 }),
      fixedMicros: read.parsed('FARTHING_FEE_FIXED', parseAmount, '0', 'an amount such as 0.0005'),
    },
    welcome: {
      micros: read.parsed('FARTHING_WELCOME_AMOUNT', parseAmount, '0.5', 'an amount such as 0.50'),
      currency: read.oneOf('FARTHING_WELCOME_CURRENCY', currencyCodes, 'USD'),
      days: read.integer('FARTHING_WELCOME_DAYS', { min: 1, max: 3_650, otherwise: 30 }),
    },
  }
  read.refuseUnknown('FARTHING_', 'FARTHING_TEST_')
  refuseUnworkable(config, read, { masterKey: developmentKey })
  if (read.mistakes.length > 0) throw new ConfigError(read.mistakes)
  return config
}

const addressLines = (text: string): readonly string[] | undefined => {
  if (text === 'none') return []
  const lines = text.split(';').flatMap((line) => (line.trim() === '' ? [] : [line.trim().normalize()]))
  return lines.length <= 6 && lines.every((line) => line.length <= 60 && faultOf(line, { lines: false }) === undefined)
    ? lines
    : undefined
}

const readMailAddresses = (read: SettingsReader): Pick<Config, 'mailFrom' | 'bounceAddress'> => ({
  mailFrom: read.parsed(
    'FARTHING_MAIL_FROM',
    mailAddress,
    'Farthing <no-reply@wallet.localhost>',
    'an address such as no-reply@wallet.example or "Wallet <no-reply@wallet.example>"',
  ),
  bounceAddress: read.parsed(
    'FARTHING_BOUNCE_ADDRESS',
    (text) => (text === 'none' ? null : bounceAddress(text)),
    'none',
    'an address of at most 20 characters before the @, such as bounce@wallet.example',
  ),
})

const mailAddress = (text: string): string | undefined =>
  /^(?:[^<>@\p{C}]+ <[^\s<>@\p{C}]+@[^\s<>@\p{C}]+>|[^\s<>@\p{C}]+@[^\s<>@\p{C}]+)$/u.test(text) ? text : undefined

/** What tells the notice is put before its @, and there is room for 64 characters (RFC 5321, 4.5.3.1.1). */
const bounceAddress = (text: string): string | undefined =>
  /^[a-z0-9._-]{1,20}@[a-z0-9.-]+$/i.test(text) ? text : undefined
