import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { findItem } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import { assetOf, vendorPayee } from '../chart/index.ts'
import type { Days } from '../platform/calendar.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency, MoneyAndTokens } from '../platform/money.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { owedToRightsholders } from '../royalty/index.ts'
import { balancesOf, standingJson } from '../vendor/index.ts'
import type { ConsoleCaller } from './caller.ts'
import type { Sums, Window } from './overview-store.ts'
import { countsOf, dayTotals, heldFor, topItems } from './overview-store.ts'
import { saleRowJson } from './sale-row.ts'
import { findSales } from './sales-store.ts'
import type { OverviewSchema } from './schemas.ts'

export type OverviewQuery = {
  readonly mode: Mode
  readonly days: Days
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
  const { mode, days } = query
  const now = deps.clock.now()
  const balances = await balancesOf(deps, mode, (asset) => vendorPayee(vendor, asset))
  const currency = query.currency ?? balances[0]?.currency ?? 'USD'
  const window: Window = { vendor, mode, asset: assetOf(currency, mode), from: days.from, to: days.to }
  const [counts, byDay, held, royaltiesPayable, top, latest] = await Promise.all([
    countsOf(deps, window),
    dayTotals(deps, window, days),
    heldFor(deps, window, now),
    owedToRightsholders(deps, vendor, mode, window.asset),
    topItems(deps, window, 5),
    findSales(deps, { vendor, mode, sort: '-at', limit: 5, now }),
  ])
  const money = (micros: bigint) => toMoneyAndTokens(micros, currency)
  return {
    vendor: {
      id: toPublic('ven', vendor),
      name: row.name,
      ...standingJson(row, deps.clock.now()),
      sites: [...row.sites],
    },
    mode,
    currency,
    currencies: balances.map((balance) => balance.currency),
    days: { from: days.days[0] ?? '', to: days.days.at(-1) ?? '', time_zone: days.timeZone },
    totals: {
      ...sumsJson(addUp([...byDay.values()]), money),
      purchases: Number(counts.purchases), // Counts, not money.
      rightsholders: Number(counts.rightsholders),
      median_price: counts.medianPrice === null ? null : money(counts.medianPrice),
    },
    by_day: days.days.map((day, place) => ({ day, ...sumsJson(byDay.get(place) ?? nothing, money) })),
    payable: money(balances.find((balance) => balance.currency === currency)?.micros ?? 0n),
    held: money(held),
    royalties_payable: money(royaltiesPayable),
    top_items: await topItemsJson(deps, vendor, mode, top, currency),
    latest: latest.map((sale) => saleRowJson(deps, vendor, sale)),
  }
}

const nothing: Sums = { sales: 0n, refunds: 0n, fees: 0n, royalties: 0n, vendor: 0n }

/** The totals are the sum of the days, so that a sale made at this moment cannot make them differ. */
const addUp = (days: readonly Sums[]): Sums =>
  days.reduce(
    (total, day) => ({
      sales: total.sales + day.sales,
      refunds: total.refunds + day.refunds,
      fees: total.fees + day.fees,
      royalties: total.royalties + day.royalties,
      vendor: total.vendor + day.vendor,
    }),
    nothing,
  )

const sumsJson = ({ sales, refunds, fees, royalties, vendor }: Sums, money: (micros: bigint) => MoneyAndTokens) => ({
  sales: money(sales),
  refunds: money(refunds),
  net: money(sales - refunds),
  fees: money(fees),
  royalties: money(royalties),
  vendor: money(vendor),
})

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
        price: toMoneyAndTokens(row.priceMicros, row.currency),
        sold: Number(each.sold),
        vendor: toMoneyAndTokens(each.vendor, currency),
      },
    ]
  })
}
