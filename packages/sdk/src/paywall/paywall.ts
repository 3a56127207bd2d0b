import { systemClock, systemLog, systemRandom } from '../runtime.ts'
import { Admissions } from './admissions.ts'
import { arrive, pendingOrder, settle } from './arrive.ts'
import { begin } from './begin.ts'
import { mountPath } from './core.ts'
import type { Access, AdmitOptions, Gate, HeaderList, Paywall, PaywallOptions, PaywallRequest } from './core.ts'
import { seal } from './cookies.ts'
import { urlOf } from './desk.ts'
import type { Desk } from './desk.ts'
import { enter } from './enter.ts'
import { isAdmitted, withGrant, withoutGrant } from './grants.ts'
import type { Grant } from './grants.ts'
import { admissionHeaders, browserOf, forgetAdmissions, grantHeaders, readGrants } from './keep.ts'
import { isNotice } from './notices.ts'
import type { Notice } from './notices.ts'
import { urlFrom } from '../url.ts'

/**
 * Stands before pages that have to be paid for: lets in those who have a licence, handles those who come back from
 * approval or from their library, and makes the others an offer. Runs wherever there is `fetch` and WebCrypto;
 * `fastifyPaywall` and `nodePaywall` adapt it to servers.
 *
 * @throws TypeError where the options cannot be right.
 */
export function paywall(options: PaywallOptions): Paywall {
  const site = siteOf(options.publicUrl)
  const clock = options.clock ?? systemClock
  const onError = options.onError ?? systemLog
  const desk: Desk = {
    ...options,
    site,
    secure: site.protocol === 'https:',
    seal: seal(typeof options.secret === 'string' ? [options.secret] : (options.secret ?? [])),
    clock,
    random: options.random ?? systemRandom,
    recheckSeconds: options.recheckSeconds ?? 300,
    onError,
    admissionSeconds: secondsOf(options.admissionSeconds ?? 600),
    admissions: new Admissions({ client: options.client, clock, onError }),
  }
  return {
    admit: (request, skus, how = {}) => admit(desk, request, typeof skus === 'string' ? [skus] : skus, how),
    begin: (request, sku, form) => begin(desk, request, sku, form),
    held: async (request) => (await readGrants(desk, request)).map((grant) => accessOf(grant, clock())),
    buyPath: (sku) => `${mountPath}/buy/${encodeURIComponent(sku)}`,
  }
}

function siteOf(publicUrl: string): URL {
  const site = urlFrom(publicUrl)
  if (site?.protocol === 'https:' || site?.protocol === 'http:') {
    if (site.pathname === '/' && site.search === '' && site.hash === '' && site.username === '') return site
  }
  throw new TypeError(
    `publicUrl must be this site as browsers see it, such as https://courier.example, without a path: "${publicUrl}" is not`,
  )
}

async function admit(desk: Desk, request: PaywallRequest, skus: readonly string[], how: AdmitOptions): Promise<Gate> {
  const url = urlOf(desk, request)
  if (!isAhead(request)) {
    if (url.searchParams.has('farthing_purchase') || url.searchParams.has('farthing_token')) {
      return arrive(desk, request, url, skus)
    }
    const pending = await pendingOrder(desk, request, skus)
    if (pending !== undefined) return settle(desk, request, skus, pending.order, pending.token)
  }

  let grants = await readGrants(desk, request)
  const before = grants
  let notice = noticeOf(url)
  const counts = how.counts ?? true
  const now = desk.clock()
  for (const grant of candidates(grants, skus, now)) {
    // It is not let in without counting either: anyone can claim to be a prefetch.
    if (counts && grant.opens !== 'none' && !isAdmitted(grant, now) && isAhead(request)) continue
    const entry = await enter(desk, grant, counts, await browserOf(desk, request))
    if (entry.kind === 'open') {
      const renewed = entry.grant === grant ? [] : await grantHeaders(desk, withGrant(grants, entry.grant))
      const kept = entry.delivery === null ? [] : await admissionHeaders(desk, request, entry.grant)
      const headers = [...renewed, ...kept]
      const access = accessOf(entry.grant, now)
      return { kind: 'open', access, headers: [...privately, ...headers], delivery: entry.delivery }
    }
    if (entry.kind === 'ended') grants = withoutGrant(grants, grant)
    notice ??= entry.kind === 'ended' ? 'licence_ended' : 'unreachable'
  }
  const ended = before.filter((grant) => !grants.includes(grant)).map((grant) => grant.entitlement)
  const forgotten = forgetAdmissions(desk, request, ended)
  const changed = grants === before ? [] : [...(await grantHeaders(desk, grants)), ...forgotten]
  return { kind: 'shut', notice, headers: [...privately, ...changed] }
}

// Pages behind a paywall differ by reader, so no cache may keep them. The Referrer-Policy lets our own form send its
// Origin, and gives nothing to the logs of other sites.
const privately: HeaderList = [
  ['cache-control', 'private, no-store'],
  ['referrer-policy', 'same-origin'],
]

// Licences that cost no view come first, in whatever order the page names its SKUs.
function candidates(grants: readonly Grant[], skus: readonly string[], now: number): Grant[] {
  const fitting = skus.flatMap((sku) => grants.filter((grant) => grant.sku === sku))
  const costs = (grant: Grant) => Number(grant.opens === 'each' && !isAdmitted(grant, now))
  return fitting.sort((left, right) => costs(left) - costs(right))
}

// A browser that prefetches was not told to by its reader: no view is spent, and no token, since a token works once.
function isAhead(request: PaywallRequest): boolean {
  const purpose = `${request.headers.get('sec-purpose') ?? ''} ${request.headers.get('purpose') ?? ''}`
  return request.method === 'HEAD' || /prefetch|prerender/.test(purpose)
}

function noticeOf(url: URL): Notice | undefined {
  const notice = url.searchParams.get('farthing_notice')
  return notice !== null && isNotice(notice) ? notice : undefined
}

function accessOf(grant: Grant, now: number): Access {
  const { sku, entitlement, payer, endsAt, viewsLeft, admission } = grant
  return { sku, entitlement, payer, endsAt, viewsLeft, admission: isAdmitted(grant, now) ? admission : null }
}

function secondsOf(seconds: number): number {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= 86_400) return seconds
  throw new TypeError('admissionSeconds must be a whole number from 1 to 86400')
}
