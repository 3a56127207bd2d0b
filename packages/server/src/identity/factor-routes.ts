import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, passkeyScript, sayFor } from '../platform/html/index.ts'
import type { App } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { safeNext } from '../platform/http/origin.ts'
import { Problem } from '../platform/http/problems.ts'
import { FreeText } from '../platform/http/schemas.ts'
import type { Shown } from './factors/show.ts'
import { showFactor } from './factors/show.ts'
import { passkeyToShow } from './factors/passkeys.ts'
import { Field, hidden, refusalOf, withNext } from './forms.ts'
import { waysOf } from './fresh-login.ts'
import { forgetHalf, halfOf } from './half-sign-in.ts'
import type { FactorRefusal } from './pages/index.ts'
import { factorPage } from './pages/index.ts'
import { knownBrowser, knownCookie } from './known-browsers.ts'
import type { Surface } from './surface.ts'

/** What a browser made of a passkey, as JSON. */
export const PasskeyField = Type.Optional(FreeText(8_000))
const Form = Type.Object({ code: Field, passkey: PasskeyField, next: Field }, { additionalProperties: false })

/** The page between password and session: it asks for the second factor, and works without script. */
export function factorRoutes(app: App, deps: Deps, surface: Surface): void {
  const { paths, realm } = surface
  const nextOf = (next: string | undefined): string | undefined => nextIn(deps, surface, next)

  app.get(paths.factor, { schema: { ...hidden, querystring: Type.Object({ next: Field }) } }, (request, reply) =>
    show(deps, surface, request, reply, { next: nextOf(request.query.next), refusal: null }),
  )

  app.post(paths.factor, { schema: { ...hidden, body: Form } }, async (request, reply) => {
    const next = nextOf(request.body.next)
    const half = halfOf(deps, request, realm)
    if (half === undefined) return reply.redirect(withNext(paths.signIn, next), 303)
    const { id, bound, passwordHash } = half
    const mark = { user: id, passwordHash: passwordHash ?? '' }
    const browser = passwordHash === null ? undefined : knownBrowser(deps, request.cookies[knownCookie], mark)
    const holder = { realm, id }
    const person = await surface.personOf(request, id)
    try {
      const from = { address: networkOf(request.ip), browser }
      await showFactor(deps, shownIn(request.body), { holder, person, bound, what: 'factor', ...from })
      await surface.begin(request, reply, half)
      forgetHalf(reply, realm)
      return await reply.redirect(next ?? paths.home, 303)
    } catch (error) {
      const codes = ['factor_wrong', 'quota_exceeded', 'overloaded', 'sign_in_failed'] as const
      const refused = refusalOf(error, deps, reply, codes)
      return show(deps, surface, request, reply, { next, ...refused })
    }
  })

  app.post(`${paths.factor}/passkey`, { schema: hidden }, async (request) => {
    const half = halfOf(deps, request, realm)
    if (half === undefined) throw new Problem('signed_out', { detail: 'Sign in again.' })
    return passkeyToShow(deps, { realm, id: half.id }, half.bound)
  })
}

/** Where to go on to within the realm: the desk leads to the desk alone. */
export function nextIn(deps: Deps, { realm }: Pick<Surface, 'realm'>, text: string | undefined): string | undefined {
  const next = safeNext(deps, text)
  return realm === 'wallet' || /^\/desk(?:[/?#]|$)/.test(next ?? '') ? next : undefined
}

export const shownIn = ({ code = '', passkey = '' }: { readonly code?: string; readonly passkey?: string }): Shown =>
  passkey === '' ? { code } : { passkey }

type Facts = {
  readonly next: string | undefined
  readonly refusal: FactorRefusal | null
  readonly told?: string | null
}

async function show(deps: Deps, surface: Surface, request: FastifyRequest, reply: FastifyReply, facts: Facts) {
  const { paths, realm } = surface
  const half = halfOf(deps, request, realm)
  if (half === undefined) return reply.redirect(withNext(paths.signIn, facts.next), 303)
  const ways = await waysOf(deps, { realm, id: half.id })
  const page = factorPage({
    t: sayFor(request),
    ...facts,
    next: facts.next ?? null,
    action: paths.factor,
    signIn: paths.signIn,
    ways,
  })
  return reply.headers(scriptedHeaders(deps)).send(page)
}

/** Of pages that may ask the browser for a passkey. */
export const scriptedHeaders = (deps: Deps): Readonly<Record<string, string>> =>
  pageHeaders([], deps.config.publicUrl + passkeyScript.path, { connect: true })
