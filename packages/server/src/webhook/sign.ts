import { createHmac } from 'node:crypto'
import type { Instant } from '@farthing/ledger'

/**
 * Headers of a webhook after Standard Webhooks: an identifier that is the same in every try, the time of this one,
 * and `v1`, HMAC-SHA-256 over `id.timestamp.body`.
 *
 * @param secret `whsec_` and the key in base64.
 */
export function signedHeaders(secret: string, id: string, at: Instant, body: string): Record<string, string> {
  const timestamp = (at / 1_000_000n).toString()
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    'content-type': 'application/json',
    'user-agent': 'Farthing-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${signature}`,
  }
}
