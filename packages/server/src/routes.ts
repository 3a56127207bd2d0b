import { identityRoutes } from './identity/index.ts'
import { deliverMail } from './platform/mail.ts'
import type { Routes } from './platform/http/app.ts'
import { healthRoutes } from './platform/http/health.ts'
import type { Work } from './platform/work.ts'

/** What every room offers over HTTP. */
export const routes: readonly Routes[] = [healthRoutes, identityRoutes]

/** What every room does without being asked. */
export const works: readonly Work[] = [deliverMail]
