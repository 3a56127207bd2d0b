// Owners of rights and royalty transactions over the vendor API.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { rightsholderPayee } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  CurrencyCode,
  idempotencyHeaders,
  Money,
  Name,
  Nullable,
  Page,
  pageQuery,
  PublicId,
  TextLine,
  Timestamp,
  withKey,
} from '../platform/http/schemas.ts'
import { doneOr, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoney } from '../platform/money.ts'
import type { VendorCaller } from '../vendor/index.ts'
import { balancesOf, scopeOf, vendorCaller } from '../vendor/index.ts'
import { addRightsholder, rightsholderOf } from './add-rightsholder.ts'
import { rightsholdersOf } from './store.ts'
import { rightsholders } from './tables.ts'

const closed = { additionalProperties: false } as const

const rightsholder = {
  id: PublicId('rsh'),
  object: Type.Literal('rightsholder'),
  name: Type.String(),
  reference: Nullable(Type.String()),
  role: Nullable(Type.String()),
  created_at: Timestamp,
}
const Rightsholder = Type.Object(rightsholder, { ...closed, title: 'Rightsholder' })
const RightsholderWithBalances = Type.Object(
  { ...rightsholder, balances: Type.Array(Type.Object({ currency: CurrencyCode, payable: Money }, closed)) },
  { ...closed, title: 'RightsholderWithBalances' },
)
const RightsholderBody = Type.Object(
  {
    name: TextLine(200),
    reference: Type.Optional(Name(200)),
    role: Type.Optional(TextLine(60)),
  },
  { ...closed, description: 'The same `reference` again is the same rightsholder, named anew.' },
)

const common = { tags: ['vendor'], security: withKey }
const query = Type.Object(pageQuery, closed)

export const royaltyRoutes: Routes = (app, deps) => {
  addRoute(app, deps)
  readRoutes(app, deps)
}

function addRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/rightsholders',
    {
      schema: {
        ...common,
        operationId: 'addRightsholder',
        summary: 'Name an owner of rights',
        headers: idempotencyHeaders,
        body: RightsholderBody,
        response: answers({ 201: Rightsholder }),
      },
    },
    async (request, reply) => {
      const caller = await vendorCaller(deps, request)
      const { name, role } = request.body
      const reference = request.body.reference ?? null
      const id = reference === null ? deps.ids.mint() : rightsholderOf(caller.vendor, caller.mode, reference)
      const input = {
        vendor: caller.vendor,
        mode: caller.mode,
        rightsholder: id,
        name,
        reference,
        role: role ?? null,
      }
      const answer = doneOr(await submitKeyed(deps, request, scopeOf(caller), addRightsholder, input))
      return reply.code(201).send(await rightsholderJson(deps, caller, answer.rightsholder))
    },
  )
}

function readRoutes(app: App, deps: Deps): void {
  app.get(
    '/v1/rightsholders',
    {
      schema: {
        ...common,
        operationId: 'listRightsholders',
        summary: 'Your owners of rights, newest first',
        querystring: query,
        response: answers({ 200: Page(Rightsholder) }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const { limit = 25, cursor } = request.query
      const rows = await rightsholdersOf(deps, vendor, mode, { after: fromCursor(cursor), limit: limit + 1 })
      return pageOf(rows, limit, write, (row) => ({ at: row.createdAt, id: row.id }))
    },
  )
  app.get(
    '/v1/rightsholders/:rightsholder',
    {
      schema: {
        ...common,
        operationId: 'retrieveRightsholder',
        summary: 'An owner of rights, and what is owed to them',
        params: Type.Object({ rightsholder: PublicId('rsh') }),
        response: answers({ 200: RightsholderWithBalances }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const id = fromPublic('rsh', request.params.rightsholder)
      if (id === undefined) throw new Problem('not_found')
      const json = await rightsholderJson(deps, caller, id)
      const balances = await balancesOf(deps, caller.mode, (asset) => rightsholderPayee(id, asset))
      return {
        ...json,
        balances: balances.map(({ currency, micros }) => ({ currency, payable: toMoney(micros, currency) })),
      }
    },
  )
}

/** @throws {Problem} not_found: for another vendor's or the other mode's as for one that does not exist (T15). */
async function rightsholderJson(deps: Deps, { vendor, mode }: Pick<VendorCaller, 'vendor' | 'mode'>, id: Id) {
  const row = (await deps.ledger.look({ accounts: [], rows: [[rightsholders, id]] })).row(rightsholders, id)
  if (row === undefined || row.vendor !== vendor || row.mode !== mode) throw new Problem('not_found')
  return write({ ...row, id })
}

const write = (row: { id: Id; name: string; reference: string | null; role: string | null; createdAt: bigint }) => ({
  id: toPublic('rsh', row.id),
  object: 'rightsholder' as const,
  name: row.name,
  reference: row.reference,
  role: row.role,
  created_at: toRfc3339(row.createdAt),
})
