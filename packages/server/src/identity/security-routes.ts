import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Say } from '../platform/html/index.ts'
import { faultOf, isBlank, pastedCode } from '../platform/text.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { addFactor, removeFactor, renewRecoveryCodes } from './factors/change.ts'
import { hasPasskeys, passkeyToAdd, passkeyToShow, provenPasskey } from './factors/passkeys.ts'
import { qrCode } from './factors/qr.ts'
import { recoveryCodesLeft } from './factors/recovery-codes.ts'
import type { NewFactor } from './factors/store.ts'
import { factorsOf } from './factors/store.ts'
import { offerTotp, provenTotp } from './factors/totp.ts'
import { PasskeyField, scriptedHeaders, shownIn } from './factor-routes.ts'
import { Field, hidden, refusalOf, withNext, withReason } from './forms.ts'
import type { Signed } from './fresh-login.ts'
import { isFresh, showInPlace, waysOf } from './fresh-login.ts'
import type { SecurityView } from './pages/index.ts'
import { authenticatorPage, recoveryCodesPage, securityPage } from './pages/index.ts'
import type { Surface } from './surface.ts'

const closed = { additionalProperties: false } as const
const ConfirmForm = Type.Object({ code: Field, passkey: PasskeyField, password: Field }, closed)
const CodeForm = Type.Object({ code: Field }, closed)
const PasskeyForm = Type.Object({ passkey: PasskeyField, label: Field }, closed)
const FactorForm = Type.Object({ factor: Field }, closed)
const longestLabel = 60

/**
 * The page of somebody's own factors, recovery codes and sessions. Looking at it needs a session; whatever it changes
 * needs a fresh login, which is given on the same page.
 */
export function securityRoutes(app: App, deps: Deps, surface: Surface): void {
  const { security } = surface.paths
  app.get(security, { schema: hidden }, (request, reply) =>
    signedIn(deps, surface, request, reply, (who) => show(deps, surface, reply, who)),
  )
  confirmRoutes(app, deps, surface)
  addRoutes(app, deps, surface)
  app.post(`${security}/remove`, { schema: { ...hidden, body: FactorForm } }, (request, reply) =>
    freshly(deps, surface, request, reply, async (who) => {
      const factor = fromPublic('fac', request.body.factor ?? '')
      if (factor === undefined) throw new Problem('not_found')
      await removeFactor(deps, who.holder, factor, who.person)
      return show(deps, surface, reply, who, { done: 'removed' })
    }),
  )
  app.post(`${security}/recovery-codes`, { schema: hidden }, (request, reply) =>
    freshly(deps, surface, request, reply, async (who) => {
      if ((await factorsOf(deps, who.holder)).length === 0) throw new Problem('not_found')
      return showCodes(deps, reply, who, security, await renewRecoveryCodes(deps, who.holder, who.person))
    }),
  )
  app.post(`${security}/sign-out-others`, { schema: hidden }, (request, reply) =>
    freshly(deps, surface, request, reply, async (who) => {
      await inTransaction(deps.pool, (client) => surface.endOthers(client, who))
      return show(deps, surface, reply, who, { done: 'signedOut' })
    }),
  )
}

/** Shows once more who it is, in place. */
function confirmRoutes(app: App, deps: Deps, surface: Surface): void {
  const { security } = surface.paths
  app.post(`${security}/confirm`, { schema: { ...hidden, body: ConfirmForm } }, (request, reply) =>
    signedIn(deps, surface, request, reply, async (who) => {
      const { password } = request.body
      const shown = password === undefined ? shownIn(request.body) : { password }
      try {
        await showInPlace(deps, who, shown, { address: networkOf(request.ip) })
        return await reply.redirect(security, 303)
      } catch (error) {
        const codes = ['factor_wrong', 'password_wrong', 'quota_exceeded', 'overloaded'] as const
        const { refusal, told } = refusalOf(error, deps, reply, codes)
        return show(deps, surface, reply, who, { refusal, told })
      }
    }),
  )
  app.post(`${security}/confirm/passkey`, { schema: hidden }, async (request) => {
    const { holder, session } = await mustBeSigned(surface, request)
    return passkeyToShow(deps, holder, session)
  })
}

function addRoutes(app: App, deps: Deps, surface: Surface): void {
  const { security } = surface.paths
  const act = (request: FastifyRequest, reply: FastifyReply, done: (who: Signed) => Promise<unknown>) =>
    freshly(deps, surface, request, reply, done)
  app.post(`${security}/app`, { schema: hidden }, (request, reply) =>
    act(request, reply, (who) => showOffer(deps, surface, reply, who, false)),
  )
  app.post(`${security}/app/confirm`, { schema: { ...hidden, body: CodeForm } }, (request, reply) =>
    act(request, reply, async (who) => {
      const factor = await provenTotp(deps, who.session, pastedCode(request.body.code ?? ''))
      if (factor === undefined) return showOffer(deps, surface, reply.code(422), who, true)
      return add(deps, surface, reply, who, factor)
    }),
  )
  app.post(`${security}/passkey/options`, { schema: hidden }, async (request) => {
    const who = await mustBeSigned(surface, request)
    if (!isFresh(deps, who) || !(await surface.mayHaveFactors(who)) || !hasPasskeys(deps))
      throw new Problem('fresh_login_needed', { detail: 'Nothing was done.' })
    return passkeyToAdd(deps, who.holder, who.session, who.person.login)
  })
  app.post(`${security}/passkey`, { schema: { ...hidden, body: PasskeyForm } }, (request, reply) =>
    act(request, reply, async (who) => {
      const { passkey = '', label = '' } = request.body
      const factor = await provenPasskey(deps, who.session, passkey, labelOf(who.person.t, label))
      if (factor === undefined) return show(deps, surface, reply.code(422), who, { refusal: 'passkey_failed' })
      return add(deps, surface, reply, who, factor)
    }),
  )
}

async function add(deps: Deps, surface: Surface, reply: FastifyReply, who: Signed, factor: NewFactor) {
  const endOthers = (client: Parameters<Surface['endOthers']>[0]) => surface.endOthers(client, who)
  const codes = await addFactor(deps, who.holder, factor, { person: who.person, endOthers })
  if (codes === undefined) return show(deps, surface, reply, who, { done: 'added' })
  return showCodes(deps, reply, who, surface.paths.security, codes)
}

/** What a passkey is called, as its holder typed it; blank or strange: by its kind. */
export function labelOf(t: Say, text: string): string {
  const label = text.trim().normalize().slice(0, longestLabel)
  const isGood = !isBlank(label) && faultOf(label, { lines: false }) === undefined
  return isGood ? label : t('pages.security.passkey')
}

type Answer = FastifyReply | Promise<unknown>

/** For whoever is signed in and may have factors. Others are sent to the sign-in, or find nothing. */
async function signedIn(
  deps: Deps,
  surface: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  done: (who: Signed) => Answer,
) {
  const { signIn, security } = surface.paths
  const who = await surface.signed(request)
  if (who === undefined) return reply.redirect(withReason(withNext(signIn, security), 'signed_out'), 303)
  if (!(await surface.mayHaveFactors(who))) throw new Problem('not_found')
  return done(who)
}

async function mustBeSigned(surface: Surface, request: FastifyRequest): Promise<Signed> {
  const who = await surface.signed(request)
  if (who === undefined) throw new Problem('signed_out', { detail: 'Sign in and try again. Nothing was done.' })
  return who
}

/** The same, shown freshly. Who has not, is asked on the page, and nothing is done. */
const freshly = (
  deps: Deps,
  surface: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  done: (who: Signed) => Answer,
) =>
  signedIn(deps, surface, request, reply, (who) =>
    isFresh(deps, who) ? done(who) : show(deps, surface, reply.code(403), who, { refusal: 'fresh_login_needed' }),
  )

type Facts = Partial<Pick<SecurityView, 'refusal' | 'told' | 'done'>>

async function show(deps: Deps, surface: Surface, reply: FastifyReply, who: Signed, facts: Facts = {}) {
  const { holder, person } = who
  const [factors, codesLeft, sessions, ways] = await Promise.all([
    factorsOf(deps, holder),
    recoveryCodesLeft(deps, holder),
    surface.sessionsOf(who),
    waysOf(deps, holder),
  ])
  const page = securityPage({
    refusal: null,
    told: null,
    done: null,
    ...facts,
    paths: surface.paths,
    realm: surface.realm,
    t: person.t,
    email: person.login,
    timeZone: person.timeZone,
    isFresh: isFresh(deps, who),
    ways,
    canPasskeys: hasPasskeys(deps),
    factors: factors.map((each) => ({ ...each, id: toPublic('fac', each.id) })),
    codesLeft,
    sessions: sessions.map((each) => ({ ...each, isThis: each.id === who.session })),
  })
  return reply.headers(scriptedHeaders(deps)).send(page)
}

async function showOffer(deps: Deps, surface: Surface, reply: FastifyReply, who: Signed, isWrong: boolean) {
  const { security } = surface.paths
  const { t } = who.person
  const { secret, uri } = await offerTotp(deps, who.session, who.person.login)
  const qr = qrCode(uri, t('pages.authenticator.picture'))
  const view = { t, action: `${security}/app/confirm`, back: security, secret, qr, isWrong }
  return reply.headers(scriptedHeaders(deps)).send(authenticatorPage(view))
}

function showCodes(deps: Deps, reply: FastifyReply, { person }: Signed, next: string, codes: readonly string[]) {
  return reply.headers(scriptedHeaders(deps)).send(recoveryCodesPage({ t: person.t, codes, next }))
}
