import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Outbound } from '../platform/outbound/index.ts'
import { whyNever } from '../platform/outbound/index.ts'
import type { CellPath } from '../platform/secrets.ts'
import { strictUrl } from '../platform/urls.ts'
import { webhookEndpointAdded, webhookEndpointRemoved } from './events.ts'
import { changeable } from './rules.ts'
import { vendors, webhookEndpoints } from './tables.ts'

export type AddWebhookEndpoint = {
  readonly vendor: Id
  readonly mode: Mode
  readonly endpoint: Id
  readonly url: string
  /** Types of webhooks; `null`: all. */
  readonly events: readonly string[] | null
  /** Hex. */
  readonly secretSealed: string
}
export type EndpointAnswer = { readonly endpoint: Id }

/** Registers where a vendor's server wants to be told. Refusals: not_found. */
export const addWebhookEndpoint: Decider<AddWebhookEndpoint, EndpointAnswer | Refusal> = {
  name: 'vendor.addWebhookEndpoint',
  prefetch: ({ vendor }) => ({ rows: [[vendors, vendor]] }),
  decide({ vendor, mode, endpoint, url, events, secretSealed }, draft, at) {
    const found = changeable(draft, vendor, null)
    if ('refusal' in found) return refused(found.refusal)
    draft.insert(webhookEndpoints, endpoint, {
      vendor,
      mode,
      url,
      events,
      secretSealed: Buffer.from(secretSealed, 'hex'),
      createdAt: at,
      removedAt: null,
    })
    draft.record(webhookEndpointAdded.of({ endpoint, vendor, mode, url }))
    return done({ endpoint })
  },
}

export type RemoveWebhookEndpoint = { readonly vendor: Id; readonly mode: Mode; readonly endpoint: Id }

/** Ends an endpoint: nothing more is sent there. Refusals: not_found. */
export const removeWebhookEndpoint: Decider<RemoveWebhookEndpoint, EndpointAnswer | Refusal> = {
  name: 'vendor.removeWebhookEndpoint',
  prefetch: ({ endpoint }) => ({ rows: [[webhookEndpoints, endpoint]] }),
  decide({ vendor, mode, endpoint }, draft, at) {
    const row = draft.row(webhookEndpoints, endpoint)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode || row.removedAt !== null)
      return refused({ code: 'not_found' })
    draft.put(webhookEndpoints, endpoint, { ...row, removedAt: at })
    draft.record(webhookEndpointRemoved.of({ endpoint, vendor, mode, url: row.url }))
    return done({ endpoint })
  },
}

/**
 * Why nothing could ever be sent to an endpoint, in words for the vendor; `undefined` where it may be registered. A host's
 * addresses are checked here, so that one inside our network is refused at once, and again each time something is sent
 * (T17).
 */
export async function whyNoEndpoint(text: string, outbound: Outbound): Promise<string | undefined> {
  const url = strictUrl(text, { plain: true })
  if (url === undefined) return 'An endpoint is an absolute URL that begins with https://.'
  const why = await whyNever(text, outbound)
  return why === undefined ? undefined : `Nothing can be sent there: ${why}.`
}

/** A new signing secret after Standard Webhooks: `whsec_` and 32 bytes in base64. */
export const newWebhookSecret = (deps: Pick<Deps, 'random'>): string =>
  `whsec_${deps.random.bytes(32).toString('base64')}`

const secretCell = (endpoint: Id): CellPath => ['webhook_endpoints', endpoint, 'secret_sealed']

export const sealWebhookSecret = (deps: Pick<Deps, 'secrets'>, endpoint: Id, secret: string): Buffer =>
  deps.secrets.seal(secretCell(endpoint), secret)

/** The signing secret of an endpoint, `whsec_…`. @throws Error where the bytes were changed or belong elsewhere. */
export const openWebhookSecret = (deps: Pick<Deps, 'secrets'>, endpoint: Id, sealed: Uint8Array): string =>
  deps.secrets.open(secretCell(endpoint), sealed)
