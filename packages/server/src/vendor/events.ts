// What happens to vendors' accounts, as the log says it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'
import { aboutEndpoint, aboutKey, aboutSite } from './notices.ts'

export const vendorOpened = event('vendor.opened', facts<{ vendor: Id; owner: Id }>(), {
  says: 'a vendor’s account was opened',
  facts: { vendor: 'the vendor', owner: 'the user who owns it' },
})

type Key = { key: Id; vendor: Id; mode: Mode }
const ofKey = { key: 'the key', vendor: 'whose it is', mode: '`live` or `test`' }

export const apiKeyCreated = event('api_key.created', facts<Key>(), {
  says: 'a secret key was made',
  facts: ofKey,
  notice: aboutKey('keyMade'),
})
export const apiKeyRevoked = event('api_key.revoked', facts<Key>(), {
  says: 'a secret key was revoked',
  facts: ofKey,
  notice: aboutKey('keyRevoked'),
})

type Site = { vendor: Id; site: string }
const ofSite = { vendor: 'whose it is', site: 'its origin and path' }

export const siteAdded = event('site.added', facts<Site>(), {
  says: 'a site was registered',
  facts: ofSite,
  notice: aboutSite,
})
export const siteRemoved = event('site.removed', facts<Site>(), { says: 'a site was given up', facts: ofSite })

type Endpoint = { endpoint: Id; vendor: Id; mode: Mode; url: string }
const ofEndpoint = { endpoint: 'the endpoint', vendor: 'whose it is', mode: '`live` or `test`', url: 'where it is' }

export const webhookEndpointAdded = event('webhook_endpoint.added', facts<Endpoint>(), {
  says: 'a vendor’s server wants to be told',
  facts: ofEndpoint,
  notice: aboutEndpoint('endpointAdded'),
})
export const webhookEndpointRemoved = event('webhook_endpoint.removed', facts<Endpoint>(), {
  says: 'nothing more is sent to an endpoint',
  facts: ofEndpoint,
  notice: aboutEndpoint('endpointRemoved'),
})
