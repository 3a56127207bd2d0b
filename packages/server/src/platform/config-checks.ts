// What settings mean together: each can be well formed while all of them together cannot work.
import { isIP } from 'node:net'
import type { Config } from './config-shape.ts'
import type { SettingsReader } from './environment.ts'
import { isLoopback } from './urls.ts'

/** In development alone. */
export type Defaults = { readonly masterKey: Buffer }

/** The host of a URL as it is compared: IPv6 without its brackets. */
const hostOf = (url: string): string => (URL.parse(url)?.hostname ?? '').replace(/^\[|\]$|\.$/g, '')

/** Tells `read` of everything that cannot work, beside the mistakes in single settings. */
export function refuseUnworkable(config: Config, read: SettingsReader, defaults: Defaults): void {
  if (config.mode === 'production') refuseDevelopment(config, read, defaults)
  else if (config.publicUrl.startsWith('http:') && !isLoopback(hostOf(config.publicUrl)))
    read.mistakeOf(
      'FARTHING_PUBLIC_URL',
      `must begin with https://, or its host be localhost, end in .localhost or be 127.0.0.1: over plain http browsers keep the cookie of a session for no other host, and nobody could sign in at ${config.publicUrl}`,
    )
}

function refuseDevelopment(config: Config, read: SettingsReader, defaults: Defaults): void {
  const { publicUrl, mailFrom } = config
  const host = hostOf(publicUrl)
  if (!publicUrl.startsWith('https:'))
    read.mistakeOf('FARTHING_PUBLIC_URL', 'must begin with https:// in production: money and sessions travel over it')
  else if (isLoopback(host) || isIP(host) !== 0)
    read.mistakeOf(
      'FARTHING_PUBLIC_URL',
      `must have a host name in production that other machines find, not ${host}: vendors and payers are sent there`,
    )
  if (!read.isSet('FARTHING_TRUST_PROXY'))
    read.mistakeOf(
      'FARTHING_TRUST_PROXY',
      'must be set in production: how many proxies stand before the server (1 where one ends TLS), or their networks; 0 where nobody is to be believed about where requests come from',
    )
  if (config.masterKey.equals(defaults.masterKey))
    read.mistakeOf(
      'FARTHING_MASTER_KEY',
      'must be set in production: 32 bytes in base64, for example from `openssl rand -base64 32`',
    )
  if (config.databaseUrl === undefined) read.mistakeOf('DATABASE_URL', 'must be set in production')
  if (config.smtpUrl === undefined)
    read.mistakeOf('FARTHING_SMTP_URL', 'must be set in production: people must get their codes')
  if (!read.isSet('FARTHING_MAIL_FROM'))
    read.mistakeOf(
      'FARTHING_MAIL_FROM',
      `must be set in production, to an address that people's mail servers take mail from, such as "Wallet <no-reply@${host}>"`,
    )
  else if (isLoopback(mailFrom.replace(/^.*@|>$/g, '')))
    read.mistakeOf('FARTHING_MAIL_FROM', `must be an address outside this machine in production, not ${mailFrom}`)
  if (config.demo) read.mistakeOf('FARTHING_DEMO', 'must be off in production: its passwords and vouchers are public')
}

/** What can work but is probably not meant, a sentence each, for the log. */
export function doubtsOf(config: Config): string[] {
  const doubts = config.mode === 'production' ? doubtsInProduction(config) : doubtsInDevelopment(config)
  return doubts.flatMap(([doubtful, sentence]) => (doubtful ? [sentence] : []))
}

type Doubt = readonly [doubtful: boolean, sentence: string]

function doubtsInProduction(config: Config): Doubt[] {
  const { trustProxy, host, port, rateLimit, databaseUrl = '', smtpUrl = '' } = config
  const database = URL.parse(databaseUrl)
  const away = (url: string): boolean => hostOf(url) !== '' && !isLoopback(hostOf(url))
  return [
    [
      trustProxy === 0,
      'FARTHING_TRUST_PROXY is 0: all who come through one proxy are one network, and share its limits',
    ],
    [
      typeof trustProxy === 'number' && trustProxy > 0 && !isLoopback(host),
      `FARTHING_TRUST_PROXY counts proxies and FARTHING_HOST is ${host}: who reaches the port past the proxy can say that they come from anywhere; name the networks of the proxies instead`,
    ],
    [port === 0, 'FARTHING_PORT is 0: the proxy has to be told another port after each start'],
    [rateLimit.requests === 0, 'FARTHING_RATE_LIMIT_REQUESTS is 0: nobody is limited'],
    [
      away(databaseUrl) && database?.searchParams.get('sslmode') === null,
      `DATABASE_URL says no sslmode: what travels to and from ${hostOf(databaseUrl)} can be read on the way`,
    ],
    [
      smtpUrl.startsWith('smtp:') && away(smtpUrl),
      'FARTHING_SMTP_URL begins with smtp://: codes may travel unencrypted; smtps:// never does',
    ],
    [
      config.operatorAddress.length === 0,
      'FARTHING_OPERATOR_ADDRESS is not set: letters and files have no postal address at their head',
    ],
    [config.providerName === 'Farthing', 'FARTHING_PROVIDER_NAME is not set: people read Farthing as who runs this'],
  ]
}

function doubtsInDevelopment({ host, port, publicUrl }: Config): Doubt[] {
  const named = Number(URL.parse(publicUrl)?.port)
  return [
    [
      !isLoopback(host),
      `FARTHING_MODE is development and FARTHING_HOST is ${host}: whoever reaches it reads all mail at /dev/mail, and the master key is public`,
    ],
    [
      publicUrl.startsWith('http:') && port !== 0 && named !== port,
      `FARTHING_PUBLIC_URL is ${publicUrl} and FARTHING_PORT is ${port}: links lead elsewhere unless something passes them on`,
    ],
  ]
}
