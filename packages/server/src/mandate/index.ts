// Standing permissions for software that buys.
export { mandateBudget } from './accounts.ts'
export { checkMandate, countAgainstMandate, isSecretOf, parseMandateSecret } from './rules.ts'
export { mandates } from './tables.ts'
export { room } from './room.ts'
