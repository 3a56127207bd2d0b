import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

export const vendorOpened = defineEvent('vendor.opened', facts<{ vendor: Id; /** A user. */ owner: Id }>())

type Key = { key: Id; vendor: Id; mode: Mode }
export const apiKeyCreated = defineEvent('api_key.created', facts<Key>())
export const apiKeyRevoked = defineEvent('api_key.revoked', facts<Key>())

type Site = { vendor: Id; site: string }
export const siteAdded = defineEvent('site.added', facts<Site>())
export const siteRemoved = defineEvent('site.removed', facts<Site>())

type Endpoint = { endpoint: Id; vendor: Id; mode: Mode; url: string }
export const webhookEndpointAdded = defineEvent('webhook_endpoint.added', facts<Endpoint>())
export const webhookEndpointRemoved = defineEvent('webhook_endpoint.removed', facts<Endpoint>())
