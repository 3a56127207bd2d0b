import { tablesOf } from './platform/room.ts'
import { rooms } from './rooms.ts'

// The door of the provider, for programs that run one: the command line, the demo, the bench, the tests.
export { seedDemo } from './demo/index.ts'
export type { DemoSeed } from './demo/index.ts'
export type { Clock } from './platform/clock.ts'
export { readConfig } from './platform/config.ts'
export type { Config } from './platform/config.ts'
export { migrate, openProvider } from './provider.ts'
export type { Overrides, Provider } from './provider.ts'
export { startEmbeddedPostgres } from './platform/embedded-postgres.ts'
export { providerAccount } from './chart/index.ts'
export { part, toPublic } from './platform/ids.ts'
export { formatAmount } from './platform/money.ts'
export { approvalPrefetch, authorizePurchase, quoteOf, requestPurchase } from './purchase/index.ts'
export type { Authorize, PurchaseRow, RequestPurchase } from './purchase/index.ts'
export { Purchase, RequestBody } from './purchase/index.ts'
export const tables = tablesOf(rooms)
