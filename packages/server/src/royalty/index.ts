// Owners of rights, and who gets what of a sale.
export { royaltyRoutes } from './routes.ts'
export { fixedPartOf, splitByHeld, splitCapture } from './rules.ts'
export type { SplitTerms } from './rules.ts'
export { rightsholders } from './tables.ts'
export type { Share } from './tables.ts'
