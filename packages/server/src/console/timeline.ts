import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { PurchaseRow, Refund } from '../purchase/index.ts'
import type { Transaction } from '../royalty/index.ts'
import { counted } from '../platform/counted.ts'

type Moment = { readonly at: bigint; readonly what: string }

/** What happened to a purchase, oldest first, in a vendor's words. */
export function timelineOf(
  row: PurchaseRow,
  status: PurchaseRow['status'],
  taken: readonly Transaction[],
  given: readonly Refund[],
): { at: string; what: string }[] {
  const amount = (micros: bigint) => {
    const { tokens, amount, currency } = toMoneyAndTokens(micros, assetCurrency(row.asset))
    return `${counted(tokens, 'token')} (${amount} ${currency})`
  }
  const moments: Moment[] = [
    { at: row.requestedAt, what: `Your server asked for ${amount(row.priceMicros)}` },
    ...(row.authorizedAt === null ? [] : [{ at: row.authorizedAt, what: 'The payer approved' }]),
    ...taken.map(({ at, micros }) => ({ at, what: `Captured ${amount(micros)}` })),
    ...given.map(({ at, micros, reason }) => ({
      at,
      what: `Refunded ${amount(micros)}${reason === '' ? '' : `: ${reason}`}`,
    })),
    ...endOf(row, status),
  ]
  return moments.toSorted((a, b) => Number(a.at - b.at)).map(({ at, what }) => ({ at: toRfc3339(at), what }))
}

/** What ended by itself. The row does not keep when a void or a decline came, so that is left out. */
function endOf(row: PurchaseRow, status: PurchaseRow['status']): Moment[] {
  if (status !== 'expired') return []
  return row.holdExpiresAt === null
    ? [{ at: row.expiresAt, what: 'Expired: nobody approved it in time' }]
    : [{ at: row.holdExpiresAt, what: 'The hold expired: it was not captured in time' }]
}
