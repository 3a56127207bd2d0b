// The route table, as the server itself has it: what is not in the OpenAPI document is pages and files. Each route that
// changes something refuses other origins; each that is read answers HEAD as GET. A route that stands in no table fails.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aRequest, aSale } from '../console/fixtures.ts'
import type { Routes } from '../platform/http/app.ts'
import { anApp, codeOf, TestAuthenticator } from '../identity/factor-fixtures.ts'
import { aStaff } from '../desk/fixtures.ts'
import { hashPassword, sendInvitation } from '../identity/index.ts'
import { secretIn } from '../identity/form-fixtures.ts'
import { setStaffPassword } from '../staff/index.ts'
import { aDeskLink, aLetterCode, aUser, signedInHeaders } from '../identity/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { buildApp } from '../platform/http/app.ts'
import { routesOf } from '../platform/room.ts'
import { pageStyle } from '../platform/html/index.ts'
import { addressSearch, stopSearch } from '../notice/fixtures.ts'
import { readMails } from '../platform/mail.ts'
import { approvalForm } from '../purchase/http-fixtures.ts'
import { rooms } from '../rooms.ts'
import { logTables } from './calls-fixtures.ts'
import type { Answer, World } from './world-fixtures.ts'
import { aContractWorld } from './world-fixtures.ts'

type Headers = Readonly<Record<string, string>>
type Press = {
  readonly params?: Readonly<Record<string, string>>
  /** Of a link that was sent by mail, with its `?`. */
  readonly search?: string
  readonly fields: Readonly<Record<string, string>>
  /** A cookie, where the form needs one. */
  readonly cookie?: string
}
type Form = {
  /** Presses its button well; made anew for each use. */
  press(world: World): Press | Promise<Press>
  /** What a good press answers. */
  readonly status: number
  /** What it answers to a browser without the cookie; left out: it needs none. */
  readonly signedOut?: number
  /** What it answers to the cookie of somebody else. */
  readonly another?: number
  /** It is allowed by a proof in its address alone, and so may be asked from anywhere. */
  readonly signed?: true
}

const reference = (world: World) => ({ item: song(world), reference: world.unique('page') })
const song = (world: World) => ({
  sku: world.unique('song'),
  title: 'Eels',
  price: { amount: '0.01', currency: 'USD' },
})
const cookieOf = (world: World) => world.buyer.headers.cookie
const ofRequest =
  (fields: (world: World, purchase: string) => Promise<Press['fields']> | Press['fields']) =>
  async (world: World): Promise<Press> => {
    const purchase = await aRequest(world.vendor, reference(world))
    return { params: { purchase }, fields: await fields(world, purchase), cookie: cookieOf(world) }
  }
const ofSale = async (world: World): Promise<Press> => {
  const purchase = await aSale(world.provider, world.vendor, world.buyer, reference(world))
  return { params: { purchase }, fields: {}, cookie: cookieOf(world) }
}
const password = 'a wren in the hedge'

/** Signs up as far as the page that asks for the code. */
async function signingUp(world: World): Promise<{ cookie: string; code: string; link: string }> {
  const email = `${world.unique('grace')}@example.org`
  const fields = { name: 'Grace', email, password }
  const cookie = await cookieAfter(world, '/sign-up', fields)
  const text = (await readMails(world.provider.deps)).find((mail) => mail.to === email)?.text ?? ''
  return {
    cookie,
    code: /(\d{3}) (\d{3})/.exec(text)?.slice(1).join('') ?? '',
    link: new URL(/http:\S+verify-email\S+/.exec(text)?.[0] ?? 'x:').searchParams.get('link') ?? '',
  }
}
async function cookieAfter(world: World, url: string, fields: Press['fields']): Promise<string> {
  const answer = await post(world, url, { fields }, fromUs(world))
  return (answer.headers['set-cookie'] ?? '').split(';')[0] ?? ''
}

type Realm = 'wallet' | 'desk'
type WithApp = { readonly email: string; readonly code: string; readonly cookie: string }

/** Somebody with an authenticator app, signed in just now, of a vendor's team or at the desk. */
const withApp: Record<Realm, (world: World, password?: string) => Promise<WithApp>> = {
  async wallet({ provider }, password) {
    const owner = await aUser(provider, password === undefined ? {} : { password })
    await aVendor(provider, { owner })
    const secret = await anApp(provider, owner.user)
    return { email: owner.email, code: await codeOf(provider, secret), cookie: owner.headers.cookie }
  },
  async desk({ provider }, password) {
    const { staff, email, headers } = await aStaff(provider)
    const secret = await anApp(provider, staff, 'desk')
    if (password !== undefined)
      await setStaffPassword(provider.deps, staff, await hashPassword(provider.deps, password))
    return { email, code: await codeOf(provider, secret), cookie: headers.cookie }
  },
}
const paths = {
  wallet: { signIn: '/sign-in', security: '/security' },
  desk: { signIn: '/desk/sign-in', security: '/desk/security' },
} as const
/** As far as their password. */
async function halfOf(world: World, realm: Realm): Promise<{ cookie: string; code: string }> {
  const { email, code } = await withApp[realm](world, password)
  return { cookie: await cookieAfter(world, paths[realm].signIn, { email, password }), code }
}
const asked = async (world: World, url: string, cookie: string) =>
  (await post(world, url, { fields: {}, cookie }, fromUs(world))).json as unknown as { readonly challenge: string }

/** What stands between password and session, and the page of somebody's own factors. */
function factorForms(realm: Realm): Record<string, Form> {
  const { signIn, security } = paths[realm]
  const pressed = async (world: World) => ({ fields: {}, cookie: (await withApp[realm](world)).cookie })
  const button = { press: pressed, status: 200, signedOut: 303 }
  return {
    [`${signIn}/factor`]: {
      async press(world) {
        const { cookie, code } = await halfOf(world, realm)
        return { fields: { code }, cookie }
      },
      status: 303,
      signedOut: 303,
    },
    [`${signIn}/factor/passkey`]: {
      press: async (world) => ({ fields: {}, cookie: (await halfOf(world, realm)).cookie }),
      status: 200,
      signedOut: 401,
    },
    [`${security}/app`]: button,
    [`${security}/app/confirm`]: {
      async press(world) {
        const { cookie } = await withApp[realm](world)
        const { text } = await post(world, `${security}/app`, { fields: {}, cookie }, fromUs(world))
        return { fields: { code: await codeOf(world.provider, secretIn({ body: text })) }, cookie }
      },
      status: 200,
      signedOut: 303,
    },
    [`${security}/passkey/options`]: { press: pressed, status: 200, signedOut: 401 },
    [`${security}/passkey`]: {
      async press(world) {
        const { cookie } = await withApp[realm](world)
        const challenge = await asked(world, `${security}/passkey/options`, cookie)
        return { fields: { passkey: new TestAuthenticator(world.provider).make(challenge), label: 'Phone' }, cookie }
      },
      status: 200,
      signedOut: 303,
    },
    [`${security}/confirm`]: {
      async press(world) {
        const { cookie, code } = await withApp[realm](world)
        return { fields: { code }, cookie }
      },
      status: 303,
      signedOut: 303,
    },
    [`${security}/confirm/passkey`]: { press: pressed, status: 200, signedOut: 401 },
    [`${security}/remove`]: {
      async press(world) {
        const { cookie } = await withApp[realm](world)
        await post(world, `${security}/passkey`, await aPasskeyOf(world, security, cookie), fromUs(world))
        const { text } = await world.send({ method: 'GET', url: security, headers: { cookie } })
        return { fields: { factor: /value="(fac_\w+)"/.exec(text)?.[1] ?? '' }, cookie }
      },
      status: 200,
      signedOut: 303,
    },
    [`${security}/recovery-codes`]: button,
    [`${security}/sign-out-others`]: button,
  }
}
async function aPasskeyOf(world: World, security: string, cookie: string): Promise<Press> {
  const challenge = await asked(world, `${security}/passkey/options`, cookie)
  return { fields: { passkey: new TestAuthenticator(world.provider).make(challenge), label: 'Key' }, cookie }
}

/** An invitation, as far as the page that sets up a second factor. */
async function invitation(world: World): Promise<{ link: string; cookie: string; secret: string }> {
  const { staff } = await aStaff(world.provider)
  const link = new URL(await sendInvitation(world.provider.deps, staff)).searchParams.get('link') ?? ''
  const fields = { link, name: 'Rui Abreu', password }
  const answer = await post(world, '/desk/invitation', { fields }, fromUs(world))
  return {
    link,
    cookie: (answer.headers['set-cookie'] ?? '').split(';')[0] ?? '',
    secret: secretIn({ body: answer.text }),
  }
}
const deskForms: Record<string, Form> = {
  '/desk/sign-in': { press: () => ({ fields: { email: 'nobody@example.org', password } }), status: 401 },
  '/desk/sign-out': {
    press: async (world) => ({ fields: {}, cookie: (await withApp.desk(world)).cookie }),
    status: 200,
  },
  '/desk/invitation': {
    async press(world) {
      const { staff } = await aStaff(world.provider)
      const link = new URL(await sendInvitation(world.provider.deps, staff)).searchParams.get('link') ?? ''
      return { fields: { link, name: 'Rui Abreu', password } }
    },
    status: 200,
  },
  '/desk/invitation/app': {
    async press(world) {
      const { cookie, secret } = await invitation(world)
      return { fields: { code: await codeOf(world.provider, secret) }, cookie }
    },
    status: 200,
    signedOut: 410,
  },
  '/desk/invitation/passkey/options': {
    press: async (world) => ({ fields: {}, cookie: (await invitation(world)).cookie }),
    status: 200,
    signedOut: 404,
  },
  '/desk/invitation/passkey': {
    press: async (world) => aPasskeyOf(world, '/desk/invitation', (await invitation(world)).cookie),
    status: 200,
    signedOut: 410,
  },
}

/** What changes something and is not in the document. */
const forms: Readonly<Record<string, Form>> = {
  '/sign-up': {
    press: (world) => ({ fields: { name: 'Grace', email: `${world.unique('g')}@example.org`, password } }),
    status: 303,
  },
  '/sign-in': { press: () => ({ fields: { email: 'nobody@example.org', password } }), status: 401 },
  ...factorForms('wallet'),
  ...factorForms('desk'),
  ...deskForms,
  '/sign-out': {
    press: async (world) => ({ fields: {}, cookie: (await signedInHeaders(world.provider, world.buyer.user)).cookie }),
    status: 200,
  },
  '/verify-email': {
    async press(world) {
      const { cookie, code } = await signingUp(world)
      return { fields: { code }, cookie }
    },
    status: 200,
    signedOut: 303,
  },
  '/verify-email/resend': {
    press: async (world) => ({ fields: {}, cookie: (await signingUp(world)).cookie }),
    status: 200,
    signedOut: 303,
  },
  '/open': {
    async press(world) {
      const link = await aDeskLink(world.provider, `${world.unique('maud')}@example.org`)
      return { fields: { link, password } }
    },
    status: 303,
  },
  '/letter': {
    press: async (world) => ({ fields: { code: await aLetterCode(world.provider), password } }),
    status: 200,
  },
  '/forgot-password': { press: (world) => ({ fields: { email: world.buyer.email } }), status: 303 },
  '/reset-password': {
    async press(world) {
      const { email } = await aUser(world.provider)
      const cookie = await cookieAfter(world, '/forgot-password', { email })
      const text = (await readMails(world.provider.deps)).find((mail) => mail.to === email)?.text ?? ''
      return { fields: { code: /code (\d{4} \d{4})/.exec(text)?.[1] ?? '', password }, cookie }
    },
    status: 303,
    signedOut: 410,
  },
  '/c/:purchase/approve': {
    press: ofRequest(async ({ provider, buyer }, purchase) => ({ ...(await approvalForm(provider, buyer, purchase)) })),
    status: 303,
    signedOut: 401,
  },
  '/c/:purchase/redeem': {
    press: ofRequest(async (world) => ({ attempt: world.unique('attempt'), code: await world.voucher() })),
    status: 200,
    signedOut: 401,
  },
  '/c/:purchase/cancel': { press: ofRequest(() => ({})), status: 303 },
  '/c/:purchase/return': { press: ofSale, status: 303, signedOut: 401, another: 409 },
  '/c/:purchase/open': { press: ofSale, status: 303, signedOut: 401, another: 409 },
  '/notices/stop': {
    press: (world) => ({ search: stopSearch(world.provider, world.buyer), fields: {} }),
    status: 200,
    signed: true,
  },
  '/notices/address': {
    press: async (world) => ({ search: await addressSearch(world.provider, await aUser(world.provider)), fields: {} }),
    status: 200,
  },
}

/** What is read and is not in the document: where it is, and with which cookie it does most. */
const pages: Readonly<
  Record<string, (world: World) => Promise<readonly [string, string?]> | readonly [string, string?]>
> = {
  '/': () => ['/'],
  '/healthz': () => ['/healthz'],
  '/problems': () => ['/problems'],
  '/problems/:code': () => ['/problems/not_found'],
  '/sign-in': () => ['/sign-in?next=%2Fwallet'],
  '/sign-in/factor': async (world) => ['/sign-in/factor', (await halfOf(world, 'wallet')).cookie],
  '/security': async (world) => ['/security', (await withApp.wallet(world)).cookie],
  '/desk/sign-in': () => ['/desk/sign-in'],
  '/desk/sign-in/factor': async (world) => ['/desk/sign-in/factor', (await halfOf(world, 'desk')).cookie],
  '/desk/security': async (world) => ['/desk/security', (await withApp.desk(world)).cookie],
  '/desk/invitation': async (world) => [`/desk/invitation?link=${(await invitation(world)).link}`],
  '/sign-up': () => ['/sign-up'],
  '/open': async (world) => [`/open?link=${await aDeskLink(world.provider, `${world.unique('m')}@example.org`)}`],
  '/letter': () => ['/letter'],
  '/forgot-password': () => ['/forgot-password'],
  '/reset-password': () => ['/reset-password'],
  async '/verify-email'(world) {
    const { cookie, link } = await signingUp(world)
    return [`/verify-email?link=${encodeURIComponent(link)}`, cookie]
  },
  '/c/:purchase': async (world) => [`/c/${await aRequest(world.vendor, reference(world))}`, cookieOf(world)],
  '/notices/stop': (world) => [`/notices/stop${stopSearch(world.provider, world.buyer)}`],
  '/notices/address': async (world) => [
    `/notices/address${await addressSearch(world.provider, await aUser(world.provider))}`,
  ],
  '/dev/mail': () => ['/dev/mail'],
  async '/dev/mail/:id'(world) {
    await signingUp(world)
    return [`/dev/mail/${(await readMails(world.provider.deps))[0]?.id ?? ''}`]
  },
  // Not of a room: files, and what describes the API.
  '/openapi.json': () => ['/openapi.json'],
  '/docs': () => ['/docs/'],
  '/favicon.ico': () => ['/favicon.ico'],
  [pageStyle.path]: () => [pageStyle.path],
}

let world: World
let table: { readonly method: string; readonly url: string; readonly documented: boolean }[]
let printed: string
beforeAll(async () => {
  world = await aContractWorld({ FARTHING_RATE_LIMIT_REQUESTS: '1000000' })
  table = []
  const listing: Routes = (app) =>
    app.addHook('onRoute', ({ method, url, schema }) => {
      const documented = (schema as { hide?: boolean } | undefined)?.hide !== true
      for (const each of [method].flat()) table.push({ method: each, url, documented })
    })
  const app = await buildApp(world.provider.deps, [listing, ...routesOf(rooms)])
  printed = app.printRoutes({ commonPrefix: false })
  await app.close()
})
afterAll(() => world.close())

const fromUs = ({ provider }: World): Headers => ({ origin: provider.deps.config.publicUrl })
const urlOf = (url: string, { params = {}, search = '' }: Press) =>
  url.replaceAll(/:(\w+)/g, (_, name: string) => params[name] ?? 'none') + search

/** Posts a form as a browser does. */
async function post(to: World, url: string, { fields, cookie, ...press }: Press, headers: Headers): Promise<Answer> {
  return to.send({
    method: 'POST',
    url: urlOf(url, { fields, ...press }),
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie !== undefined && { cookie }),
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })
}

async function changingNothing<T>(act: () => Promise<T>, without: readonly string[] = []): Promise<T> {
  const before = await world.fingerprint(without)
  const result = await act()
  expect((await world.fingerprint(without)).split('\n')).toEqual(before.split('\n'))
  return result
}

test('every route stands in the document, or in a table here', () => {
  const changing = table.filter(({ method, documented }) => !documented && !['GET', 'HEAD', 'OPTIONS'].includes(method))
  expect(changing.map(({ method, url }) => `${method} ${url}`).sort(), 'Give each a good press in `forms`.').toEqual(
    Object.keys(forms)
      .map((url) => `POST ${url}`)
      .sort(),
  )
  const read = table.filter(({ method, documented }) => !documented && method === 'GET').map(({ url }) => url)
  expect(
    read.filter((url) => !(url in pages)),
    'Say in `pages` where each is.',
  ).toEqual([])
  expect(table.filter(({ method }) => method === 'GET').length).toBe(
    table.filter(({ method }) => method === 'HEAD').length,
  )
})

test('nothing that changes something is served beside the rooms', () => {
  const changes = (method: string) => !['GET', 'HEAD', 'OPTIONS'].includes(method)
  const inAll = [...printed.matchAll(/\(([A-Z, ]+)\)/g)]
    .flatMap(([, methods = '']) => methods.split(', '))
    .filter(changes)
  expect(inAll.length).toBe(table.filter(({ method }) => changes(method)).length)
})

describe.each(Object.entries(forms))('POST %s', (url, form) => {
  test('T20: is pressed on pages of ours alone, or with a proof in its address', async () => {
    const press = await form.press(world)
    if (form.signed === true) {
      const wrong = { ...press, search: `${press.search ?? ''}x` }
      await changingNothing(async () => expect((await post(world, url, wrong, fromUs(world))).status).toBe(410))
      expect((await post(world, url, press, { origin: 'https://mail.example' })).status).toBe(form.status)
      return
    }
    await changingNothing(async () => {
      for (const from of [
        { origin: 'https://evil.example' },
        { origin: 'null' },
        { origin: 'http://wallet.localhost:4400.evil.example' },
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        {},
      ]) {
        const answer = await post(world, url, press, from)
        expect([answer.status, answer.headers['set-cookie']]).toEqual([403, undefined])
        expect(answer.text).toContain('This came from another site')
      }
    })
    expect((await post(world, url, press, fromUs(world))).status).toBe(form.status)
  })

  if (form.signedOut !== undefined)
    test('moves nothing for a browser that shows nobody, or another', async () => {
      const { cookie: _, ...press } = await form.press(world)
      await changingNothing(async () => {
        expect((await post(world, url, press, fromUs(world))).status).toBe(form.signedOut)
      })
      if (form.another === undefined) return
      const another = { ...press, cookie: world.stranger.headers.cookie }
      const answer = await changingNothing(() => post(world, url, another, fromUs(world)), logTables)
      expect(answer.status).toBe(form.another)
    })

  if (url.includes(':'))
    test('knows no purchase that is not there', async () => {
      const press = await form.press(world)
      await changingNothing(async () => {
        for (const purchase of ['txn_01k9vq3m2r8tqd4s0c5w7x9y2z', 'nonsense'])
          expect((await post(world, url, { ...press, params: { purchase } }, fromUs(world))).status).toBe(404)
      }, logTables)
    })
})

describe.each(Object.entries(pages))('GET %s', (_, where) => {
  test('HEAD answers as GET, without the body, and changes nothing', async () => {
    const [url, cookie] = await where(world)
    const headers: Headers = { accept: 'text/html', ...(cookie !== undefined && { cookie }) }
    const head = await changingNothing(() => world.send({ method: 'HEAD', url, headers }))
    expect(head.text).toBe('')
    expect(head.status).toBeLessThan(400)
    // The link of a mail proves the address that it went to, which HEAD does not.
    if (url.includes('link=')) return
    const page = await world.send({ method: 'GET', url, headers })
    expect([page.status, compared(page.headers)]).toEqual([head.status, compared(head.headers)])
  })
})

/** What HEAD and GET have in common. */
function compared(headers: Headers) {
  const ofOneAnswer = ['date', 'request-id', 'ratelimit', 'transfer-encoding', 'connection', 'keep-alive']
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ofOneAnswer.includes(name)))
}
