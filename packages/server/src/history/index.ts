// Everything that an account had and did, across vendors (R22).
export { room } from './room.ts'
