import { accessRoutes } from './access/index.ts'
import { catalogRoutes } from './catalog/index.ts'
import { consoleRoutes } from './console/index.ts'
import { fundingRoutes } from './funding/index.ts'
import { historyRoutes } from './history/index.ts'
import { forgetExpired, identityRoutes } from './identity/index.ts'
import { expireGrants } from './incentive/index.ts'
import { mandateRoutes } from './mandate/index.ts'
import { deliverWebhooks, followForWebhooks, forgetWebhooks, noticeRoutes } from './webhook/index.ts'
import { pageRoutes } from './pages/index.ts'
import type { Routes } from './platform/http/app.ts'
import { healthRoutes } from './platform/http/health.ts'
import { problemDocs } from './platform/http/problem-docs.ts'
import { deliverMail } from './platform/mail.ts'
import type { Work } from './platform/work.ts'
import { repeatedly } from './platform/work.ts'
import { browserRoutes, expireHolds, purchaseRoutes } from './purchase/index.ts'
import { royaltyRoutes } from './royalty/index.ts'
import { staffRoutes } from './staff/index.ts'
import { vendorRoutes } from './vendor/index.ts'
import { walletRoutes } from './wallet/index.ts'

/** What every room offers over HTTP. */
export const routes: readonly Routes[] = [
  healthRoutes,
  problemDocs,
  pageRoutes,
  identityRoutes,
  vendorRoutes,
  noticeRoutes,
  catalogRoutes,
  royaltyRoutes,
  purchaseRoutes,
  browserRoutes,
  accessRoutes,
  fundingRoutes,
  walletRoutes,
  mandateRoutes,
  historyRoutes,
  consoleRoutes,
  staffRoutes,
]

/** What every room does without being asked. */
export const works: readonly Work[] = [
  deliverMail,
  forgetExpired,
  expireGrants,
  followForWebhooks,
  deliverWebhooks,
  forgetWebhooks,
  repeatedly('expire-holds', 1_000, async (deps) => (await expireHolds(deps)) > 0),
]
