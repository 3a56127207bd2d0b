export { mandates } from './tables.ts'
export { checkMandate, parseMandateSecret } from './rules.ts'
export type { MandateCheck, MandateRow, MandateSecret } from './rules.ts'
