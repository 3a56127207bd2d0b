// The one search box: what a caller may name, found in every place where it could stand.
import type { Id } from '@farthing/ledger'
import type { UserFound } from '../identity/index.ts'
import { findUsers } from '../identity/index.ts'
import type { PaymentFound, VoucherFound } from '../funding/index.ts'
import { findPayments, findVouchers } from '../funding/index.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic } from '../platform/ids.ts'
import { isLongEnough, wordsOf } from '../platform/spelling.ts'
import { purchasesOfReference } from '../purchase/index.ts'
import type { VendorFound } from '../vendor/index.ts'
import { findVendors } from '../vendor/index.ts'
import type { PurchaseFound } from './purchases-store.ts'
import { purchasesById } from './purchases-store.ts'

/** Of each kind so many are shown: of more, whoever looks types more. */
const maxShown = 20

export type FoundKind = 'users' | 'vendors' | 'purchases' | 'vouchers' | 'payments'
/** `too_short`: names are looked for by two letters or more. `name_the_vendor`: there are more vendors than order references were looked for at. */
export type Hint = 'too_short' | 'name_the_vendor'

export type Found = {
  readonly users: readonly UserFound[]
  readonly vendors: readonly VendorFound[]
  readonly purchases: readonly PurchaseFound[]
  readonly vouchers: readonly VoucherFound[]
  readonly payments: readonly PaymentFound[]
  /** Kinds of which there are more than these. */
  readonly more: readonly FoundKind[]
  readonly hints: readonly Hint[]
}

/**
 * Finds users by identifier, account, address and the start of names; vendors by identifier, site and the start of names;
 * purchases by identifier and order reference; vouchers by their code or its last four digits; payments that arrived
 * outside by identifier and reference. Every character of the text means itself.
 *
 * @param q An order reference may have the vendor's identifier and a space before it: then that vendor's alone.
 */
export async function searchFor(deps: Deps, q: string): Promise<Found> {
  const limit = maxShown + 1
  const [users, vendors, { rows: purchases, isWhole }, vouchers, payments] = await Promise.all([
    findUsers(deps, q, limit),
    findVendors(deps, q, limit),
    findPurchases(deps, q, limit),
    findVouchers(deps, q, limit),
    findPayments(deps, q, limit),
  ])
  const all = { users, vendors, purchases, vouchers, payments }
  const words = wordsOf(q)
  const more = (Object.keys(all) as FoundKind[]).filter((kind) => all[kind].length > maxShown)
  return {
    users: users.slice(0, maxShown),
    vendors: vendors.slice(0, maxShown),
    purchases: purchases.slice(0, maxShown),
    vouchers: vouchers.slice(0, maxShown),
    payments: payments.slice(0, maxShown),
    more,
    hints: [
      ...(words.some(isLongEnough) ? [] : ['too_short' as const]),
      ...(isWhole ? [] : ['name_the_vendor' as const]),
    ],
  }
}

async function findPurchases(
  deps: Deps,
  q: string,
  limit: number,
): Promise<{ readonly rows: PurchaseFound[]; readonly isWhole: boolean }> {
  const id = fromPublic('txn', q)
  if (id !== undefined) return { rows: await purchasesById(deps, [id]), isWhole: true }
  if (isOther(q)) return { rows: [], isWhole: true }
  const { vendor, reference } = ofVendor(q)
  const { ids, isWhole } = await purchasesOfReference(deps, reference, { vendor, limit })
  return { rows: await purchasesById(deps, ids), isWhole }
}

/** An identifier of something else is no order reference that anybody reads out. */
const isOther = (q: string): boolean =>
  (['usr', 'acc', 'ven'] as const).some((each) => fromPublic(each, q) !== undefined)

function ofVendor(q: string): { readonly vendor: Id | undefined; readonly reference: string } {
  const [first = '', ...rest] = q.split(' ')
  const vendor = fromPublic('ven', first)
  return vendor === undefined || rest.length === 0
    ? { vendor: undefined, reference: q }
    : { vendor, reference: rest.join(' ') }
}
