export { grants } from './tables.ts'
export { reviveGrants } from './rules.ts'
export type { GrantRow } from './rules.ts'
