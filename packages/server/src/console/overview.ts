import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { findItem } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { assetOf, vendorPayable } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { balancesOf } from '../vendor/index.ts'
import type { ConsoleCaller } from './caller.ts'
import { daysBefore } from './days.ts'
import type { DayTotals, Window } from './overview-store.ts'
import { dayTotals, givenBack, heldFor, topItems, totalsOf } from './overview-store.ts'
import { saleRowJson } from './sale-row.ts'
import { findSales } from './sales-store.ts'
import type { OverviewSchema } from './schemas.ts'

export type OverviewQuery = {
  readonly mode: Mode
  /** Today and the days before it, so many in all. */
  readonly days: number
  readonly timeZone: string
  /** Default: the one most sold in. */
  readonly currency?: Currency | undefined
}

/** How a vendor's sales go (R1c, R1g, R40): everything that its first screen shows. */
export async function overview(
  deps: Deps,
  caller: ConsoleCaller,
  query: OverviewQuery,
): Promise<Static<typeof OverviewSchema>> {
  const { vendor, row } = caller
  const { mode, timeZone } = query
  const now = deps.clock.now()
  const balances = await balancesOf(deps, mode, (asset) => vendorPayable(vendor, asset))
  const currency = query.currency ?? balances[0]?.currency ?? 'USD'
  const { days, from } = daysBefore(now, query.days, timeZone)
  const window: Window = { vendor, mode, asset: assetOf(currency, mode), from, timeZone }
  const [totals, back, byDay, held, top, latest] = await Promise.all([
    totalsOf(deps, window),
    givenBack(deps, window),
    dayTotals(deps, window),
    heldFor(deps, window, now),
    topItems(deps, window, 5),
    findSales(deps, { vendor, mode, sort: '-at', limit: 5, now }),
  ])
  const money = (micros: bigint) => toMoneyAndTokens(micros, currency)
  return {
    vendor: { id: toPublic('ven', vendor), name: row.name, status: row.status, sites: [...row.sites] },
    mode,
    currency,
    currencies: balances.map((balance) => balance.currency),
    totals: {
      sales: money(totals.sales),
      purchases: Number(totals.purchases), // Counts, not money.
      refunds: money(back.refunds),
      royalties_owed: money(totals.royalties - back.royalties),
      rightsholders: Number(totals.rightsholders),
      fees: money(totals.fees - back.fees),
      median_price: totals.medianPrice === null ? null : money(totals.medianPrice),
    },
    by_day: everyDay(days, byDay).map(({ day, vendor, royalties, fees }) => ({
      day,
      vendor: money(vendor),
      royalties: money(royalties),
      fees: money(fees),
    })),
    payable: money(balances.find((balance) => balance.currency === currency)?.micros ?? 0n),
    held: money(held),
    top_items: await topItemsJson(deps, vendor, mode, top, currency),
    latest: latest.map((sale) => saleRowJson(deps, vendor, sale)),
  }
}

function everyDay(days: readonly string[], totals: readonly DayTotals[]): DayTotals[] {
  const byDay = new Map(totals.map((total) => [total.day, total]))
  return days.map((day) => byDay.get(day) ?? { day, vendor: 0n, royalties: 0n, fees: 0n })
}

async function topItemsJson(
  deps: Deps,
  vendor: Id,
  mode: Mode,
  top: readonly { readonly item: Id; readonly sold: bigint; readonly vendor: bigint }[],
  currency: Currency,
) {
  const offers = await Promise.all(top.map(({ item }) => findItem(deps, vendor, mode, item)))
  return top.flatMap((each, i) => {
    const row = offers[i]?.row
    if (row === undefined) return []
    return [
      {
        id: toPublic('itm', each.item),
        title: row.title,
        price: toMoneyAndTokens(row.price_micros, row.currency),
        sold: Number(each.sold),
        vendor: toMoneyAndTokens(each.vendor, currency),
      },
    ]
  })
}
