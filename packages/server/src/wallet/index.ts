// Wallets: what a price draws from, and the limits that it counts against.
export { LimitUse, limitUses } from './limit-use.ts'
export { budgetOf, checkLimits, limitKeys, renewsAt, spentMicros } from './limits.ts'
export type { LimitCheck } from './limits.ts'
export { bucketKeys, bucketsOf, drawDown, isSpendable } from './rules.ts'
export type { Bucket, Draw } from './rules.ts'
export { setLimit } from './set-limit.ts'
export { room } from './room.ts'
