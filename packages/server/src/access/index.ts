export { entitlements, loginTokens } from './tables.ts'
export {
  endsAt,
  entitlementId,
  grantEntitlement,
  isLive,
  openEntitlement,
  revokeEntitlement,
  viewsLeft,
} from './rules.ts'
export type { EntitlementRow } from './rules.ts'
