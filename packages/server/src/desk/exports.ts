// Whole tables as files, a page after the other, so that memory stays flat however long they are.
import type { Id } from '@farthing/ledger'
import type { UsersFilter } from '../identity/index.ts'
import { listUsers } from '../identity/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { VendorsFilter } from '../vendor/index.ts'
import { listVendors } from '../vendor/index.ts'
import type { CsvFile } from './csv-file.ts'
import { csvFile } from './csv-file.ts'
import type { PurchasesFilter } from './purchases-store.ts'
import { listPurchases } from './purchases-store.ts'

/** Users without their names and addresses: whoever needs one opens the page of the account. */
export const usersCsv = (deps: Deps, filter: UsersFilter): CsvFile =>
  csvFile(
    ['user', 'account', 'status', 'email_verified', 'signed_up_at'],
    (after: Id | undefined, limit) => listUsers(deps, filter, { sort: 'at', after, limit }),
    ({ id, account, status, emailVerified, createdAt }) => [
      toPublic('usr', id),
      toPublic('acc', account),
      status,
      emailVerified ? 'yes' : 'no',
      toRfc3339(createdAt),
    ],
  )

export const vendorsCsv = (deps: Deps, filter: VendorsFilter): CsvFile =>
  csvFile(
    ['vendor', 'name', 'status', 'sites', 'opened_at'],
    async (after: Id | undefined, limit) => {
      const rows = await listVendors(deps, filter, { sort: 'at', after, limit })
      return { rows, next: rows.length < limit ? undefined : rows.at(-1)?.id }
    },
    ({ id, name, status, sites, createdAt }) => [
      toPublic('ven', id),
      name,
      status,
      sites.join(' '),
      toRfc3339(createdAt),
    ],
  )

export const purchasesCsv = (deps: Deps, filter: PurchasesFilter): CsvFile =>
  csvFile(
    [
      'purchase',
      'mode',
      'vendor',
      'vendor_name',
      'payer',
      'title',
      'status',
      'order_reference',
      'currency',
      'price',
      'captured',
      'refunded',
      'requested_at',
    ],
    (after: Id | undefined, limit) => listPurchases(deps, filter, { sort: 'at', after, limit }),
    (row) => [
      toPublic('txn', row.id),
      row.mode,
      toPublic('ven', row.vendor),
      row.vendorName,
      row.payer === null ? '' : toPublic('acc', row.payer),
      row.title,
      row.status,
      row.orderReference,
      assetCurrency(row.asset),
      row.priceMicros,
      row.capturedMicros,
      row.refundedMicros,
      toRfc3339(row.requestedAt),
    ],
  )
