// Requests to URLs that others named.
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { Config } from '../config.ts'
import { inNetworks } from '../http/networks.ts'
import { isLoopback, requestTarget } from '../urls.ts'
import { isPublicAddress } from './addresses.ts'

/** Where requests may go. */
export type Outbound = {
  /** Whether this very machine may be called, and without TLS: in development only. */
  readonly loopback: boolean
  /** Whether an address is in a network of the operator's own that may be called, without TLS too. Default: none is. */
  readonly own?: (address: string) => boolean
  /** All addresses of a host name. Default: what the system's resolver says. */
  readonly resolve?: Resolve
  /** From the first look-up to the last byte. Default 10 seconds. */
  readonly limitMillis?: number
}
export type Resolve = (host: string) => Promise<readonly string[]>

/** What the settings allow. */
export const outboundOf = (config: Pick<Config, 'mode' | 'webhookNetworks'>, resolve?: Resolve): Outbound => ({
  loopback: config.mode === 'development',
  own: inNetworks(config.webhookNetworks),
  ...(resolve && { resolve }),
})

export type Reply = { readonly status: number; readonly retryAfterSeconds: number | undefined }

/** Why a request failed, in words for whoever named the URL. */
export class Undelivered extends Error {
  override name = 'Undelivered'
  /** Whether the same request could succeed at another time, with nothing changed. */
  readonly passes: boolean

  constructor(message: string, options: { readonly passes?: boolean; readonly cause?: unknown } = {}) {
    super(message, options)
    this.passes = options.passes ?? false
  }
}

const dns: Resolve = async (host) =>
  (await lookup(host, { all: true, order: 'verbatim' })).map((found) => found.address)

/**
 * Posts to a URL that somebody named. Every address of its host is checked, and the connection goes to the address that
 * was checked: a name that resolves to another address a moment later changes nothing. Redirects are not followed
 * (Standard Webhooks). The answer's body is not read.
 *
 * @throws {Undelivered}
 */
export async function postTo(
  target: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  options: Outbound,
): Promise<Reply> {
  const url = new URL(target)
  const signal = AbortSignal.timeout(options.limitMillis ?? 10_000)
  const address = await allowedAddress(url, options, signal)
  return await send(url, requestTarget(target), address, headers, body, signal)
}

/**
 * Why nothing could ever be posted to a URL as things stand; `undefined` where something could, or where a look-up
 * failed that may succeed later.
 */
export async function whyNever(target: string, options: Outbound): Promise<string | undefined> {
  const signal = AbortSignal.timeout(options.limitMillis ?? 3_000)
  try {
    await allowedAddress(new URL(target), { ...options, resolve: inTurn(options.resolve ?? dns, signal) }, signal)
    return undefined
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error
    return error.passes ? undefined : error.message
  }
}

/** The look-ups under way for hosts that are only being registered. */
const turns = new WeakMap<Resolve, Promise<unknown>>()

/**
 * One look-up after another, without those that were given up before their turn. A look-up cannot be cancelled: it
 * occupies one of the two threads that Node has for it for as long as the host's name servers take. Somebody who
 * registers one host after another must not hold up the webhooks that are sent.
 */
const inTurn =
  (resolve: Resolve, signal: AbortSignal): Resolve =>
  async (host) => {
    for (let before = turns.get(resolve); before !== undefined; before = turns.get(resolve)) {
      await before.catch(() => undefined)
      signal.throwIfAborted()
    }
    const asked = resolve(host).finally(() => turns.delete(resolve))
    turns.set(resolve, asked)
    return asked
  }

/** The address to dial. @throws {Undelivered} Where one of the host's must not be, or TLS is missing. */
async function allowedAddress(url: URL, options: Outbound, signal: AbortSignal): Promise<string> {
  const { own = () => false, loopback } = options
  const addresses = await addressesOf(url.hostname, options, signal)
  const [first] = addresses
  if (first === undefined) throw new Undelivered('the host has no address')
  const inside = addresses.every(own) || (isLoopback(url.hostname) && loopback)
  if (!inside && isLoopback(url.hostname)) throw new Undelivered('the host is this machine')
  if (!inside && !addresses.every(isPublicAddress)) throw new Undelivered('the host is not on the public Internet')
  if (!inside && url.protocol !== 'https:') throw new Undelivered('the URL is not https')
  return first
}

async function addressesOf(hostname: string, options: Outbound, signal: AbortSignal): Promise<readonly string[]> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return [host]
  if (isLoopback(hostname)) return ['127.0.0.1'] // RFC 6761: *.localhost is never looked up.
  return within(signal, (options.resolve ?? dns)(host))
}

async function within<T>(signal: AbortSignal, waited: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const onAbort = (): void => late.reject(tooLong())
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([waited, late.promise])
  } catch (cause) {
    if (cause instanceof Undelivered) throw cause
    const passes = cause instanceof Error && 'code' in cause && cause.code !== 'ENOTFOUND'
    throw new Undelivered('the host is unknown', { passes, cause })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

const tooLong = (cause?: unknown): Undelivered => new Undelivered('it took too long', { passes: true, cause })

function send(
  url: URL,
  path: string,
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Reply> {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const options: https.RequestOptions = {
    method: 'POST',
    // The connection goes to the checked address; the name goes into Host, and into TLS's SNI and certificate check.
    host: address,
    port: url.port === '' ? (secure ? 443 : 80) : url.port,
    path,
    headers: { ...headers, host: url.host, 'content-length': Buffer.byteLength(body) },
    agent: false,
    signal,
    ...(secure && isIP(host) === 0 ? { servername: host } : {}),
  }
  const { promise, resolve, reject } = Promise.withResolvers<Reply>()
  const request = (secure ? https : http).request(options, (response) => {
    const after = response.headers['retry-after']
    const retryAfterSeconds = after !== undefined && /^\d{1,6}$/.test(after) ? Number(after) : undefined
    resolve({ status: response.statusCode ?? 0, retryAfterSeconds })
    response.destroy() // What it says besides is of no interest, however long.
  })
  request.on('error', (error) => {
    reject(signal.aborted ? tooLong(error) : new Undelivered(reasonOf(error), { passes: true, cause: error }))
  })
  // The last resort: a host that switches to another protocol ends without an error event.
  request.on('close', () => reject(new Undelivered('the connection broke', { passes: true })))
  request.end(body)
  return promise
}

const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke',
  ETIMEDOUT: 'it took too long',
  EHOSTUNREACH: 'the host cannot be reached',
}
const reasonOf = (error: Error): string =>
  ('code' in error ? reasons[String(error.code)] : undefined) ?? 'the connection failed'
