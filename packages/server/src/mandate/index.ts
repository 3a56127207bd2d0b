// Standing permissions for software that buys.
export { mandateRoutes } from './routes.ts'
export { checkMandate, parseMandateSecret } from './rules.ts'
export { mandates } from './tables.ts'
