import type { Decider, Id } from '@farthing/ledger'
import { done, put, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Place } from '../platform/secrets.ts'
import { changeable } from './rules.ts'
import { isLoopback, strictUrl } from './sites.ts'
import { vendors, webhookEndpoints } from './tables.ts'

/** What a vendor's server can be told of. */
export const webhookEvents = [
  'purchase.authorized',
  'purchase.captured',
  'purchase.voided',
  'purchase.expired',
  'purchase.declined',
  'purchase.refunded',
] as const
export type WebhookEvent = (typeof webhookEvents)[number]

export type AddWebhookEndpoint = {
  readonly vendor: Id
  readonly mode: Mode
  readonly endpoint: Id
  readonly url: string
  readonly events: readonly WebhookEvent[] | null
  /** Hex. */
  readonly secretSealed: string
}
export type EndpointAnswer = { readonly endpoint: Id }

/** Registers where a vendor's server wants to be told. Refusals: not_found. */
export const addWebhookEndpoint: Decider<AddWebhookEndpoint, EndpointAnswer | Refusal> = {
  name: 'vendor.addWebhookEndpoint',
  reads: ({ vendor, endpoint }, hints) => ({
    accounts: hints.accounts,
    rows: [[vendors, vendor], [webhookEndpoints, endpoint], ...hints.rows],
  }),
  decide({ vendor, mode, endpoint, url, events, secretSealed }, seen, at) {
    const found = changeable(seen, vendor, null)
    if ('refusal' in found) return refused(found.refusal)
    const row = put(webhookEndpoints, endpoint, {
      vendor,
      mode,
      url,
      events,
      secret_sealed: Buffer.from(secretSealed, 'hex'),
      created_at: at,
      removed_at: null,
    })
    return done({ rows: [row], answer: { endpoint } })
  },
}

export type RemoveWebhookEndpoint = { readonly vendor: Id; readonly mode: Mode; readonly endpoint: Id }

/** Ends an endpoint: nothing more is sent there. Refusals: not_found. */
export const removeWebhookEndpoint: Decider<RemoveWebhookEndpoint, EndpointAnswer | Refusal> = {
  name: 'vendor.removeWebhookEndpoint',
  reads: ({ endpoint }, hints) => ({ accounts: hints.accounts, rows: [[webhookEndpoints, endpoint], ...hints.rows] }),
  decide({ vendor, mode, endpoint }, seen, at) {
    const row = seen.row(webhookEndpoints, endpoint)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode || row.removed_at !== null)
      return refused({ code: 'not_found' })
    return done({ rows: [put(webhookEndpoints, endpoint, { ...row, removed_at: at })], answer: { endpoint } })
  },
}

/**
 * Reads the URL of an endpoint; `undefined` where nothing may be sent there: only https, and in development
 * http to this very machine. It is kept as it was written. To whom a name leads is checked again each time something is sent (T17).
 */
export function parseEndpointUrl(text: string, options: { readonly loopback: boolean }): string | undefined {
  const url = strictUrl(text)
  return url === undefined || (isLoopback(url.hostname) && !options.loopback) ? undefined : text
}

/** A new signing secret after Standard Webhooks: `whsec_` and 32 bytes in base64. */
export const newWebhookSecret = (deps: Pick<Deps, 'random'>): string =>
  `whsec_${deps.random.bytes(32).toString('base64')}`

const placeOf = (endpoint: Id): Place => ['webhook_endpoints', endpoint, 'secret_sealed']

export const sealWebhookSecret = (deps: Pick<Deps, 'secrets'>, endpoint: Id, secret: string): Buffer =>
  deps.secrets.seal(placeOf(endpoint), secret)

/** The signing secret of an endpoint, `whsec_…`. @throws Error where the bytes were changed or belong elsewhere. */
export const openWebhookSecret = (deps: Pick<Deps, 'secrets'>, endpoint: Id, sealed: Uint8Array): string =>
  deps.secrets.open(placeOf(endpoint), sealed)
