// What a purchase is to the payer's spending limits. Play money has no limits.
import type { Id, Instant, Keys } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import { assetCurrency } from '../chart/index.ts'
import type { LimitRefusal, LineAmount, Spending } from '../wallet/index.ts'
import {
  countAgainstLimits,
  countedReads,
  limitReads,
  limitRefusal,
  returnToLimits,
  spendHeld,
} from '../wallet/index.ts'
import type { Moving } from './deciding.ts'
import type { ItemVersion } from './lines.ts'
import { capturedOf } from './lines.ts'
import { versionsOf } from './shares.ts'
import type { PurchaseRow } from './tables.ts'

type Buyer = { readonly state: PayerState; readonly member: Id }

/** The purchase as limits count it; `undefined` where none does. */
export function spendingOf(
  order: PurchaseRow,
  { state, member }: Buyer,
  versions: readonly ItemVersion[],
): Spending | undefined {
  if (order.mode !== 'live' || state.limits.length === 0) return undefined
  const lines = versions.map(({ kind }, i) => ({ itemKind: kind, micros: BigInt(order.lines[i]?.charged ?? 0) }))
  const currency = assetCurrency(order.asset)
  return { state, member, vendor: order.vendor, currency, lines, held: order.capture === 'manual' }
}

/** What counting will look at: to be read at once. */
export function spendingReads(
  order: PurchaseRow,
  buyer: Buyer,
  versions: readonly ItemVersion[],
  at: Instant,
): Partial<Keys> {
  const spending = spendingOf(order, buyer, versions)
  return spending === undefined ? {} : limitReads(spending, at)
}

/**
 * Counts the price against the payer's limits.
 *
 * @returns What the purchase's row keeps of it, which is something where it is held; or the refusal.
 */
export function countPurchase(
  { draft, moves, order, at }: Moving,
  buyer: Buyer,
  versions: readonly ItemVersion[],
): { readonly counted: PurchaseRow['counted'] } | LimitRefusal {
  const spending = spendingOf(order, buyer, versions)
  if (spending === undefined) return { counted: null }
  const result = countAgainstLimits(draft, moves, spending, at)
  if (result.kind === 'exceeded') return limitRefusal(result.exceeded)
  return { counted: spending.held && result.counted.length > 0 ? result.counted : null }
}

/** What ending or capturing a hold looks at of limits: to be read at once. */
export const countedKeys = ({ counted, asset }: PurchaseRow): Keys => countedReads(counted ?? [], assetCurrency(asset))

/** A capture of the next `micros` of a hold: they are spent. */
export function countCaptured({ draft, moves, order }: Moving, micros: bigint): void {
  if (order.counted === null) return
  const lines = amountsBetween(order, kindsOf(order, draft), order.capturedMicros, order.capturedMicros + micros)
  spendHeld(draft, moves, order.counted, assetCurrency(order.asset), lines)
}

/** What is left of a hold once `capturedMicros` of the purchase are captured comes back. */
export function countReleased({ draft, moves, order }: Moving, capturedMicros: bigint): void {
  if (order.counted === null) return
  const lines = amountsBetween(order, kindsOf(order, draft), capturedMicros, order.priceMicros)
  returnToLimits(draft, moves, order.counted, assetCurrency(order.asset), lines)
}

type WithKind = Pick<ItemVersion, 'kind'>

/** The versions that say of which kind lines are, where a limit on one kind has counted them. */
const kindsOf = (order: PurchaseRow, draft: Moving['draft']): readonly WithKind[] =>
  order.counted?.some(({ itemKind }) => itemKind !== undefined) === true ? versionsOf(order, draft) : []

/** What of each line lies between two amounts of captures. */
function amountsBetween(
  order: PurchaseRow,
  versions: readonly WithKind[],
  fromMicros: bigint,
  toMicros: bigint,
): LineAmount[] {
  const [from, to] = [capturedOf(order, fromMicros), capturedOf(order, toMicros)]
  return to.map((micros, i) => ({
    itemKind: versions[i]?.kind ?? 'content', // Nobody asks for the kind where the versions are left out.
    micros: micros - (from[i] ?? 0n),
  }))
}
