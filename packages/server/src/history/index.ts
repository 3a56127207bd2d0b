// Everything that an account had and did, across vendors (R22).
export { homeOf } from './home.ts'
export { movementsOf } from './movements.ts'
export type { MovementRow } from './movements.ts'
export { GrantShown } from './schemas.ts'
export { room } from './room.ts'
