import { PublicId } from '../platform/http/schemas.ts'
import { defineRoom, fewRows } from '../platform/room.ts'
import { claims } from './claims.ts'
import { entitlementOpened, admissionVoided, entitlementVerified } from './events.ts'
import { accessRoutes } from './routes.ts'
import { admissions, entitlements, loginTokens } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'access',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [admissions, entitlements, loginTokens],
  rowsKept: { [admissions.name]: fewRows, [entitlements.name]: fewRows },
  events: [entitlementOpened, admissionVoided, entitlementVerified],
  routes: [accessRoutes],
  problemMembers: {
    entitlement: { ...PublicId('ent'), description: 'Of `licence_held`: the licence.' },
  },
})
