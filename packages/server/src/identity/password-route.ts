import { Type } from 'typebox'
import type { Routes } from '../platform/http/app.ts'
import { sayFor } from '../platform/html/index.ts'
import { networkOf } from '../platform/http/network.ts'
import { answers, FreeText, withSession } from '../platform/http/schemas.ts'
import { changePassword } from './change-password.ts'
import { knownCookie, rememberBrowser } from './known-browsers.ts'
import { signedIn } from './sessions.ts'

const PasswordBody = Type.Object(
  {
    current_password: FreeText(2_000),
    new_password: FreeText(2_000),
  },
  { additionalProperties: false },
)
const Changed = Type.Object({ changed: Type.Literal(true) }, { additionalProperties: false })

/** Changes the password of who is signed in. It needs no attempt: setting the same password again changes nothing. */
export const passwordRoute: Routes = (app, deps) => {
  const schema = {
    operationId: 'changePassword',
    summary: 'Change your password; your other sessions end',
    tags: ['wallet'],
    security: withSession,
    body: PasswordBody,
    response: answers({ 200: Changed }, ['password_wrong', 'conflict']),
  }
  app.put('/api/wallet/password', { schema }, async (request, reply) => {
    const who = await signedIn(deps, request)
    const { current_password: current, new_password: wanted } = request.body
    const browser = { address: networkOf(request.ip), knownCookie: request.cookies[knownCookie] }
    rememberBrowser(
      deps,
      request,
      reply,
      await changePassword(deps, who, { current, wanted, t: sayFor(request), ...browser }),
    )
    return { changed: true as const }
  })
}
