import type { Table } from '@farthing/ledger'
import { admissions, entitlements, loginTokens } from './access/index.ts'
import { payers } from './account/index.ts'
import { items, itemVersions } from './catalog/index.ts'
import { tokenIssues, vouchers } from './funding/tables.ts'
import { grants } from './incentive/index.ts'
import { mandates } from './mandate/index.ts'
import { httpKeys } from './platform/http-keys.ts'
import { captures, purchases, refunds, vendorOrders } from './purchase/tables.ts'
import { rightsholders } from './royalty/index.ts'
import { apiKeys, vendors, webhookEndpoints } from './vendor/index.ts'

/** Asked for again soon or hardly ever: memory keeps the latest alone. */
const passing: ReadonlySet<string> = new Set([
  admissions.name,
  captures.name,
  entitlements.name,
  httpKeys.name,
  mandates.name,
  purchases.name,
  vendorOrders.name,
])

/** How many rows of a table the ledger keeps in memory. */
export const rowsKept = (table: string): number => (passing.has(table) ? 3_000 : 20_000)

/** Every table that the ledger alone writes. */
export const tables: readonly Table[] = [
  admissions,
  apiKeys,
  captures,
  entitlements,
  grants,
  httpKeys,
  items,
  itemVersions,
  loginTokens,
  mandates,
  payers,
  purchases,
  refunds,
  rightsholders,
  tokenIssues,
  vendorOrders,
  vendors,
  vouchers,
  webhookEndpoints,
]
