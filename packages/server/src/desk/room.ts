import { defineRoom } from '../platform/room.ts'
import { actListRoute } from './act-list-route.ts'
import { actRoutes } from './act-routes.ts'
import { staffSearched } from './events.ts'
import { staffRoutes } from './routes.ts'
import { endStaff, inviteStaff, setRole, setStaffLimit, setStaffRoles } from './staff-acts.ts'
import { peopleRoutes } from './staff-routes.ts'
import { waitingRoutes } from './waiting-routes.ts'
import { workRoutes } from './work-routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'desk',
  events: [staffSearched],
  acts: [inviteStaff, setStaffRoles, endStaff, setStaffLimit, setRole],
  routes: [staffRoutes, workRoutes, actListRoute, actRoutes, waitingRoutes, peopleRoutes],
})
