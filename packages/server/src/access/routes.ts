// Licences over HTTP: to the vendor's server, and in the payer's Library.
import { Type } from 'typebox'
import { payers } from '../account/index.ts'
import { signedIn } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { ItemKindSchema } from '../catalog/index.ts'
import {
  answers,
  idempotencyHeaders,
  Opaque,
  PublicId,
  Search,
  withKey,
  withSession,
} from '../platform/http/schemas.ts'
import { doneOr, problemOf, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { scopeOf, vendorCaller } from '../vendor/index.ts'
import { Admission, admissionId, findAdmission } from './admission.ts'
import { Entitlement, entitlementBody, OpenedEntitlement, renderEntitlement, rowOfAnswer } from './entitlement.ts'
import { Library, libraryOf, openFromLibrary } from './library.ts'
import { openLoginToken } from './login-token.ts'
import { openLicence } from './open.ts'
import { accountOf, pseudonym } from './pseudonym.ts'
import { admissionSeconds } from './rules.ts'
import { licencesOf } from './store.ts'
import { entitlements } from './tables.ts'
import { verifyAccess } from './verify.ts'
import { voidAdmission } from './void-admission.ts'

const closed = { additionalProperties: false } as const
const EntitlementId = Type.Object({ id: PublicId('ent') })

export const accessRoutes: Routes = (app, deps) => {
  readRoutes(app, deps)
  openRoute(app, deps)
  admissionRoutes(app, deps)
  verifyRoute(app, deps)
  libraryRoutes(app, deps)
}

function readRoutes(app: App, deps: Deps): void {
  app.get(
    '/v1/entitlements/:id',
    {
      schema: {
        operationId: 'retrieveEntitlement',
        summary: 'A payer’s licence to one of your items',
        tags: ['vendor'],
        security: withKey,
        params: EntitlementId,
        response: answers({ 200: Entitlement }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const id = fromPublic('ent', request.params.id) ?? ''
      const row = (await deps.ledger.look({ accounts: [], rows: [[entitlements, id]] })).row(entitlements, id)
      if (row === undefined || row.vendor !== caller.vendor || row.mode !== caller.mode) throw new Problem('not_found')
      return renderEntitlement(deps, id, row, deps.clock.now())
    },
  )
  app.get(
    '/v1/entitlements',
    {
      schema: {
        operationId: 'listEntitlements',
        summary: 'What a payer has of you, bought last first',
        tags: ['vendor'],
        security: withKey,
        querystring: Type.Object({ payer: PublicId('psn'), item: Type.Optional(PublicId('itm')) }, closed),
        response: answers({ 200: Type.Object({ data: Type.Array(Entitlement), next_cursor: Type.Null() }, closed) }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const payer = accountOf(deps, vendor, request.query.payer)
      const item = request.query.item === undefined ? undefined : fromPublic('itm', request.query.item)
      const found = payer === undefined ? [] : await licencesOf(deps, payer, { vendor, mode, item, limit: 500 })
      const now = deps.clock.now()
      return {
        data: found.map(({ id, row, version }) => entitlementBody(deps, id, row, version, now)),
        next_cursor: null,
      }
    },
  )
}

const OpenBody = Type.Object(
  {
    admission_seconds: Type.Optional(
      Type.Integer({
        minimum: 1,
        maximum: admissionSeconds.max,
        default: admissionSeconds.default,
        description: 'How long the playing or reading may take; the admission ends with it, or with the licence.',
      }),
    ),
  },
  closed,
)

const keyOfBefore = 'This key opened the licence before there were admissions. Open it again with a new key.'

function openRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/entitlements/:id/open',
    {
      schema: {
        operationId: 'openEntitlement',
        summary: 'Open a licence for one playing or reading: makes an admission, which takes one view',
        tags: ['vendor'],
        security: withKey,
        headers: idempotencyHeaders,
        params: EntitlementId,
        body: OpenBody,
        response: answers({ 200: OpenedEntitlement }, ['licence_ended']),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const entitlement = fromPublic('ent', request.params.id) ?? ''
      const { vendor, mode } = caller
      const lastsSeconds = request.body.admission_seconds ?? admissionSeconds.default
      const input = { entitlement, vendor, mode, admission: deps.ids.mint(), lastsSeconds }
      const result = await submitKeyed(deps, request, scopeOf(caller), openLicence, input)
      const opened = doneOr(result)
      if (opened.admission === undefined) throw new Problem('idempotency_key_reused', { detail: keyOfBefore })
      return {
        ...(await renderEntitlement(deps, entitlement, rowOfAnswer(opened), result.at)),
        // As it is now: repeating the first answer must not hide that the admission was voided since.
        admission: await findAdmission(deps, caller, opened.admission),
      }
    },
  )
}

function admissionRoutes(app: App, deps: Deps): void {
  const params = Type.Object({ id: PublicId('adm') })
  app.get(
    '/v1/admissions/:id',
    {
      schema: {
        operationId: 'retrieveAdmission',
        summary: 'An admission as it is now',
        tags: ['vendor'],
        security: withKey,
        params,
        response: answers({ 200: Admission }),
      },
    },
    async (request) => findAdmission(deps, await vendorCaller(deps, request), admissionId(request.params.id)),
  )
  app.post(
    '/v1/admissions/:id/void',
    {
      schema: {
        operationId: 'voidAdmission',
        summary: 'Void an admission of which nothing went out, within 15 minutes: the payer has the view back, once',
        tags: ['vendor'],
        security: withKey,
        headers: idempotencyHeaders,
        params,
        body: Type.Object({}, closed),
        response: answers({ 200: Admission }, ['void_window_closed', 'licence_ended']),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { vendor, mode } = caller
      const input = { admission: admissionId(request.params.id), vendor, mode }
      const { admission } = doneOr(await submitKeyed(deps, request, scopeOf(caller), voidAdmission, input))
      return findAdmission(deps, caller, admission)
    },
  )
}

const Verified = Type.Object(
  { payer: PublicId('psn'), entitlement: Entitlement, purchase_id: PublicId('txn') },
  { ...closed, title: 'VerifiedAccess' },
)

function verifyRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/access/verify',
    {
      schema: {
        operationId: 'verifyAccess',
        summary: 'Verify the token of a browser that comes from the payer’s Library; a token is used once',
        tags: ['vendor'],
        security: withKey,
        headers: idempotencyHeaders,
        body: Type.Object({ token: Opaque(2_048, { minLength: 1 }) }, closed),
        response: answers({ 200: Verified }, [
          'token_invalid',
          'token_expired',
          'token_used',
          'licence_ended',
          'url_not_registered',
        ]),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { vendor, mode } = caller
      const claims = await openLoginToken(deps, request.body.token)
      if (claims === undefined) throw new Problem('token_invalid', { param: 'token' })
      const result = await submitKeyed(deps, request, scopeOf(caller), verifyAccess, { vendor, mode, claims })
      if (result.kind === 'refused') throw problemOf(result.refusal)
      const { entitlement, payer, purchase } = result.answer
      return {
        payer: pseudonym(deps, vendor, payer),
        entitlement: await renderEntitlement(deps, entitlement, rowOfAnswer(result.answer), result.at),
        purchase_id: toPublic('txn', purchase),
      }
    },
  )
}

function libraryRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/wallet/library',
    {
      schema: {
        operationId: 'walletLibrary',
        summary: 'Everything bought, across vendors (R22)',
        tags: ['wallet'],
        security: withSession,
        querystring: Type.Object(
          {
            q: Type.Optional(Search(100)),
            vendor: Type.Optional(PublicId('ven')),
            kind: Type.Optional(ItemKindSchema),
          },
          closed,
        ),
        response: answers({ 200: Library }),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      const state = (await deps.ledger.look({ accounts: [], rows: [[payers, account]] })).row(payers, account)?.state
      const { q: text, kind, vendor } = request.query
      const filter = { text, kind, vendor: vendor === undefined ? undefined : fromPublic('ven', vendor) }
      return libraryOf(deps, account, { t: sayFor(request), timeZone: state?.timeZone ?? 'UTC' }, filter)
    },
  )
  app.post(
    '/api/wallet/library/:ent/open',
    {
      schema: {
        operationId: 'openFromLibrary',
        summary: 'Open what was bought at its vendor (R25)',
        tags: ['wallet'],
        security: withSession,
        params: Type.Object({ ent: PublicId('ent') }),
        response: answers({ 200: Type.Object({ url: Type.String() }, closed) }, [
          'licence_ended',
          'url_not_registered',
        ]),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      const opened = await openFromLibrary(deps, account, fromPublic('ent', request.params.ent) ?? '')
      if (opened.kind === 'refused') throw problemOf(opened.refusal)
      return { url: opened.url }
    },
  )
}
