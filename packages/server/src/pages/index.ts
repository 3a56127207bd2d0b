export { frontPage } from './front.ts'
export type { Development, FrontView } from './front.ts'
export { pageRoutes } from './routes.ts'
