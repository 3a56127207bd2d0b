export { mandates } from './tables.ts'
export { checkMandate, isSecretOf, mandateKeys, parseMandateSecret } from './rules.ts'
export type { MandateCheck, MandateRow, MandateSecret } from './rules.ts'
