// The demo's people, vouchers and vendors: public, and refused in production.
export { demoPassword, demoPeople, demoVouchers } from './people.ts'
export { seedDemo } from './seed.ts'
export type { DemoSeed, DemoSites } from './seed.ts'
export { room } from './room.ts'
