import type { LibraryItem, Movement, Sale } from '../../src/api/shapes.ts'
import * as shop from './console-facts.ts'
import { money } from './money.ts'
import * as wallet from './wallet-facts.ts'

export type SceneName = 'empty' | 'quiet' | 'little' | 'lots' | 'german' | 'arabic' | 'refusing' | 'signed-out'

/** All that the stand-in answers with. */
export type Scene = ReturnType<typeof little>

const titles: Partial<Record<SceneName, string>> = {
  german:
    'Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz: Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  arabic: 'محطة الضخ التي تحفظ مدينة إيلي من الغرق، مقال في ثلاثة أجزاء',
}

export function scene(name: SceneName): Scene {
  if (name === 'empty') return empty()
  if (name === 'quiet') return quiet()
  if (name === 'lots') return lots()
  const title = titles[name]
  return title === undefined ? little() : titled(title)
}

function little() {
  const { home, library, movements, receipt, limits, issues, looks, session, vendors, notices, told } = wallet
  return {
    session,
    home,
    library,
    vendors,
    movements,
    receipt,
    limits,
    issues,
    notices,
    told,
    looks,
    sales: structuredClone(shop.sales),
    overview: shop.overview,
    keys: shop.keys,
    sites: shop.sites,
    /** Attempts that made a key: the same again makes none. */
    keyAttempts: new Set<unknown>(),
  }
}

function empty(): Scene {
  const none = money(0n)
  const { totals, ...rest } = shop.overview(30)
  return {
    ...little(),
    home: { status: 'open', wallets: [], grants: [], limits: [], recent: [], asks: [] },
    library: [],
    vendors: [],
    movements: [],
    limits: [],
    issues: [],
    told: [],
    looks: [],
    sales: [],
    keys: [],
    sites: [],
    overview: () => ({
      ...rest,
      totals: {
        ...totals,
        sales: none,
        purchases: 0,
        refunds: none,
        net: none,
        royalties: none,
        vendor: none,
        fees: none,
        median_price: null,
      },
      by_day: [],
      payable: none,
      held: none,
      top_items: [],
      latest: [],
    }),
  }
}

/** Sales before, and none in the days that are looked at. */
const quiet = (): Scene => ({ ...little(), overview: (days) => ({ ...shop.overview(days), top_items: [] }) })

function lots(): Scene {
  const times = <Thing extends { at: string }>(
    things: readonly Thing[],
    change: (thing: Thing, place: number) => Thing,
  ): Thing[] =>
    Array.from({ length: 1000 }, (_, place) => things[place % things.length]).flatMap((thing, place) =>
      thing ? [change(thing, place)] : [],
    )
  const earlier = (place: number) => new Date(wallet.now.getTime() - place * 5_400_000).toISOString()
  const movements = times(wallet.movements, (movement: Movement, place) => ({
    ...movement,
    id: wallet.id('mov', place),
    at: earlier(place),
  }))
  const library = Array.from({ length: 1000 }, (_, place) => wallet.library[place % wallet.library.length]).flatMap(
    (item: LibraryItem | undefined, place) => (item ? [{ ...item, entitlement: wallet.id('ent', place) }] : []),
  )
  const base = little()
  return { ...base, movements, library, sales: shop.manySales(1000) }
}

function titled(title: string): Scene {
  const base = little()
  const moved = (movement: Movement): Movement => ({ ...movement, title })
  const sold = (sale: Sale): Sale => ({ ...sale, item_title: title })
  return {
    ...base,
    home: { ...base.home, recent: base.home.recent.map(moved) },
    library: base.library.map((item) => ({ ...item, item_title: title })),
    movements: base.movements.map(moved),
    notices: { ...base.notices, reached: false, withheld: true, bounced_at: '2026-11-23T08:00:00Z' },
    told: base.told.map((notice) => ({ ...notice, subject: `Receipt: ${title}` })),
    receipt: { ...base.receipt, item: { ...base.receipt.item, title, description: title } },
    sales: base.sales.map(sold),
    overview: (days) => {
      const overview = base.overview(days)
      return {
        ...overview,
        latest: overview.latest.map(sold),
        top_items: overview.top_items.map((item) => ({ ...item, title })),
      }
    },
  }
}
