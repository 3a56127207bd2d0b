// Requests to places that vendors named.
import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isLoopback, requestTarget } from '../vendor/index.ts'
import { isPublicAddress } from './addresses.ts'

export type Outbound = {
  /** Whether this very machine may be called, and without TLS: in development only. */
  readonly loopback: boolean
  /** All addresses of a host name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>
  /** From the first look-up to the last byte. Default 10 seconds. */
  readonly limitMillis?: number
}

export type Reply = { readonly status: number; readonly retryAfterSeconds: number | undefined }

/** Why nothing came of a request, in words for the vendor. */
export class Undelivered extends Error {
  override name = 'Undelivered'
}

const dns = async (host: string): Promise<readonly string[]> =>
  (await lookup(host, { all: true, order: 'verbatim' })).map((found) => found.address)

/**
 * Posts to a URL that a vendor named. Every address of its host is checked, and the one that was checked is dialled:
 * a name that leads elsewhere a moment later changes nothing. No redirect is followed (Standard Webhooks). The
 * answer's body is not read.
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
  const local = isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !(local && options.loopback)) throw new Undelivered('the URL is not https')
  const signal = AbortSignal.timeout(options.limitMillis ?? 10_000)
  const address = await addressOf(url.hostname, options, signal)
  return await send(url, requestTarget(target), address, headers, body, signal)
}

async function addressOf(hostname: string, options: Outbound, signal: AbortSignal): Promise<string> {
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isLoopback(hostname)) {
    if (!options.loopback) throw new Undelivered('the host is this machine')
    return isIP(host) === 0 ? '127.0.0.1' : host // RFC 6761: *.localhost is never looked up.
  }
  const addresses = isIP(host) === 0 ? await within(signal, (options.resolve ?? dns)(host)) : [host]
  const [first] = addresses
  if (first === undefined) throw new Undelivered('the host has no address')
  if (!addresses.every(isPublicAddress)) throw new Undelivered('the host is not on the public Internet')
  return first
}

async function within<T>(signal: AbortSignal, waited: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const onAbort = (): void => late.reject(new Undelivered('it took too long'))
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([waited, late.promise])
  } catch (error) {
    throw error instanceof Undelivered ? error : new Undelivered('the host is unknown', { cause: error })
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
}

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
    // The checked address is dialled; the name goes into Host, and into TLS's SNI and certificate check.
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
    reject(new Undelivered(signal.aborted ? 'it took too long' : reasonOf(error), { cause: error }))
  })
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
