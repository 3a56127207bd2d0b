import type { Purchase, WebhookEventType } from './api.ts'
import { base64, equalBytes, fromBase64, hmacSha256, utf8 } from './bytes.ts'
import { systemClock } from './runtime.ts'
import type { Clock } from './runtime.ts'

/** Headers as `Headers`, or as Node and Fastify hand them over. */
export type HeaderSource = { get(name: string): string | null } | Record<string, string | string[] | undefined>

export type WebhookEvent = { type: WebhookEventType; timestamp: string; data: Purchase }

/** `id` is the same on every delivery of one event: keep it, and pass over what you have seen. */
export type Webhook = { id: string; sentAt: Date; event: WebhookEvent }

export type WebhookRefusalCode =
  | 'headers_missing'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'signature_mismatch'
  | 'body_invalid'
  | 'body_parsed'
  | 'body_too_large'

/**
 * A webhook that did not come from the provider, came too late, or whose bytes this server no longer
 * has (`body_parsed`). Log the message, answer 400 and do nothing.
 */
export class WebhookError extends Error {
  readonly code: WebhookRefusalCode
  constructor(code: WebhookRefusalCode, message: string) {
    super(message)
    this.name = 'WebhookError'
    this.code = code
  }
}

export type VerifyWebhook = {
  /** `whsec_…`; several while a secret rotates. Spaces divide them in one string. */
  secrets: string | readonly string[] | undefined
  headers: HeaderSource
  /**
   * The body byte for byte, before any parser saw it: `await request.text()` of a standard `Request`, `await
   * rawBody(request)` of `@farthing/sdk/node`. Anything else is refused with a message that says what to do.
   */
  body: unknown
  clock?: Clock
  /** How far the sender's clock may stand from ours, in seconds, either way. Default 300. */
  toleranceSeconds?: number
}

/**
 * Verifies a webhook after Standard Webhooks 1.0 (HMAC-SHA-256, `v1`), and reads it.
 *
 * @throws WebhookError where any of it is wrong.
 * @throws TypeError where `secrets` is not set or empty, or one of them is no base64 after `whsec_`.
 */
export async function verifyWebhook(input: VerifyWebhook): Promise<Webhook> {
  const secrets = secretsOf(input.secrets)
  const body = textOf(input.body)
  const id = header(input.headers, 'webhook-id')
  const timestamp = header(input.headers, 'webhook-timestamp')
  const signatures = header(input.headers, 'webhook-signature')
  if (id === undefined || timestamp === undefined || signatures === undefined || !/^\d{1,12}$/.test(timestamp)) {
    throw new WebhookError(
      'headers_missing',
      'the headers webhook-id, webhook-timestamp and webhook-signature are needed: this is no webhook of a provider, or a proxy took them away',
    )
  }
  const ageSeconds = Math.floor((input.clock ?? systemClock)() / 1000) - Number(timestamp)
  const tolerance = input.toleranceSeconds ?? 300
  const clockWords = `more than ${tolerance} are refused: see that this machine's clock is right`
  if (ageSeconds > tolerance) {
    throw new WebhookError('timestamp_too_old', `the webhook is ${ageSeconds} seconds old; ${clockWords}`)
  }
  if (ageSeconds < -tolerance) {
    throw new WebhookError('timestamp_too_new', `the webhook is ${-ageSeconds} seconds ahead of us; ${clockWords}`)
  }
  if (!(await anyMatches(secrets, signatures, `${id}.${timestamp}.${body}`))) {
    throw new WebhookError(
      'signature_mismatch',
      "no signature matches: see that the secret is this endpoint's own, and that the body is as it came, not parsed and written again",
    )
  }
  return { id, sentAt: new Date(Number(timestamp) * 1000), event: readEvent(body) }
}

export type SignTestWebhook = { secret: string; id: string; body: string; clock?: Clock }

/** Signs a body as the provider would, for your own tests. @returns The three headers. */
export async function signTestWebhook({ secret, id, body, clock }: SignTestWebhook): Promise<Record<string, string>> {
  const timestamp = String(Math.floor((clock ?? systemClock)() / 1000))
  const signature = base64(await hmacSha256(keyOf(secret), utf8(`${id}.${timestamp}.${body}`)))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}

async function anyMatches(secrets: readonly string[], signatures: string, message: string): Promise<boolean> {
  const given = signatures.split(' ').flatMap((part) => {
    const [version, value = ''] = part.split(',')
    const bytes = version === 'v1' ? fromBase64(value) : undefined
    return bytes === undefined ? [] : [bytes]
  })
  let matched = false
  for (const secret of secrets) {
    const expected = await hmacSha256(keyOf(secret), utf8(message))
    for (const signature of given) if (equalBytes(signature, expected)) matched = true
  }
  return matched
}

function secretsOf(secrets: string | readonly string[] | undefined): readonly string[] {
  const list = typeof secrets === 'string' ? secrets.split(/\s+/).filter((secret) => secret !== '') : (secrets ?? [])
  if (list.length > 0) return list
  throw new TypeError('secrets is not set: give the whsec_… that was shown when the webhook endpoint was made')
}

function textOf(body: unknown): string {
  if (typeof body === 'string') return body
  if (ArrayBuffer.isView(body) || body instanceof ArrayBuffer) return new TextDecoder().decode(body)
  throw new WebhookError(
    'body_parsed',
    body === undefined || body === null
      ? 'there is no body: give verifyWebhook the body as it came, with nothing before it that reads bodies'
      : 'the body was parsed before verifyWebhook saw it, and its signature is over the bytes as they came: let the webhook route come before express.json(), or keep the bytes with express.raw({ type: "application/json" })',
  )
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const key = fromBase64(secret.replace(/^whsec_/, ''))
  if (key === undefined || key.length === 0) throw new TypeError('secrets: a webhook secret is whsec_ and base64')
  return key
}

function header(headers: HeaderSource, name: string): string | undefined {
  if (typeof headers['get'] === 'function') return headers.get(name) ?? undefined
  const named: [string, unknown][] = Object.entries(headers)
  const value = named.find(([key]) => key.toLowerCase() === name)?.[1]
  return typeof value === 'string' ? value : undefined
}

function readEvent(body: string): WebhookEvent {
  const parsed = parse(body)
  if (!isEvent(parsed)) throw new WebhookError('body_invalid', 'the body is not an event')
  return parsed
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw new WebhookError('body_invalid', 'the body is not JSON')
  }
}

// The signature proves the rest of the shape; these three fields are what a vendor's code switches on.
function isEvent(value: unknown): value is WebhookEvent {
  if (typeof value !== 'object' || value === null) return false
  if (!('type' in value) || !('timestamp' in value) || !('data' in value)) return false
  return typeof value.type === 'string' && typeof value.timestamp === 'string' && typeof value.data === 'object'
}
