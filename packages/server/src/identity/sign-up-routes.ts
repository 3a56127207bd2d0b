import { Type } from 'typebox'
import { pageHeaders, sayFor, zoneScript } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { isTimeZone } from '../platform/calendar.ts'
import { safeNext } from '../platform/http/origin.ts'
import { Field, hidden, refusalOf, withNext } from './forms.ts'
import type { SignUpErrors } from './pages/index.ts'
import { signUpPage } from './pages/index.ts'
import { nameError } from './person-name.ts'
import { passwordError, shortestPassword } from './passwords.ts'
import { beginSignUp } from './sign-up.ts'
import { normalizeEmail } from './users.ts'
import { setPendingCookie } from './verify-routes.ts'

const Form = Type.Object(
  { name: Field, email: Field, password: Field, time_zone: Field, next: Field },
  { additionalProperties: false },
)

/** Sign-up, as far as the page that asks for the code. */
export const signUpRoutes: Routes = (app, deps) => {
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }
  const headers = pageHeaders([], deps.config.publicUrl + zoneScript.path)

  app.get('/sign-up', { schema: { ...hidden, querystring: Type.Object({ next: Field }) } }, (request, reply) => {
    const next = safeNext(deps, request.query.next) ?? null
    const empty = { name: '', email: '', timeZone: null, errors: {}, refusal: null }
    const view = { t: sayFor(request), provider, next, passwordLength: shortestPassword }
    return reply.headers(headers).send(signUpPage({ ...view, ...empty }))
  })

  app.post('/sign-up', { schema: { ...hidden, body: Form } }, async (request, reply) => {
    const { name = '', email = '', password = '', time_zone: timeZone = 'UTC' } = request.body
    const next = safeNext(deps, request.body.next)
    const t = sayFor(request)
    const view = { t, provider, next: next ?? null, name, email, timeZone, passwordLength: shortestPassword }
    const good = normalizeEmail(email)
    const errors = signUpErrors({ name, email, good, password, timeZone })
    if (good === undefined || Object.keys(errors).length > 0) {
      return reply
        .code(422)
        .headers(headers)
        .send(signUpPage({ ...view, errors, refusal: null }))
    }
    try {
      const person = { name: name.trim().normalize(), email: good, password, timeZone }
      const signUp = { ...person, address: networkOf(request.ip), t, next }
      setPendingCookie(reply, await beginSignUp(deps, signUp))
      return await reply.redirect(withNext('/verify-email', next), 303)
    } catch (error) {
      const refused = refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded'])
      return reply.headers(headers).send(signUpPage({ ...view, errors: {}, ...refused }))
    }
  })
}

type Given = {
  readonly name: string
  readonly email: string
  /** The address as it is compared, where it is one. */
  readonly good: string | undefined
  readonly password: string
  readonly timeZone: string
}

function signUpErrors({ name, email, good, password, timeZone }: Given): SignUpErrors {
  const inName = nameError(name.trim().normalize())
  const inEmail = email.trim() === '' ? 'missing' : good === undefined ? 'invalid' : undefined
  const inPassword = passwordError(password, good ?? '')
  return {
    ...(inName && { name: inName }),
    ...(inEmail && { email: inEmail }),
    ...(inPassword && { password: inPassword }),
    ...(!isTimeZone(timeZone) && { timeZone: 'unknown' as const }),
  }
}
