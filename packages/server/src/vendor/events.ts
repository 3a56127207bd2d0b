// What happens to vendors' accounts, as the log says it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'
import { aboutEndpoint, aboutKey, aboutSite, aboutVendor } from './notices.ts'
import { toPublic } from '../platform/ids.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { formatAmount } from '../platform/money.ts'
import type { SuspensionReason } from './tables.ts'

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

type Suspended = { vendor: Id; why: SuspensionReason }

export const vendorSuspended = event('vendor.suspended', facts<Suspended>(), {
  says: 'the provider suspended a vendor: it sells and captures nothing, and what was held for it is void',
  facts: {
    vendor: 'the vendor',
    why: 'a code: `asked_for`, `terms_breached`, `complaints`, `suspected_fraud`, `legal` or `unreachable`',
  },
  notice: aboutVendor('vendorSuspended'),
  webhook: {
    type: 'vendor.suspended',
    to: ({ vendor }) => ({ vendor, mode: 'live' }),
    data: ({ vendor, why }) => ({ id: toPublic('ven', vendor), object: 'vendor', status: 'suspended', why }),
  },
})

export const vendorReleased = event('vendor.released', facts<{ vendor: Id }>(), {
  says: 'the provider lets a suspended vendor sell again',
  facts: { vendor: 'the vendor' },
  notice: aboutVendor('vendorReleased'),
  webhook: {
    type: 'vendor.released',
    to: ({ vendor }) => ({ vendor, mode: 'live' }),
    data: ({ vendor }) => ({ id: toPublic('ven', vendor), object: 'vendor', status: 'open', why: null }),
  },
})

type FeeSet = { vendor: Id; from: string; basisPoints: number; fixedMicros: string }

export const vendorFeeSet = event('vendor.fee_set', facts<FeeSet>(), {
  says: 'the provider set its fee of a vendor’s sales, from an instant on',
  facts: {
    vendor: 'the vendor',
    from: 'from when on, in microseconds: sales that are approved then or later',
    basisPoints: 'of the price, in hundredths of a percent',
    fixedMicros: 'and its fixed part, in micro-units of the sale’s currency',
  },
  notice: aboutVendor('vendorFeeSet', ({ from }) => BigInt(from)),
  webhook: {
    type: 'vendor.fee_set',
    to: ({ vendor }) => ({ vendor, mode: 'live' }),
    data: ({ vendor, from, basisPoints, fixedMicros }) => ({
      id: toPublic('ven', vendor),
      object: 'vendor',
      fee: { basis_points: basisPoints, fixed: formatAmount(BigInt(fixedMicros)), from: toRfc3339(BigInt(from)) },
    }),
  },
})
