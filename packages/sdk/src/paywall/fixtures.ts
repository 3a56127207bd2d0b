import type { Terms } from '../api.ts'
import { farthing } from '../client.ts'
import type { FarthingError } from '../errors.ts'
import { money } from '../price.ts'
import { standInProvider } from '../testing/index.ts'
import type { StandInProvider } from '../testing/index.ts'
import type { AdmitOptions, Gate, Offer, Paywall, PaywallOptions, PaywallRequest } from './core.ts'
import { paywall } from './paywall.ts'

export const site = 'https://shop.test'
const secret = 'a cookie secret of thirty-two characters or more'
const prices: Record<string, string> = { essay: '0.12', song: '0.045', album: '6.40' }

/** A shop behind a paywall, its provider, and a clock that both read. */
export class TestShop {
  readonly provider: StandInProvider
  readonly time: { now: number }
  readonly terms: Record<string, Terms> = {}
  /** What the paywall told its vendor. */
  readonly told: FarthingError[] = []
  paywall: Paywall

  private constructor(provider: StandInProvider, time: { now: number }) {
    this.provider = provider
    this.time = time
    this.paywall = this.aPaywall()
  }

  static async open(): Promise<TestShop> {
    const time = { now: Date.UTC(2026, 10, 24, 9) }
    const provider = await standInProvider({ clock: () => time.now })
    provider.book.sites.add(`${site}/`)
    return new TestShop(provider, time)
  }

  later(seconds: number): void {
    this.time.now += seconds * 1000
  }

  aPaywall(options: Partial<PaywallOptions> = {}): Paywall {
    const { apiKey, url: apiUrl } = this.provider
    const client = farthing({ apiKey, apiUrl, sleep: async () => {}, retries: 1 })
    const offer = (sku: string) => this.offer(sku)
    const onError = (error: FarthingError) => void this.told.push(error)
    return paywall({ client, publicUrl: site, secret, offer, onError, clock: () => this.time.now, ...options })
  }

  offer(sku: string): Offer | undefined {
    const amount = prices[sku]
    if (amount === undefined) return undefined
    const price = money(amount, 'USD')
    const page = sku === 'album' ? 'song' : sku
    return { sku, price, path: `/${page}`, item: { sku, title: `The ${sku}`, price, terms: this.terms[sku] ?? {} } }
  }

  callsTo(path: RegExp): number {
    return this.provider.calls.filter((call) => path.test(call.path)).length
  }
}

/** One browser's cookies, across requests that are handed to the paywall as they would arrive. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly shop: TestShop

  constructor(shop: TestShop) {
    this.shop = shop
  }

  ask(url: string, method = 'GET', headers: Record<string, string> = {}): PaywallRequest {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return { method, url: url.replace(site, ''), headers: new Headers({ cookie, ...headers }) }
  }

  keep<T extends { headers: [string, string][] }>(answer: T): T {
    for (const [name, value] of answer.headers) {
      if (name !== 'set-cookie') continue
      const [key = '', content = ''] = (value.split(';')[0] ?? '').split('=')
      if (value.includes('Max-Age=0;')) this.cookies.delete(key)
      else this.cookies.set(key, content)
    }
    return answer
  }

  async admit(
    url: string,
    skus: string | string[],
    how: AdmitOptions & { headers?: Record<string, string>; method?: string } = {},
  ): Promise<Gate> {
    const gate = this.keep(await this.shop.paywall.admit(this.ask(url, how.method, how.headers), skus, how))
    if (gate.kind === 'open') gate.delivery?.sent()
    return gate
  }

  /** As `admit`, where nothing reaches the browser yet, nor has what became of it been told. */
  async ahead(url: string, skus: string | string[]) {
    const gate = await this.shop.paywall.admit(this.ask(url), skus)
    if (gate.kind === 'open' && gate.delivery !== null) return { ...gate, delivery: gate.delivery }
    throw new Error(`no admission was made: ${gate.kind}`)
  }

  async begin(sku: string): Promise<string> {
    const begun = this.keep(await this.shop.paywall.begin(this.ask('/', 'POST', { origin: site }), sku))
    if (begun.kind !== 'redirect') throw new Error(begun.code)
    return begun.location.split('/').at(-1) ?? ''
  }

  /** Buys, and comes back to the page. @returns The entitlement. */
  async buy(sku: string): Promise<string> {
    const purchase = await this.begin(sku)
    await this.admit(this.shop.provider.book.approve(purchase), sku)
    return this.shop.provider.book.purchase(purchase).entitlement ?? ''
  }
}

export function locationOf(gate: Gate): string {
  return gate.kind === 'redirect' ? gate.location : gate.kind
}
