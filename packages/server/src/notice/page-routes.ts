// Where links in mails lead. They are signed: who has one needs no session, and one is never read here.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { languageFor } from '@farthing/words'
import { Type } from 'typebox'
import type { Say } from '../platform/html/index.ts'
import { pageHeaders, sayIn } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { FreeText } from '../platform/http/schemas.ts'
import { addressOf, confirmAddress } from './confirm-address.ts'
import { addressPath, stopOf, stopPath } from './links.ts'
import type { LinkState } from './pages.ts'
import { addressPage, stopPage } from './pages.ts'
import { chooseReceipts } from './store.ts'

const hidden = { hide: true } as const
const Part = Type.Optional(FreeText(100))
const Query = Type.Object({ user: Part, proof: Part }, { additionalProperties: false })

export const noticePages: Routes = (app, deps) => {
  app.get(stopPath, { schema: { ...hidden, querystring: Query } }, async (request, reply) =>
    show(request, reply, stopPage, stopOf(deps, request.query) === undefined ? 'ended' : 'ask'),
  )
  // Mail programs press it for their users, as a form of either kind and from anywhere (RFC 8058, 3.1).
  void app.register(async (scope) => {
    scope.addContentTypeParser('multipart/form-data', (_request, body, done) => {
      body.resume().on('end', () => done(null, {}))
    })
    scope.post<{ Querystring: { user?: string; proof?: string } }>(
      stopPath,
      { schema: { ...hidden, querystring: Query }, config: { signedLink: true } },
      async (request, reply) => {
        const user = stopOf(deps, request.query)
        if (user !== undefined) await chooseReceipts(deps, user, 'none')
        return show(request, reply, stopPage, user === undefined ? 'ended' : 'done')
      },
    )
  })
  app.get(addressPath, { schema: { ...hidden, querystring: Query } }, async (request, reply) =>
    show(request, reply, addressPage, (await addressOf(deps, request.query)) === undefined ? 'ended' : 'ask'),
  )
  app.post(
    addressPath,
    { schema: { ...hidden, querystring: Query, body: Type.Object({}, { additionalProperties: false }) } },
    async (request, reply) =>
      show(request, reply, addressPage, (await confirmAddress(deps, request.query)) ? 'done' : 'ended'),
  )
}

function show(
  request: FastifyRequest,
  reply: FastifyReply,
  draw: (t: Say, state: LinkState, action: string) => string,
  state: LinkState,
): FastifyReply {
  const t = sayIn(languageFor(request.headers['accept-language']))
  return reply
    .code(state === 'ended' ? 410 : 200)
    .headers(pageHeaders())
    .send(draw(t, state, request.url))
}
