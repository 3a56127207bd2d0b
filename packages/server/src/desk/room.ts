import { defineRoom } from '../platform/room.ts'
import { accountRoutes } from './account-routes.ts'
import { actListRoute } from './act-list-route.ts'
import { actRoutes } from './act-routes.ts'
import { callerRoutes } from './caller-routes.ts'
import { claims } from './claims.ts'
import { noteAdded, recordClosed, staffSearched } from './events.ts'
import { exportRoutes } from './export-routes.ts'
import { looksRoutes } from './looks-routes.ts'
import { noteRoutes } from './note-routes.ts'
import { deskPermissions } from './permissions.ts'
import { closeRecordMonths, recordMonths } from './record-file.ts'
import { recordRoutes } from './record-routes.ts'
import { searchRoutes } from './search-routes.ts'
import { deskSessionRoute } from './session-route.ts'
import { endStaff, inviteStaff, inviteStaffAgain, setRole, setStaffLimit, setStaffRoles } from './staff-acts.ts'
import { outsideMoneyRoutes } from './outside-money-routes.ts'
import { queueGivenUp, settleGivenUp, settleWork, workGivenUp } from './given-up.ts'
import { queueRoutes, readQueues } from './queue-routes.ts'
import { letterRoutes } from './letter-routes.ts'
import { peopleRoutes } from './staff-routes.ts'
import { tableRoutes } from './table-routes.ts'
import { vendorPageRoutes } from './vendor-page-routes.ts'
import { viewRoutes } from './view-routes.ts'
import { waitingRoutes } from './waiting-routes.ts'
import { workRoutes } from './work-routes.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'desk',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [recordMonths],
  events: [staffSearched, noteAdded, recordClosed],
  permissions: [...deskPermissions, settleWork, readQueues],
  acts: [inviteStaff, inviteStaffAgain, setStaffRoles, endStaff, setStaffLimit, setRole, settleGivenUp],
  queues: [workGivenUp],
  work: [closeRecordMonths, queueGivenUp],
  routes: [
    deskSessionRoute,
    searchRoutes,
    accountRoutes,
    vendorPageRoutes,
    noteRoutes,
    tableRoutes,
    exportRoutes,
    viewRoutes,
    recordRoutes,
    looksRoutes,
    outsideMoneyRoutes,
    workRoutes,
    actListRoute,
    actRoutes,
    waitingRoutes,
    peopleRoutes,
    queueRoutes,
    callerRoutes,
    letterRoutes,
  ],
})
