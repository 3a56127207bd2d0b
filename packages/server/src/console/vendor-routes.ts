// Vendor accounts at the console: opening one, its overview, its keys and sites.
import { Type } from 'typebox'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { ModeSchema } from '../chart/index.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  Attempt,
  Nullable,
  PublicId,
  TextLine,
  Timestamp,
  Url,
  withSession,
} from '../platform/http/schemas.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { KeyListed } from '../vendor/index.ts'
import {
  addSite,
  createSecretKey,
  keysOf,
  openVendorAccount,
  removeSite,
  revokeKey,
  siteOf,
  vendorsOf,
} from '../vendor/index.ts'
import { consoleCaller } from './caller.ts'
import { overviewRoute } from './overview-route.ts'
import { inConsole } from './schemas.ts'

const closed = { additionalProperties: false } as const
const common = { tags: ['console'], security: withSession }
const params = Type.Object(inConsole)

export function accountRoutes(app: App, deps: Deps): void {
  const Named = { id: PublicId('ven'), name: Type.String() }
  const Listed = Type.Object({ ...Named, role: Type.Union([Type.Literal('owner'), Type.Literal('member')]) }, closed)
  app.get(
    '/api/console/vendors',
    {
      schema: {
        ...common,
        operationId: 'listVendors',
        summary: 'The vendors whose team you are in',
        response: answers({ 200: Type.Object({ data: Type.Array(Listed) }, closed) }),
      },
    },
    async (request) => {
      const { user } = await signedIn(deps, request)
      return {
        data: (await vendorsOf(deps, user)).map(({ id, name, role }) => ({ id: toPublic('ven', id), name, role })),
      }
    },
  )
  app.post(
    '/api/console/vendors',
    {
      schema: {
        ...common,
        operationId: 'openVendor',
        summary: 'Open a vendor account',
        body: Type.Object({ attempt: Attempt, name: TextLine(120) }, closed),
        response: answers({ 200: Type.Object(Named, closed) }, ['email_unverified']),
      },
    },
    async (request) => {
      const { user, emailVerified } = await signedIn(deps, request)
      if (!emailVerified)
        throw new Problem('email_unverified', { detail: 'Verify your e-mail address first. Nothing was opened.' })
      const { attempt, name } = request.body
      const { vendor } = doneOr(await openVendorAccount(deps, { attempt, owner: user, name }))
      return { id: toPublic('ven', vendor), name }
    },
  )
  overviewRoute(app, deps)
}

const KeySchema = Type.Object(
  {
    id: PublicId('key'),
    mode: ModeSchema,
    label: Type.String(),
    last4: Type.String(),
    created_at: Timestamp,
    revoked_at: Nullable(Timestamp),
  },
  { ...closed, title: 'ApiKey' },
)
const NewKeySchema = Type.Object(
  {
    ...KeySchema.properties,
    secret: Nullable(Type.String({ description: 'Shown this once; `null` where the attempt was made before.' })),
  },
  { ...closed, title: 'NewApiKey' },
)

const keyJson = (key: KeyListed) => ({
  id: toPublic('key', key.id),
  mode: key.mode,
  label: key.label,
  last4: key.last4,
  created_at: toRfc3339(key.createdAt),
  revoked_at: key.revokedAt === null ? null : toRfc3339(key.revokedAt),
})

export function keyRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/console/:ven/keys',
    {
      schema: {
        ...common,
        operationId: 'listKeys',
        summary: 'Secret keys of the vendor API',
        params,
        response: answers({ 200: Type.Object({ data: Type.Array(KeySchema) }, closed) }),
      },
    },
    async (request) => {
      const { vendor } = await consoleCaller(deps, request, request.params.ven)
      return { data: (await keysOf(deps, vendor)).map(keyJson) }
    },
  )
  app.post(
    '/api/console/:ven/keys',
    {
      schema: {
        ...common,
        operationId: 'createKey',
        summary: 'Make a secret key',
        params,
        body: Type.Object({ attempt: Attempt, mode: ModeSchema, label: TextLine(120) }, closed),
        response: answers({ 200: NewKeySchema }, ['fresh_login_needed']),
      },
    },
    async (request) => {
      const { user, vendor } = await consoleCaller(deps, request, request.params.ven, { fresh: true })
      const { attempt, mode, label } = request.body
      const { key, secret } = doneOr(await createSecretKey(deps, { attempt, vendor, mode, label, by: user }))
      return { ...keyJson(await findKey(deps, vendor, key)), secret }
    },
  )
  app.post(
    '/api/console/:ven/keys/:key/revoke',
    {
      schema: {
        ...common,
        operationId: 'revokeKey',
        summary: 'End a secret key at once',
        params: Type.Object({ ...inConsole, key: PublicId('key') }),
        body: Type.Object({ attempt: Attempt }, closed),
        response: answers({ 200: KeySchema }, ['fresh_login_needed']),
      },
    },
    async (request) => {
      const { user, vendor } = await consoleCaller(deps, request, request.params.ven, { fresh: true })
      const key = fromPublic('key', request.params.key)
      if (key === undefined) throw new Problem('not_found')
      doneOr(
        await submitAttempt(
          deps,
          user,
          request.body.attempt,
          revokeKey,
          { vendor, key, by: user },
          { actor: userActor(user) },
        ),
      )
      return keyJson(await findKey(deps, vendor, key))
    },
  )
}

async function findKey(deps: Deps, vendor: string, key: string): Promise<KeyListed> {
  const found = (await keysOf(deps, vendor)).find((each) => each.id === key)
  if (found === undefined) throw new Problem('not_found')
  return found
}

const SitesSchema = Type.Object({ data: Type.Array(Type.Object({ url: Type.String() }, closed)) }, closed)
const sitesJson = (sites: readonly string[]) => ({ data: sites.map((url) => ({ url })) })

export function siteRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/console/:ven/sites',
    {
      schema: {
        ...common,
        operationId: 'listConsoleSites',
        summary: 'Registered sites',
        params,
        response: answers({ 200: SitesSchema }),
      },
    },
    async (request) => sitesJson((await consoleCaller(deps, request, request.params.ven)).row.sites),
  )
  const Body = Type.Object({ attempt: Attempt, url: Url('An origin with an optional path, https.') }, closed)
  const change = { ...common, params, body: Body, response: answers({ 200: SitesSchema }) }
  for (const [path, operationId, summary, decider] of [
    ['/api/console/:ven/sites', 'addConsoleSite', 'Register a site', addSite],
    ['/api/console/:ven/sites/remove', 'removeConsoleSite', 'Take a site away', removeSite],
  ] as const) {
    app.post(path, { schema: { ...change, operationId, summary } }, async (request) => {
      const { user, vendor } = await consoleCaller(deps, request, request.params.ven)
      const { attempt, url } = request.body
      const input = { vendor, site: siteOf(deps, url), by: user }
      const actor = userActor(user)
      return sitesJson(doneOr(await submitAttempt(deps, user, attempt, decider, input, { actor })).sites)
    })
  }
}
