// Payer accounts: who belongs to them, and the one row that a purchase must read of each.
export { openAccount } from './open.ts'
export type { OpenAccount } from './open.ts'
export { payersSql } from './relations.ts'
export { payers } from './tables.ts'
export type { GrantRef, Limit, LimitScope, LimitWindow, PayerState, Period } from './tables.ts'
export { room } from './room.ts'
