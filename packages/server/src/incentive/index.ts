// Tokens given at an issuer's discretion: grants, their welcome and their end.
export { grantBucket } from './accounts.ts'
export { reviveGrants } from './rules.ts'
export type { GrantRow } from './rules.ts'
export { grantsOf } from './store.ts'
export type { GrantListed } from './store.ts'
export { grants } from './tables.ts'
export { welcome } from './welcome.ts'
export { room } from './room.ts'
