import { defineRoom } from '../platform/room.ts'
import { releaseVendorAct, setFees, setVendorFee, suspendVendors } from './acts.ts'
import { claims } from './claims.ts'
import {
  vendorOpened,
  vendorSuspended,
  vendorReleased,
  vendorFeeSet,
  apiKeyCreated,
  apiKeyRevoked,
  siteAdded,
  siteRemoved,
  webhookEndpointAdded,
  webhookEndpointRemoved,
} from './events.ts'
import { indexVendorNames } from './names.ts'
import { vendorRoutes } from './routes.ts'
import { apiKeys, vendors, webhookEndpoints } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'vendor',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [vendors, apiKeys, webhookEndpoints],
  events: [
    vendorOpened,
    vendorSuspended,
    vendorReleased,
    vendorFeeSet,
    apiKeyCreated,
    apiKeyRevoked,
    siteAdded,
    siteRemoved,
    webhookEndpointAdded,
    webhookEndpointRemoved,
  ],
  routes: [vendorRoutes],
  work: [indexVendorNames],
  permissions: [suspendVendors, setFees],
  acts: [releaseVendorAct, setVendorFee],
})
