// Vendor accounts: their team, secret keys, registered sites and webhook endpoints.
export { scopeOf, vendorCaller } from './secret-keys.ts'
export type { VendorCaller } from './secret-keys.ts'
export { underSite } from './sites.ts'
export { apiKeys, vendors, webhookEndpoints } from './tables.ts'
export type { TeamMember } from './tables.ts'
export { inTeam } from './team.ts'
export type { Membership } from './team.ts'
