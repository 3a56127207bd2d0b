// The three databases as tables (R3, R4, R5): filters, order, pages, counts and sums.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import { countUsers, listUsers } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { fromIdCursor, readCursor, writeCursor } from '../platform/http/cursors.ts'
import { MoneyAndTokens, Page } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { recordLook } from '../staff/index.ts'
import { countVendors, listVendors } from '../vendor/index.ts'
import {
  closed,
  PurchaseListed,
  purchaseBody,
  reasonQuery,
  userBody,
  UserRow,
  vendorBody,
  VendorListed,
} from './bodies.ts'
import { staffCaller } from './caller.ts'
import {
  filterFacts,
  payerAsked,
  purchasesFilter,
  purchasesQuery,
  sortedByTime,
  sortedVendors,
  usersFilter,
  usersQuery,
  vendorsFilter,
  vendorsQuery,
} from './filters.ts'
import { readTables } from './permissions.ts'
import { currencyOfSum, listPurchases, sumPurchases } from './purchases-store.ts'
import { deskSchema } from './route.ts'

export const tableRoutes: Routes = (app, deps) => {
  usersRoute(app, deps)
  vendorsRoute(app, deps)
  purchasesRoute(app, deps)
  sumsRoutes(app, deps)
}

const mayBeShort = 'A page may have fewer rows than `limit` and go on: long tables are looked through piece by piece.'

/** Records that a table is looked at, by which filter. */
const recordTableLook = (deps: Deps, staff: Id, table: string, query: Looked): Promise<void> =>
  recordLook(deps, {
    staff,
    permission: readTables,
    name: `table.${table}`,
    reason: query.reason,
    facts: { filter: filterFacts(query) },
    ...payerAsked(query),
  })
type Looked = { readonly reason: string; readonly payer?: string }

function usersRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskUsersTable',
    summary: 'The user database as a table',
    description: `Names and addresses are masked. ${mayBeShort}`,
  }
  const querystring = Type.Object({ ...usersQuery, ...sortedByTime, ...reasonQuery }, closed)
  const schema = { ...deskSchema(readTables, operation, Page(UserRow)), querystring }
  app.get('/api/desk/tables/users', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readTables)
    const { sort = '-at', limit = 25, cursor } = request.query
    const after = fromIdCursor('usr', cursor)
    await recordTableLook(deps, staff, 'users', request.query)
    const { rows, next } = await listUsers(deps, usersFilter(request.query), { sort, after, limit })
    return {
      data: rows.map((each) => ({ ...userBody(each), status: each.status })),
      next_cursor: next === undefined ? null : toPublic('usr', next),
    }
  })
}

function vendorsRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskVendorsTable', summary: 'The vendor database as a table' }
  const querystring = Type.Object({ ...vendorsQuery, ...sortedVendors, ...reasonQuery }, closed)
  const schema = { ...deskSchema(readTables, operation, Page(VendorListed)), querystring }
  app.get('/api/desk/tables/vendors', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readTables)
    const { sort = 'name', limit = 25, cursor } = request.query
    const after = cursor === undefined ? undefined : fromVendorCursor(cursor)
    await recordTableLook(deps, staff, 'vendors', request.query)
    const rows = await listVendors(deps, vendorsFilter(request.query), { sort, after, limit: limit + 1 })
    const last = rows[limit - 1]
    const next_cursor = rows.length > limit && last !== undefined ? toVendorCursor(last.id) : null
    return { data: rows.slice(0, limit).map(vendorBody), next_cursor }
  })
}

function purchasesRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskPurchasesTable',
    summary: 'The transaction database as a table',
    description: mayBeShort,
  }
  const querystring = Type.Object({ ...purchasesQuery, ...sortedByTime, ...reasonQuery }, closed)
  const schema = { ...deskSchema(readTables, operation, Page(PurchaseListed)), querystring }
  app.get('/api/desk/tables/purchases', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readTables)
    const { sort = '-at', limit = 25, cursor } = request.query
    const after = fromIdCursor('txn', cursor)
    const filter = purchasesFilter(request.query)
    await recordTableLook(deps, staff, 'purchases', request.query)
    const { rows, next } = await listPurchases(deps, filter, { sort, after, limit })
    return { data: rows.map(purchaseBody), next_cursor: next === undefined ? null : toPublic('txn', next) }
  })
}

const Counted = {
  count: Type.Integer({ minimum: 0 }),
  is_exact: Type.Boolean({ description: '`false`: at least so many; further was not counted.' }),
}
const Count = Type.Object(Counted, { ...closed, title: 'DeskCount' })
const Sums = Type.Object(
  {
    ...Counted,
    sums: Type.Array(
      Type.Object(
        { mode: ModeSchema, price: MoneyAndTokens, captured: MoneyAndTokens, refunded: MoneyAndTokens },
        closed,
      ),
      { description: 'Of those that were counted, a line for each currency.' },
    ),
  },
  { ...closed, title: 'DeskSums' },
)

/** Numbers alone: they name nobody, so that no reason is asked for, unless they are of one payer. */
function sumsRoutes(app: App, deps: Deps): void {
  const users = { operationId: 'deskUsersCount', summary: 'Count users by a filter' }
  const ofUsers = { ...deskSchema(readTables, users, Count), querystring: Type.Object(usersQuery, closed) }
  app.get('/api/desk/tables/users/sums', { schema: ofUsers }, async (request) => {
    await staffCaller(deps, request, readTables)
    const { count, isExact } = await countUsers(deps, usersFilter(request.query))
    return { count, is_exact: isExact }
  })
  const vendors = { operationId: 'deskVendorsCount', summary: 'Count vendors by a filter' }
  const ofVendors = { ...deskSchema(readTables, vendors, Count), querystring: Type.Object(vendorsQuery, closed) }
  app.get('/api/desk/tables/vendors/sums', { schema: ofVendors }, async (request) => {
    await staffCaller(deps, request, readTables)
    return { count: await countVendors(deps, vendorsFilter(request.query)), is_exact: true }
  })
  const purchases = { operationId: 'deskPurchasesSums', summary: 'Count and sum purchases by a filter' }
  const ofPurchases = {
    ...deskSchema(readTables, purchases, Sums),
    querystring: Type.Object({ ...purchasesQuery, reason: Type.Optional(reasonQuery.reason) }, closed),
  }
  app.get('/api/desk/tables/purchases/sums', { schema: ofPurchases }, async (request) => {
    const { staff } = await staffCaller(deps, request, readTables)
    const { reason, payer } = request.query
    if (payer !== undefined) {
      if (reason === undefined)
        throw new Problem('invalid_request', {
          param: 'reason',
          detail: 'What one payer bought is asked for with a reason.',
        })
      await recordTableLook(deps, staff, 'purchases.sums', { ...request.query, reason })
    }
    const { count, isExact, sums } = await sumPurchases(deps, purchasesFilter(request.query))
    const lines = sums.map((sum) => {
      const { currency, mode } = currencyOfSum(sum)
      const money = (micros: bigint) => toMoneyAndTokens(micros, currency)
      return {
        mode,
        price: money(sum.priceMicros),
        captured: money(sum.capturedMicros),
        refunded: money(sum.refundedMicros),
      }
    })
    return { count, is_exact: isExact, sums: lines }
  })
}

// A page by name goes on after a vendor, whose name is read where it stands.
const toVendorCursor = (id: Id): string => writeCursor(id)
const fromVendorCursor = (cursor: string): Id => readCursor(cursor, /^([0-9a-f]{32})$/)[0] ?? ''
