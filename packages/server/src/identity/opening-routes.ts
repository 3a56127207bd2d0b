// What a caller does with what the desk sent: the link of a mail opens their account, the code of a letter lets them
// choose a password.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import type { Counter } from '../platform/attempts.ts'
import { countAttempt, giveBackAttempt } from '../platform/attempts.ts'
import type { Deps } from '../platform/deps.ts'
import { pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { changeSession, Field, hidden, refusalOf } from './forms.ts'
import { readLetterCode } from './letter-code.ts'
import type { MailOpening, Opening } from './openings.ts'
import { openingByCode, openingByLink, takeCode, takeLink } from './openings.ts'
import type { LetterView, OpeningView } from './pages/index.ts'
import { letterDonePage, letterPage, openingEndedPage, openingPage } from './pages/index.ts'
import { hashPassword, passwordError, shortestPassword } from './passwords.ts'
import { printUserNumber } from './user-number.ts'
import { userById } from './users.ts'

const LinkForm = Type.Object({ link: Field, password: Field, username: Field }, { additionalProperties: false })
const CodeForm = Type.Object({ code: Field, password: Field }, { additionalProperties: false })

export const openingRoutes: Routes = (app, deps) => {
  // Nothing changes here: mail programs open links to look at them.
  app.get('/open', { schema: { ...hidden, querystring: Type.Object({ link: Field }) } }, async (request, reply) => {
    const { link = '' } = request.query
    const opening = await openingByLink(deps, link)
    return opening === undefined ? ended(reply) : showOpening(reply, opening, { link })
  })

  app.post('/open', { schema: { ...hidden, body: LinkForm } }, async (request, reply) => {
    const { link = '', password = '' } = request.body
    const opening = await openingByLink(deps, link)
    if (opening === undefined) return ended(reply)
    const error = passwordError(password, opening.person.email)
    if (error !== undefined) return showOpening(reply.code(422), opening, { link, passwordError: error })
    try {
      const taken = await takeLink(deps, opening, await hashPassword(deps, password))
      if (taken === undefined) return await ended(reply)
      await changeSession(deps, request, reply, taken)
      return await reply.redirect('/wallet', 303)
    } catch (error) {
      const { refusal } = refusalOf(error, deps, reply, ['overloaded'])
      return showOpening(reply, opening, { link, refusal })
    }
  })

  app.get('/letter', { schema: hidden }, (_request, reply) => showLetter(reply, {}))

  app.post('/letter', { schema: { ...hidden, body: CodeForm } }, (request, reply) => {
    const { code = '', password = '' } = request.body
    return takeLetter(deps, request, reply, { code, password })
  })
}

/** Nobody is signed in by a letter: whoever has a second factor still needs it (T21). */
async function takeLetter(
  deps: Deps,
  request: FastifyRequest,
  reply: FastifyReply,
  { code, password }: { readonly code: string; readonly password: string },
) {
  try {
    const error = passwordError(password, '') ?? null
    const digits = readLetterCode(code)
    if (digits === undefined) {
      const codeError = code.trim() === '' ? 'missing' : 'mistyped'
      return await showLetter(reply.code(422), { code, codeError, passwordError: error })
    }
    if (error !== null) return await showLetter(reply.code(422), { code, passwordError: error })
    const opening = await guessed(deps, request, digits)
    const taken = opening && (await takeCode(deps, opening, await hashPassword(deps, password)))
    if (taken === undefined) return await showLetter(reply.code(422), { code, codeError: 'unknown' })
    const { email, number } = await userById(deps, taken.user)
    const login = email ?? (number === null ? '' : printUserNumber(number))
    return await reply.headers(pageHeaders()).send(letterDonePage({ t: sayFor(request), login }))
  } catch (error) {
    return showLetter(reply, { code, ...refusalOf(error, deps, reply, ['quota_exceeded', 'overloaded']) })
  }
}

/** Guesses are counted by network, before the code is compared (T23). */
async function guessed(deps: Deps, request: FastifyRequest, digits: string): Promise<Opening | undefined> {
  const network = networkOf(request.ip)
  const counter: Counter = {
    of: ['letter from', network],
    attempts: 10,
    windowSeconds: 3_600,
    words: (t) => t('server.attempts.letters', { network }),
  }
  await countAttempt(deps, [counter])
  const opening = await openingByCode(deps, digits)
  if (opening !== undefined) await giveBackAttempt(deps, counter)
  return opening
}

const ended = (reply: FastifyReply) =>
  reply
    .code(410)
    .headers(pageHeaders())
    .send(openingEndedPage({ t: sayFor(reply.request) }))

function showOpening(
  reply: FastifyReply,
  { person: { name, email } }: MailOpening,
  facts: Pick<OpeningView, 'link'> & Partial<OpeningView>,
) {
  const empty = { t: sayFor(reply.request), passwordError: null, passwordLength: shortestPassword, refusal: null }
  return reply.headers(pageHeaders()).send(openingPage({ ...empty, name, email, ...facts }))
}

function showLetter(reply: FastifyReply, facts: Partial<LetterView>) {
  const empty = {
    t: sayFor(reply.request),
    code: '',
    codeError: null,
    passwordError: null,
    passwordLength: shortestPassword,
    refusal: null,
  }
  return reply.headers(pageHeaders()).send(letterPage({ ...empty, ...facts }))
}
