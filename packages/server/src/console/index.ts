// The vendor console's API (R40): how sales go, each sale with its royalties, keys and sites.
export { dayTotals, heldFor } from './overview-store.ts'
export { room } from './room.ts'
