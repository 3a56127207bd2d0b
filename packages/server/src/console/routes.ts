import type { Routes } from '../platform/http/app.ts'
import { changeRoutes } from './change-routes.ts'
import { salesRoutes } from './sales-routes.ts'
import { accountRoutes, keyRoutes, siteRoutes } from './vendor-routes.ts'

export const consoleRoutes: Routes = (app, deps) => {
  accountRoutes(app, deps)
  keyRoutes(app, deps)
  siteRoutes(app, deps)
  salesRoutes(app, deps)
  changeRoutes(app, deps)
}
