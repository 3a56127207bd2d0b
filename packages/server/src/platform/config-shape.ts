import type { Networks } from './http/networks.ts'
import type { Proxies } from './http/proxies.ts'
import type { Currency, Micros } from './money.ts'

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
  /** Who answers for it: the name at the head of letters and files. */
  readonly operatorName: string
  /** Where they are, a line each; none: not said. */
  readonly operatorAddress: readonly string[]
  /** What letters and files are printed on, and with it the window of the envelope. */
  readonly paper: 'a4' | 'letter'
  /** Absent only in development: then an embedded PostgreSQL is started. */
  readonly databaseUrl: string | undefined
  /** Connections for pages and lists; the ledger has its own. */
  readonly poolSize: number
  readonly dataFolder: string
  /** 32 bytes; every other key is derived from it. */
  readonly masterKey: Buffer
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Where mails come back to that nobody takes, such as `bounce@wallet.example`; `null`: to the sender, unread. */
  readonly bounceAddress: string | null
  readonly logLevel: LogLevel
  /** How long after login a user can purchase (R26). */
  readonly purchaseWindowSeconds: number
  readonly sessionSeconds: number
  /** How long a session of the desk lasts without a request, and how long in all. */
  readonly deskIdleSeconds: number
  readonly deskSessionSeconds: number
  /** How long after somebody showed who they are they may do what needs a fresh login. */
  readonly freshLoginSeconds: number
  /** Requests a caller may make in so many seconds; 0 requests: no limit. */
  readonly rateLimit: { readonly requests: number; readonly seconds: number }
  /** Which proxies are believed about where requests come from. */
  readonly trustProxy: Proxies
  /** The operator's own networks that webhooks may go to, without TLS too. */
  readonly webhookNetworks: Networks
  /** Whether demo people, vendors and vouchers may be there. */
  readonly demo: boolean
  /** Of each sale, for vendors opened from now on. */
  readonly fee: { readonly basisPoints: number; readonly fixedMicros: Micros }
  /** Incentive tokens for each new account (R7); 0n: none. */
  readonly welcome: { readonly micros: Micros; readonly currency: Currency; readonly days: number }
}
