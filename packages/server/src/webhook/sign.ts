import type { Instant } from '@farthing/ledger'
import { Webhook } from 'standardwebhooks'

/**
 * Headers of a webhook after Standard Webhooks: an identifier that is the same in every try, the time of this one,
 * and `v1`, HMAC-SHA-256 over `id.timestamp.body`.
 *
 * @param secret `whsec_` and the key in base64.
 */
export function signedHeaders(secret: string, id: string, at: Instant, body: string): Record<string, string> {
  const seconds = at / 1_000_000n
  return {
    'content-type': 'application/json',
    'user-agent': 'Farthing-Webhooks',
    'webhook-id': id,
    'webhook-timestamp': seconds.toString(),
    'webhook-signature': new Webhook(secret).sign(id, new Date(Number(seconds) * 1_000), body),
  }
}
