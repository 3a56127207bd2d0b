// What the provider's staff can look up, each look on record.
export { room } from './room.ts'
export { workGivenUp } from './given-up.ts'
