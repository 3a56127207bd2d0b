// The vendor's own account over its API.
import { vendorPayee } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, idempotencyHeaders, withKey } from '../platform/http/schemas.ts'
import { doneOr, submitKeyed } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoney } from '../platform/money.ts'
import { balancesOf } from './balances.ts'
import { addSite, removeSite } from './change-sites.ts'
import { endpointRoutes } from './endpoint-routes.ts'
import { SiteBody, SitesSchema, standingJson, VendorSchema } from './schemas.ts'
import type { VendorCaller } from './secret-keys.ts'
import { scopeOf, vendorCaller } from './secret-keys.ts'
import { parseSite } from './sites.ts'
import { vendors } from './tables.ts'

export const vendorRoutes: Routes = (app, deps) => {
  app.get(
    '/v1/vendor',
    {
      schema: {
        operationId: 'retrieveVendor',
        summary: 'Your account, its sites and what is owed to you',
        tags: ['vendor'],
        security: withKey,
        response: answers({ 200: VendorSchema }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const row = await vendorRow(deps, caller)
      const balances = await balancesOf(deps, caller.mode, (asset) => vendorPayee(caller.vendor, asset))
      return {
        id: toPublic('ven', caller.vendor),
        object: 'vendor' as const,
        name: row.name,
        mode: caller.mode,
        ...standingJson(row, deps.clock.now()),
        sites: [...row.sites],
        balances: balances.map(({ currency, micros }) => ({ currency, payable: toMoney(micros, currency) })),
      }
    },
  )
  siteRoutes(app, deps)
  endpointRoutes(app, deps)
}

function siteRoutes(app: App, deps: Deps): void {
  app.get(
    '/v1/sites',
    {
      schema: {
        operationId: 'listSites',
        summary: 'Your registered sites',
        tags: ['vendor'],
        security: withKey,
        response: answers({ 200: SitesSchema }),
      },
    },
    async (request) => sitesJson((await vendorRow(deps, await vendorCaller(deps, request))).sites),
  )
  const change = { tags: ['vendor'], security: withKey, headers: idempotencyHeaders, body: SiteBody }
  app.post(
    '/v1/sites',
    {
      schema: {
        ...change,
        operationId: 'addSite',
        summary: 'Register a site',
        response: answers({ 201: SitesSchema }),
      },
    },
    async (request, reply) => {
      const caller = await siteCaller(deps, request)
      const input = { vendor: caller.vendor, site: siteOf(deps, request.body.url), by: null }
      return reply
        .code(201)
        .send(sitesJson(doneOr(await submitKeyed(deps, request, scopeOf(caller), addSite, input)).sites))
    },
  )
  app.post(
    '/v1/sites/remove',
    {
      schema: {
        ...change,
        operationId: 'removeSite',
        summary: 'Take a site away',
        response: answers({ 200: SitesSchema }, ['not_found']),
      },
    },
    async (request) => {
      const caller = await siteCaller(deps, request)
      const input = { vendor: caller.vendor, site: siteOf(deps, request.body.url), by: null }
      return sitesJson(doneOr(await submitKeyed(deps, request, scopeOf(caller), removeSite, input)).sites)
    },
  )
}

const sitesJson = (sites: readonly string[]) => ({ data: sites.map((url) => ({ url })) })

/** @throws {Problem} invalid_request (url) */
export function siteOf(deps: Pick<Deps, 'config'>, url: string): string {
  const site = parseSite(url, { loopback: deps.config.mode === 'development' })
  if (site === undefined) {
    throw new Problem('invalid_request', {
      param: 'url',
      detail: 'A site is an origin with an optional path, and begins with https://.',
    })
  }
  return site
}

/**
 * Sites count for both modes. A test key is often stored less carefully, so outside development it cannot change them.
 */
async function siteCaller(deps: Deps, request: Parameters<typeof vendorCaller>[1]): Promise<VendorCaller> {
  const caller = await vendorCaller(deps, request)
  if (caller.mode === 'test' && deps.config.mode === 'production')
    throw new Problem('unauthorized', { detail: 'Sites are changed with a live key.' })
  return caller
}

async function vendorRow(deps: Deps, caller: VendorCaller) {
  const row = (await deps.ledger.look({ accounts: [], rows: [[vendors, caller.vendor]] })).row(vendors, caller.vendor)
  if (row === undefined) throw new Problem('not_found')
  return row
}
