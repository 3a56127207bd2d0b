// Everything that an account had and did, across vendors (R22).
export { historyRoutes } from './routes.ts'
