import { detail, keys } from './console-facts.ts'
import type { Answer } from './answer.ts'
import { deskAnswer } from './desk-answers.ts'
import { money } from './money.ts'
import type { Scene, SceneName } from './scenes.ts'
import { id, now } from './wallet-facts.ts'

type Asked = { scene: Scene; url: URL; body: Record<string, unknown>; at: readonly string[] }
type Route = [method: string, path: RegExp, answer: (asked: Asked) => Answer]

const pageSize = 100

const ok = (body: unknown): Answer => ({ status: 200, body })
const problem = (status: number, code: string, title: string): Answer => ({
  status,
  body: { type: `http://stand-in/problems/${code}`, title, status, detail: '', code, request_id: 'req_01k9vq3m2r' },
})

const vendor = '/api/console/[^/]+'
const routes: Route[] = [
  ['GET', /^\/api\/wallet\/session$/, ({ scene }) => ok(scene.session)],
  ['GET', /^\/api\/wallet\/home$/, ({ scene }) => ok(scene.home)],
  ['GET', /^\/api\/wallet\/library$/, library],
  [
    'POST',
    /^\/api\/wallet\/library\/[^/]+\/open$/,
    ({ url }) => ok({ url: url.pathname.replace(/.*library\//, '/vendor/') }),
  ],
  ['GET', /^\/api\/wallet\/history$/, history],
  ['GET', /^\/api\/wallet\/purchases\/[^/]+$/, ({ scene }) => ok(scene.receipt)],
  ['POST', /^\/api\/wallet\/vouchers\/redeem$/, redeem],
  ['GET', /^\/api\/wallet\/issues$/, ({ scene }) => ok({ data: scene.issues })],
  ['GET', /^\/api\/wallet\/issues\/[^/]+\/record$/, () => ok({ record: 'eyJhbGciOiJFZERTQSJ9.e30.c2lnbmVk' })],
  ['GET', /^\/api\/wallet\/looks$/, ({ scene }) => ok({ data: scene.looks, next_cursor: null })],
  ['GET', /^\/api\/wallet\/limits$/, ({ scene }) => ok({ limits: scene.limits })],
  ['PUT', /^\/api\/wallet\/limits$/, setLimit],
  ['PUT', /^\/api\/wallet\/time-zone$/, setTimeZone],
  ['PUT', /^\/api\/wallet\/password$/, setPassword],
  ['GET', /^\/api\/wallet\/notices$/, ({ scene }) => ok(scene.notices)],
  ['PUT', /^\/api\/wallet\/notices$/, chooseNotices],
  ['POST', /^\/api\/wallet\/notices\/confirm-address$/, () => ok({ sent: true })],
  ['GET', /^\/api\/wallet\/notices\/sent$/, ({ scene, url }) => page(scene.told, url)],
  ['GET', /^\/api\/console\/vendors$/, ({ scene }) => ok({ data: scene.session.vendors })],
  [
    'GET',
    new RegExp(`^${vendor}/overview$`),
    ({ scene, url }) => ok(scene.overview(Number(url.searchParams.get('days') ?? '30'))),
  ],
  ['GET', new RegExp(`^${vendor}/sales$`), sales],
  ['GET', new RegExp(`^${vendor}/sales/([^/]+)$`), ({ scene, at }) => oneSale(scene, at[1])],
  ['POST', new RegExp(`^${vendor}/sales/([^/]+)/(refund|capture|void)$`), change],
  ['GET', new RegExp(`^${vendor}/keys$`), ({ scene }) => ok({ data: scene.keys })],
  ['POST', new RegExp(`^${vendor}/keys$`), newKey],
  ['POST', new RegExp(`^${vendor}/keys/[^/]+/revoke$`), () => ok(keys[1])],
  ['GET', new RegExp(`^${vendor}/sites$`), ({ scene }) => ok({ data: scene.sites })],
  ['POST', new RegExp(`^${vendor}/sites$`), ({ scene, body }) => addSite(scene, String(body['url']))],
]

/** What the provider would say; in the scene `refusing` it knows who is signed in and fails at all else. */
export function answer(scene: Scene, name: SceneName, method: string, url: URL, sent: unknown): Answer {
  if (name === 'signed-out') return problem(401, 'signed_out', 'Nobody is signed in')
  if (name === 'refusing' && !url.pathname.endsWith('/session'))
    return problem(500, 'internal', 'Something broke on our side')
  const atDesk = url.pathname.startsWith('/api/desk/') ? deskAnswer(name, method, url) : undefined
  if (atDesk !== undefined) return atDesk
  const body = typeof sent === 'object' && sent !== null ? Object.fromEntries(Object.entries(sent)) : {}
  const writes = method !== 'GET' && !/\/(open|password|notices|confirm-address)$/.test(url.pathname)
  if (writes && !/^att_[0-9a-z]{26}$/.test(String(body['attempt'])))
    return problem(422, 'invalid_request', 'The attempt is missing')
  for (const [wanted, path, say] of routes) {
    const at = wanted === method ? path.exec(url.pathname) : null
    if (at !== null) return say({ scene, url, body, at: [...at] })
  }
  return problem(404, 'not_found', 'There is nothing here')
}

function library({ scene, url }: Asked): Answer {
  const { q, vendor: wanted, kind } = words(url)
  const data = scene.library
    .filter(({ item_title }) => q === undefined || item_title.toLowerCase().includes(q.toLowerCase()))
    .filter((item) => wanted === undefined || item.vendor.id === wanted)
    .filter((item) => kind === undefined || item.item_kind === kind)
  const { vendors } = scene
  return ok({ data, vendors, kinds: vendors.length === 0 ? [] : ['content', 'goods', 'service'] })
}

function history({ scene, url }: Asked): Answer {
  const { q, kind } = words(url)
  const fit = scene.movements
    .filter(({ title }) => q === undefined || title.toLowerCase().includes(q.toLowerCase()))
    .filter((movement) => kind === undefined || movement.kind === kind)
  return page(fit, url)
}

function sales({ scene, url }: Asked): Answer {
  const { q, status, sort = '-at' } = words(url)
  const fit = scene.sales
    .filter(({ item_title }) => q === undefined || item_title.toLowerCase().includes(q.toLowerCase()))
    .filter((sale) => status === undefined || sale.status === status)
  if (/price$/.test(sort)) fit.sort((one, other) => Number(one.price.amount) - Number(other.price.amount))
  if (sort === '-price' || sort === 'at') fit.reverse()
  return page(fit, url)
}

function page(all: readonly unknown[], url: URL): Answer {
  const from = Number(url.searchParams.get('cursor') ?? '0')
  const next = from + pageSize
  return ok({ data: all.slice(from, next), next_cursor: next < all.length ? String(next) : null })
}

function oneSale(scene: Scene, txn: string | undefined): Answer {
  const found = scene.sales.find((sale) => sale.id === txn)
  return found ? ok(detail(found)) : problem(404, 'not_found', 'There is nothing here')
}

function change({ scene, at }: Asked): Answer {
  const found = scene.sales.find((sale) => sale.id === at[1])
  if (!found) return problem(404, 'not_found', 'There is nothing here')
  if (at[2] === 'refund') Object.assign(found, { refunded: found.captured, net: money(0n) })
  if (at[2] === 'capture') Object.assign(found, { status: 'captured', captured: found.price, net: found.price })
  if (at[2] === 'void') found.status = 'voided'
  return ok(detail(found))
}

function redeem({ scene, body }: Asked): Answer {
  if (body['code'] === '00000-00000-00000-00000-00000')
    return problem(404, 'voucher_unknown', 'There is no such voucher')
  const amount = money(10_000_000n)
  scene.issues = [
    ...scene.issues,
    { id: id('iss', 2), amount, issued_at: now.toISOString(), method: 'voucher', reversed_at: null },
  ]
  return ok({ amount, wallet: 'USD', issue: id('iss', 2) })
}

function setLimit({ scene, body }: Asked): Answer {
  const max = body['max']
  if (typeof max === 'object' && max !== null && 'amount' in max && !/^\d+(\.\d{1,6})?$/.test(String(max.amount)))
    return problem(422, 'invalid_request', 'The request is not valid')
  scene.limits = scene.limits.map((limit) =>
    limit.period === body['period']
      ? { ...limit, max: max === null ? null : money(9_000_000n), sentence: 'At most 900 tokens · $9.' }
      : limit,
  )
  return ok({ limits: scene.limits })
}

function chooseNotices({ scene, body }: Asked): Answer {
  const receipts = (['each', 'daily', 'none'] as const).find((each) => each === body['receipts'])
  if (receipts === undefined) return problem(422, 'invalid_request', 'The request is not valid')
  scene.notices = { ...scene.notices, receipts }
  return ok(scene.notices)
}

function setTimeZone({ scene, body }: Asked): Answer {
  const zone = String(body['time_zone'])
  scene.session = { ...scene.session, account: { ...scene.session.account, time_zone: zone } }
  return ok({ time_zone: zone })
}

function setPassword({ body }: Asked): Answer {
  if (body['current_password'] !== 'a wren in the hedge')
    return problem(403, 'password_wrong', 'This is not the password')
  const { status, body: said } = problem(422, 'invalid_request', 'The request is not valid')
  if (String(body['new_password']).length >= 10) return ok({ changed: true })
  const detail = 'This has fewer than 10 characters. Your password is as it was. Make it longer.'
  return { status, body: { ...(said as object), param: 'new_password', detail } }
}

function newKey({ scene, body }: Asked): Answer {
  if (scene.keyAttempts.has(body['attempt'])) return ok({ ...scene.keys[0], secret: null })
  scene.keyAttempts.add(body['attempt'])
  const made = {
    id: id('key', 3),
    mode: body['mode'] === 'test' ? ('test' as const) : ('live' as const),
    label: String(body['label']),
    last4: 'Zz09',
    created_at: now.toISOString(),
    revoked_at: null,
  }
  scene.keys = [made, ...scene.keys]
  return ok({ ...made, secret: 'sk_live_4Q0f8mXr2VbYp7WcK1nD3eTzHs6LgJaU' })
}

function addSite(scene: Scene, url: string): Answer {
  scene.sites = [...scene.sites, { url }]
  return ok({ data: scene.sites })
}

const words = (url: URL): Record<string, string | undefined> => Object.fromEntries(url.searchParams)
