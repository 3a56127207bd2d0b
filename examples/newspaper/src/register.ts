import { FarthingError, money } from '@farthing/sdk'
import type { Farthing, ItemFacts } from '@farthing/sdk'
import { articles, contributors, pathOf } from './articles/index.ts'
import type { Config } from './config.ts'
import type { Kept } from './kept.ts'
import { counted } from './words.ts'

export type Registration = { webhook: { id: string; secret: string } | undefined; cookieSecret: string }

type Needs = {
  client: Farthing
  config: Config
  kept: Kept<Registration>
  say: (message: string) => void
  sleep: (milliseconds: number) => Promise<void>
}

/**
 * Makes the provider know this paper: site, contributors, articles and webhook endpoint.
 * Safe to run at every start: what is there already is found, not made again.
 *
 * @returns The provider's `itm_…` of each article, by slug.
 */
export async function register(needs: Needs): Promise<Map<string, string>> {
  await untilProviderAnswers(needs)
  await registerSite(needs)
  const holders = await registerContributors(needs)
  const items = new Map<string, string>()
  for (const article of articles) {
    const shares = article.shares.map(({ who, basisPoints }) => ({
      rightsholder: holders.get(who.reference) ?? '',
      role: who.role,
      basis_points: basisPoints,
    }))
    const facts: ItemFacts = {
      sku: article.slug,
      title: article.headline,
      description: article.standfirst,
      price: money(article.priceAmount, 'USD'),
      content_url: needs.config.publicUrl + pathOf(article),
      kind: 'content',
      terms: { days_to_view: article.days, counts_from: 'first_opening' },
      shares,
    }
    items.set(article.slug, (await needs.client.items.publish(facts)).id)
  }
  if (needs.config.webhookSecret === undefined) await registerWebhook(needs)
  needs.say(`${counted(items.size, 'article')} by ${counted(holders.size, 'contributor')} are for sale`)
  return items
}

async function untilProviderAnswers({ client, config, say, sleep }: Needs): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const vendor = await client.vendor.retrieve()
      say(`the provider at ${config.providerApiUrl} knows us as ${vendor.name} (${vendor.mode} mode)`)
      return
    } catch (error) {
      if (!(error instanceof FarthingError)) throw error
      if (error.code === 'unauthorized') {
        throw new Error(`the provider at ${config.providerApiUrl} does not know FARTHING_API_KEY`, { cause: error })
      }
      if (error.outcome === 'refused' && error.status !== 429 && error.status !== 503) throw error
      if (attempt % 5 === 0) say(`waiting for the provider at ${config.providerApiUrl} (${error.detail})`)
      await sleep(2000)
    }
  }
}

async function registerSite({ client, config }: Needs): Promise<void> {
  const wanted = new URL(config.publicUrl).href
  for await (const site of client.sites.list()) if (URL.parse(site.url)?.href === wanted) return
  await client.sites.register({ url: wanted })
}

async function registerContributors({ client }: Needs): Promise<Map<string, string>> {
  const known = new Map<string, string>()
  for await (const holder of client.rightsholders.list()) {
    if (holder.reference !== null && !known.has(holder.reference)) known.set(holder.reference, holder.id)
  }
  const wanted = new Map<string, string>()
  for (const { reference, name, role } of contributors()) {
    const id = known.get(reference) ?? (await client.rightsholders.create({ reference, name, role })).id
    wanted.set(reference, id)
  }
  return wanted
}

async function registerWebhook({ client, config, kept }: Needs): Promise<void> {
  const { webhook, ...rest } = kept.read()
  for await (const endpoint of client.webhookEndpoints.list()) {
    if (endpoint.url !== config.webhookUrl) continue
    if (endpoint.id === webhook?.id) return
    await client.webhookEndpoints.remove(endpoint.id) // Its secret was told once, and not to this data folder.
  }
  const { id, secret } = await client.webhookEndpoints.create({ url: config.webhookUrl })
  await kept.write({ ...rest, webhook: { id, secret } })
}

export function isRegistration(value: unknown): value is Registration {
  return (
    typeof value === 'object' && value !== null && 'cookieSecret' in value && typeof value.cookieSecret === 'string'
  )
}
