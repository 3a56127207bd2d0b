import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { App } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { sha256 } from '../platform/secrets.ts'
import { pastedCode } from '../platform/text.ts'
import { invitedBy, staffPerson } from '../staff/index.ts'
import { PasskeyField, scriptedHeaders } from './factor-routes.ts'
import { hasPasskeys, passkeyToAdd, provenPasskey } from './factors/passkeys.ts'
import { qrCode } from './factors/qr.ts'
import type { NewFactor } from './factors/store.ts'
import { offerTotp, provenTotp } from './factors/totp.ts'
import { Field, hidden, refusalOf } from './forms.ts'
import { authenticatorPage, invitationEndedPage, invitationPage, recoveryCodesPage } from './pages/index.ts'
import type { PasswordError } from './pages/index.ts'
import { hashPassword, passwordError, shortestPassword } from './passwords.ts'
import { sealedCookie } from './sealed-cookie.ts'
import { labelOf } from './security-routes.ts'
import { nameError } from './person-name.ts'
import type { Surface } from './surface.ts'
import { takeInvitation } from './take-invitation.ts'

const path = '/desk/invitation'
const closed = { additionalProperties: false } as const
const Form = Type.Object({ link: Field, name: Field, password: Field, username: Field }, closed)
const CodeForm = Type.Object({ code: Field }, closed)
const PasskeyForm = Type.Object({ passkey: PasskeyField, label: Field }, closed)

/** Name and password that were chosen, until a second factor is set up: nothing is written before that. */
type Begun = { readonly link: string; readonly name: string; readonly passwordHash: string; readonly nonce: string }
const begun = sealedCookie<Begun>('__Host-farthing-invited', 1_800)
const place = ['desk', 'invitation'] as const

/** The link of an invitation: name, password, a second factor, and the recovery codes once. */
export function invitationRoutes(app: App, deps: Deps, surface: Surface): void {
  // Nothing changes here: mail programs open links to look at them.
  app.get(path, { schema: { ...hidden, querystring: Type.Object({ link: Field }) } }, async (request, reply) => {
    const { link = '' } = request.query
    const staff = await invitedBy(deps, link)
    if (staff === undefined) return ended(reply, request)
    const { name, email } = await staffPerson(deps, staff)
    const errors = { nameError: null, passwordError: null, refusal: null }
    return showForm(reply, request, { link, email, name, ...errors })
  })

  app.post(path, { schema: { ...hidden, body: Form } }, async (request, reply) => {
    const { link = '', name: text = '', password = '' } = request.body
    const staff = await invitedBy(deps, link)
    if (staff === undefined) return ended(reply, request)
    const { email } = await staffPerson(deps, staff)
    const name = text.trim().normalize()
    const errors = { nameError: nameError(name) ?? null, passwordError: passwordError(password, email) ?? null }
    if (errors.nameError !== null || errors.passwordError !== null)
      return showForm(reply.code(422), request, { link, email, name: text, ...errors, refusal: null })
    try {
      const passwordHash = await hashPassword(deps, password)
      const nonce = deps.random.bytes(16).toString('hex')
      begun.keep(deps, reply, place, { link, name, passwordHash, nonce })
      return await showFactor(deps, reply, request, { email, bound: boundOf(nonce), isWrong: false })
    } catch (error) {
      const { refusal } = refusalOf(error, deps, reply, ['overloaded'])
      return showForm(reply, request, { link, email, name: text, ...errors, refusal })
    }
  })
  factorRoutesOf(app, deps, surface)
}

function factorRoutesOf(app: App, deps: Deps, surface: Surface): void {
  app.post(`${path}/app`, { schema: { ...hidden, body: CodeForm } }, async (request, reply) => {
    const half = await halfOf(deps, request)
    if (half === undefined) return ended(reply, request)
    const factor = await provenTotp(deps, half.bound, pastedCode(request.body.code ?? ''))
    if (factor === undefined) return showFactor(deps, reply.code(422), request, { ...half, isWrong: true })
    return finish(deps, surface, request, reply, half, factor)
  })

  app.post(`${path}/passkey/options`, { schema: hidden }, async (request) => {
    const half = await halfOf(deps, request)
    if (half === undefined || !hasPasskeys(deps)) throw new Problem('not_found')
    return passkeyToAdd(deps, { realm: 'desk', id: half.staff }, half.bound, half.email)
  })

  app.post(`${path}/passkey`, { schema: { ...hidden, body: PasskeyForm } }, async (request, reply) => {
    const half = await halfOf(deps, request)
    if (half === undefined) return ended(reply, request)
    const { passkey = '', label = '' } = request.body
    const factor = await provenPasskey(deps, half.bound, passkey, labelOf(sayFor(request), label))
    if (factor === undefined) return showFactor(deps, reply.code(422), request, { ...half, isWrong: false })
    return finish(deps, surface, request, reply, half, factor)
  })
}

type Half = Begun & { readonly staff: string; readonly email: string; readonly bound: string }

const boundOf = (nonce: string): string => sha256(`invitation ${nonce}`).toString('hex')

/** What was chosen in this browser, where the link can still be used. */
async function halfOf(deps: Deps, request: FastifyRequest): Promise<Half | undefined> {
  const found = begun.read(deps, request, place)
  const staff = found === undefined ? undefined : await invitedBy(deps, found.link)
  if (found === undefined || staff === undefined) return undefined
  return { ...found, staff, email: (await staffPerson(deps, staff)).email, bound: boundOf(found.nonce) }
}

async function finish(
  deps: Deps,
  surface: Surface,
  request: FastifyRequest,
  reply: FastifyReply,
  { staff, link, name, passwordHash, nonce }: Half,
  factor: NewFactor,
) {
  const person = await surface.personOf(request, staff)
  const codes = await takeInvitation(deps, { staff, link, name, passwordHash, factor, person })
  if (codes === undefined) return ended(reply, request)
  await surface.begin(request, reply, { id: staff, passwordHash, nonce })
  begun.forget(reply)
  const page = recoveryCodesPage({ t: sayFor(request), codes, next: surface.paths.home })
  return reply.headers(pageHeaders()).send(page)
}

const ended = (reply: FastifyReply, request: FastifyRequest) =>
  reply
    .code(410)
    .headers(pageHeaders())
    .send(invitationEndedPage({ t: sayFor(request) }))

type FormFacts = {
  readonly link: string
  readonly email: string
  readonly name: string
  readonly nameError: 'missing' | 'too_long' | 'invalid' | null
  readonly passwordError: PasswordError | null
  readonly refusal: 'overloaded' | null
}
const showForm = (reply: FastifyReply, request: FastifyRequest, facts: FormFacts) =>
  reply
    .headers(pageHeaders())
    .send(invitationPage({ t: sayFor(request), action: path, passwordLength: shortestPassword, ...facts }))

async function showFactor(
  deps: Deps,
  reply: FastifyReply,
  request: FastifyRequest,
  { email, bound, isWrong }: { readonly email: string; readonly bound: string; readonly isWrong: boolean },
) {
  const t = sayFor(request)
  const { secret, uri } = await offerTotp(deps, bound, email)
  const qr = qrCode(uri, t('pages.authenticator.picture'))
  const passkey = hasPasskeys(deps) ? { action: `${path}/passkey`, options: `${path}/passkey/options` } : null
  const page = authenticatorPage({ t, action: `${path}/app`, back: null, secret, qr, isWrong, passkey })
  return reply.headers(scriptedHeaders(deps)).send(page)
}
