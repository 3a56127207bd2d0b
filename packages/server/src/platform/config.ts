import { hash } from 'node:crypto'
import type { Currency, Micros } from './money.ts'
import { currencyCodes, parseAmount } from './money.ts'
import { Reader } from './environment.ts'
import type { Proxies } from './http/proxies.ts'
import { parseProxies } from './http/proxies.ts'

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent'

/** All that can be set from outside, checked once at start. */
export type Config = {
  readonly mode: 'development' | 'production'
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  /** Origin that people's browsers and vendors' servers see, without a slash at the end. */
  readonly publicUrl: string
  readonly providerName: string
  /** Absent only in development: then an embedded PostgreSQL is started. */
  readonly databaseUrl: string | undefined
  /** Connections for pages and lists; the ledger has its own. */
  readonly poolSize: number
  readonly dataFolder: string
  /** 32 bytes; every other key is derived from it. */
  readonly masterKey: Buffer
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  readonly logLevel: LogLevel
  /** How long after login a user can purchase (R26). */
  readonly purchaseWindowSeconds: number
  readonly sessionSeconds: number
  /** Requests a caller may make in so many seconds; 0 requests: no limit. */
  readonly rateLimit: { readonly requests: number; readonly seconds: number }
  /** Whose word counts about where requests come from. */
  readonly trustProxy: Proxies
  /** Whether demo people, vendors and vouchers may be there. */
  readonly demo: boolean
  /** Of each sale, for vendors opened from now on. */
  readonly fee: { readonly basisPoints: number; readonly fixedMicros: Micros }
  /** Incentive tokens for each new account (R7); 0n: none. */
  readonly welcome: { readonly micros: Micros; readonly currency: Currency; readonly days: number }
}

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
 * @throws {ConfigError} Naming every mistake at once. Production refuses demo data, the development key and plain http.
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = new Reader(env)
  const mode = read.oneOf('FARTHING_MODE', ['development', 'production'], 'development')
  const port = read.integer('FARTHING_PORT', { least: 0, most: 65_535, otherwise: 4400 })
  const config: Config = {
    mode,
    port,
    host: read.text('FARTHING_HOST', '127.0.0.1'),
    publicUrl: read.origin('FARTHING_PUBLIC_URL', `http://wallet.localhost:${port}`),
    providerName: read.text('FARTHING_PROVIDER_NAME', 'Farthing'),
    databaseUrl: read.url('DATABASE_URL', ['postgres:', 'postgresql:']),
    poolSize: read.integer('FARTHING_POOL_SIZE', { least: 1, most: 200, otherwise: 8 }),
    dataFolder: read.text('FARTHING_DATA_FOLDER', '.farthing'),
    masterKey: read.key('FARTHING_MASTER_KEY') ?? developmentKey,
    smtpUrl: read.url('FARTHING_SMTP_URL', ['smtp:', 'smtps:']),
    mailFrom: read.text('FARTHING_MAIL_FROM', 'Farthing <no-reply@wallet.localhost>'),
    logLevel: read.oneOf('FARTHING_LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], 'info'),
    purchaseWindowSeconds:
      60 * read.integer('FARTHING_PURCHASE_WINDOW_MINUTES', { least: 1, most: 1_440, otherwise: 30 }),
    sessionSeconds: 86_400 * read.integer('FARTHING_SESSION_DAYS', { least: 1, most: 365, otherwise: 30 }),
    rateLimit: {
      requests: read.integer('FARTHING_RATE_LIMIT_REQUESTS', { least: 0, most: 10_000_000, otherwise: 1_000 }),
      seconds: read.integer('FARTHING_RATE_LIMIT_SECONDS', { least: 1, most: 3_600, otherwise: 10 }),
    },
    trustProxy: read.parsed(
      'FARTHING_TRUST_PROXY',
      parseProxies,
      '0',
      'how many proxies stand before the server, or their networks, such as 1 or 10.0.0.0/8,2001:db8::/32',
    ),
    demo: read.flag('FARTHING_DEMO', false),
    fee: {
      basisPoints: read.integer('FARTHING_FEE_BASIS_POINTS', { least: 0, most: 10_000, otherwise: 500 }),
      fixedMicros: read.parsed('FARTHING_FEE_FIXED', parseAmount, '0', 'an amount such as 0.0005'),
    },
    welcome: {
      micros: read.parsed('FARTHING_WELCOME_AMOUNT', parseAmount, '0.5', 'an amount such as 0.50'),
      currency: read.oneOf('FARTHING_WELCOME_CURRENCY', currencyCodes, 'USD'),
      days: read.integer('FARTHING_WELCOME_DAYS', { least: 1, most: 3_650, otherwise: 30 }),
    },
  }
  read.refuseUnknown('FARTHING_', 'FARTHING_TEST_')
  if (mode === 'production') refuseDevelopment(config, read)
  if (read.mistakes.length > 0) throw new ConfigError(read.mistakes)
  return config
}

function refuseDevelopment(config: Config, read: Reader): void {
  if (!config.publicUrl.startsWith('https:')) {
    read.mistake('FARTHING_PUBLIC_URL must begin with https:// in production: money and sessions travel over it')
  }
  if (config.masterKey.equals(developmentKey)) {
    read.mistake(
      'FARTHING_MASTER_KEY must be set in production: 32 bytes in base64, for example from `openssl rand -base64 32`',
    )
  }
  if (config.databaseUrl === undefined) read.mistake('DATABASE_URL must be set in production')
  if (config.smtpUrl === undefined)
    read.mistake('FARTHING_SMTP_URL must be set in production: people must get their codes')
  if (config.demo) read.mistake('FARTHING_DEMO must be off in production: its passwords and vouchers are public')
}
