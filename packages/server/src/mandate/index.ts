// Standing permissions for software that buys.
export { mandateBudget } from './accounts.ts'
export { checkMandate, countAgainstMandate, isSecretOf, parseMandateSecret } from './rules.ts'
export { mandatesOf } from './store.ts'
export { mandates } from './tables.ts'
export { Mandate, mandateBodies } from './view.ts'
export type { MandateBody } from './view.ts'
export { room } from './room.ts'
