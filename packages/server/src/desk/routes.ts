// What the provider's staff can look up (R3, R4, R5). Each search needs a reason, and is recorded.
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { findUsers, signedIn } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  MoneyAndTokens,
  Nullable,
  PublicId,
  Search,
  TextLine,
  Timestamp,
  withSession,
} from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { SearchedAt } from './events.ts'
import { recordSearch } from './record-search.ts'
import { findVendors } from '../vendor/index.ts'
import { findPurchases } from './store.ts'

const closed = { additionalProperties: false } as const
const maxFound = 50

const common = { tags: ['staff'], security: withSession }
const query = (what: string) =>
  Type.Object(
    {
      q: Type.Optional(Search(300, `${what} Left out: the newest.`)),
      reason: Type.String({ ...TextLine(200, 3), description: 'Why you look; it stays on record.' }),
    },
    closed,
  )

const UserFound = Type.Object(
  {
    id: PublicId('usr'),
    account: PublicId('acc'),
    name: Type.String(),
    email: Nullable(Type.String()),
    email_verified: Type.Boolean(),
    staff: Type.Boolean(),
    created_at: Timestamp,
  },
  { ...closed, title: 'StaffUser' },
)
const VendorFound = Type.Object(
  {
    id: PublicId('ven'),
    name: Type.String(),
    status: Type.String(),
    sites: Type.Array(Type.String()),
    team: Type.Array(Type.Object({ user: PublicId('usr'), role: Type.String() }, closed)),
    created_at: Timestamp,
  },
  { ...closed, title: 'StaffVendor' },
)
const PurchaseFound = Type.Object(
  {
    id: PublicId('txn'),
    mode: Type.String(),
    vendor: Type.Object({ id: PublicId('ven'), name: Type.String() }, closed),
    payer: Nullable(PublicId('acc')),
    item_title: Type.String(),
    status: Type.String(),
    order_reference: Type.String(),
    price: MoneyAndTokens,
    captured: MoneyAndTokens,
    refunded: MoneyAndTokens,
    requested_at: Timestamp,
  },
  { ...closed, title: 'StaffPurchase' },
)

export const staffRoutes: Routes = (app, deps) => {
  userRoute(app, deps)
  vendorRoute(app, deps)
  purchaseRoute(app, deps)
}

/** Records the search of a member of staff. @throws {Problem} signed_out; not_found for everybody else */
async function record(
  deps: Deps,
  request: FastifyRequest,
  at: SearchedAt,
  { q = '', reason }: { q?: string; reason: string },
): Promise<string> {
  const { user, staff } = await signedIn(deps, request)
  if (!staff) throw new Problem('not_found')
  await recordSearch(deps, { by: user, at, q, reason })
  return q
}

function userRoute(app: App, deps: Deps): void {
  app.get(
    '/api/staff/users',
    {
      schema: {
        ...common,
        operationId: 'staffUsers',
        summary: 'Search the user database',
        querystring: query('A user, an account, or an e-mail address.'),
        response: answers({ 200: Type.Object({ data: Type.Array(UserFound) }, closed) }, ['not_found']),
      },
    },
    async (request) => {
      const found = await findUsers(deps, await record(deps, request, 'users', request.query), maxFound)
      return {
        data: found.map((each) => ({
          id: toPublic('usr', each.user),
          account: toPublic('acc', each.account),
          name: each.name,
          email: each.email,
          email_verified: each.emailVerified,
          staff: each.staff,
          created_at: toRfc3339(each.createdAt),
        })),
      }
    },
  )
}

function vendorRoute(app: App, deps: Deps): void {
  app.get(
    '/api/staff/vendors',
    {
      schema: {
        ...common,
        operationId: 'staffVendors',
        summary: 'Search the vendor database',
        querystring: query('A vendor, a piece of its name, or a site.'),
        response: answers({ 200: Type.Object({ data: Type.Array(VendorFound) }, closed) }, ['not_found']),
      },
    },
    async (request) => {
      const found = await findVendors(deps, await record(deps, request, 'vendors', request.query), maxFound)
      return {
        data: found.map((each) => ({
          id: toPublic('ven', each.id),
          name: each.name,
          status: each.status,
          sites: [...each.sites],
          team: each.team.map(({ user, role }) => ({ user: toPublic('usr', user), role })),
          created_at: toRfc3339(each.createdAt),
        })),
      }
    },
  )
}

function purchaseRoute(app: App, deps: Deps): void {
  app.get(
    '/api/staff/purchases',
    {
      schema: {
        ...common,
        operationId: 'staffPurchases',
        summary: 'Search the transaction database',
        querystring: query('A purchase, a vendor, a payer account, or a whole order reference.'),
        response: answers({ 200: Type.Object({ data: Type.Array(PurchaseFound) }, closed) }, ['not_found']),
      },
    },
    async (request) => {
      const found = await findPurchases(deps, await record(deps, request, 'purchases', request.query), maxFound)
      return {
        data: found.map((each) => {
          const money = (micros: bigint) => toMoneyAndTokens(micros, assetCurrency(each.asset))
          return {
            id: toPublic('txn', each.id),
            mode: each.mode,
            vendor: { id: toPublic('ven', each.vendor), name: each.vendorName },
            payer: each.payer === null ? null : toPublic('acc', each.payer),
            item_title: each.title,
            status: each.status,
            order_reference: each.orderReference,
            price: money(each.priceMicros),
            captured: money(each.capturedMicros),
            refunded: money(each.refundedMicros),
            requested_at: toRfc3339(each.requestedAt),
          }
        }),
      }
    },
  )
}
