import { claims } from './claims.ts'
import { healthRoutes } from './http/health.ts'
import { problemDocs } from './http/problem-docs.ts'
import { httpKeys } from './http-keys.ts'
import { deliverMail, forgetMails } from './mail.ts'
import { defineRoom, fewRows } from './room.ts'
import { forgetJobs } from './work/list.ts'

/** What any service offers. */
export const room = defineRoom({
  name: 'platform',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [httpKeys],
  rowsKept: { [httpKeys.name]: fewRows },
  routes: [healthRoutes, problemDocs],
  work: [deliverMail, forgetMails, forgetJobs],
})
