import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { networkOf } from '../platform/http/network.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, FreeText, Nullable, Timestamp, withDesk, withSession } from '../platform/http/schemas.ts'
import { passkeyToShow } from './factors/passkeys.ts'
import { showInPlace, waysOf } from './fresh-login.ts'
import type { Surface } from './surface.ts'

const closed = { additionalProperties: false } as const
const Options = Type.Object(
  {
    code: Type.Boolean({ description: 'A code of an authenticator app.' }),
    password: Type.Boolean(),
    passkey: Nullable(
      Type.Unsafe<object>({
        type: 'object',
        additionalProperties: true,
        description:
          'For `navigator.credentials.get` (PublicKeyCredentialRequestOptionsJSON); to be answered in 5 minutes.',
      }),
    ),
  },
  { ...closed, title: 'FreshLoginOptions' },
)
const Body = Type.Object(
  {
    code: Type.Optional(FreeText(40)),
    password: Type.Optional(FreeText(2_000)),
    passkey: Type.Optional({ ...FreeText(8_000), description: 'What the browser answered, as JSON.' }),
  },
  closed,
)
const Fresh = Type.Object({ fresh_until: Timestamp }, closed)

export type FreshLoginNames = {
  readonly prefix: string
  readonly tag: string
  readonly operations: readonly [options: string, show: string]
}

/** A fresh login in place: a page that has something half filled in asks for a factor and goes on. */
export function freshLoginRoutes(
  app: App,
  deps: Deps,
  surface: Surface,
  { prefix, tag, operations: [options, show] }: FreshLoginNames,
): void {
  const common =
    surface.realm === 'desk'
      ? { tags: [tag], security: withDesk, 'x-permission': null }
      : { tags: [tag], security: withSession }
  const signed = async (request: Parameters<Surface['signed']>[0]) => {
    const who = await surface.signed(request)
    if (who === undefined) throw new Problem('signed_out', { detail: 'Sign in and try again. Nothing was done.' })
    return who
  }
  app.post(
    `${prefix}/fresh-login/options`,
    {
      schema: {
        ...common,
        operationId: options,
        summary: 'What you can show to prove once more that it is you',
        response: answers({ 200: Options }),
      },
    },
    async (request) => {
      const { holder, session } = await signed(request)
      const { code, password, passkey } = await waysOf(deps, holder)
      return { code, password, passkey: passkey ? await passkeyToShow(deps, holder, session) : null }
    },
  )
  app.post(
    `${prefix}/fresh-login`,
    {
      schema: {
        ...common,
        operationId: show,
        summary: 'Prove once more that it is you, by one of these',
        body: Body,
        response: answers({ 200: Fresh }, ['factor_wrong', 'password_wrong']),
      },
    },
    async (request) => {
      const who = await signed(request)
      const { code = '', password, passkey } = request.body
      const shown = password !== undefined ? { password } : passkey !== undefined ? { passkey } : { code }
      return { fresh_until: toRfc3339(await showInPlace(deps, who, shown, { address: networkOf(request.ip) })) }
    },
  )
}
