// Sales at the console: the list, its CSV, and one sale.
import { Readable } from 'node:stream'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import type { App } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { answers, Page, pageQuery, PublicId, Search, withSession } from '../platform/http/schemas.ts'
import { spanOf, spanQuery } from '../platform/http/span.ts'
import { StatusSchema } from '../purchase/index.ts'
import { ModeSchema } from '../chart/index.ts'
import type { ConsoleCaller } from './caller.ts'
import { consoleCaller } from './caller.ts'
import type { CsvQuery } from './sales-csv.ts'
import { salesCsv } from './sales-csv.ts'
import { saleDetail } from './sale-detail.ts'
import { saleRowJson } from './sale-row.ts'
import { findSales, positionOfSale } from './sales-store.ts'
import { inConsole, SaleDetailSchema, SaleRowSchema } from './schemas.ts'

const common = { tags: ['console'], security: withSession }

const filter = {
  mode: Type.Optional(ModeSchema),
  status: Type.Optional(Type.Union([...StatusSchema.anyOf, Type.Literal('refunded')])),
  q: Type.Optional(Search(200, 'A purchase, or a piece of an order reference or a title.')),
  ...spanQuery,
}
const sort = {
  sort: Type.Optional(
    Type.Union([Type.Literal('-at'), Type.Literal('at'), Type.Literal('-price'), Type.Literal('price')], {
      description: 'Default: `-at`, newest first.',
    }),
  ),
}
const Filter = Type.Object(filter, { additionalProperties: false })

export function salesRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/console/:ven/sales',
    {
      schema: {
        ...common,
        operationId: 'listSales',
        summary:
          'Sales, filtered and sorted. Days are those in which money moved; of a purchase that moved none, the day it was asked for',
        params: Type.Object(inConsole),
        querystring: Type.Object({ ...filter, ...sort, ...pageQuery }, { additionalProperties: false }),
        response: answers({ 200: Page(SaleRowSchema) }),
      },
    },
    async (request) => {
      const caller = await consoleCaller(deps, request, request.params.ven)
      const { limit = 25, cursor, sort = '-at' } = request.query
      const query = { ...queryOf(deps, caller, request.query), sort, after: fromCursor(cursor), limit: limit + 1 }
      const sales = await findSales(deps, query)
      return pageOf(
        sales,
        limit,
        (sale) => saleRowJson(deps, caller.vendor, sale),
        (sale) => positionOfSale(query.sort, sale),
      )
    },
  )
  app.get(
    '/api/console/:ven/sales.csv',
    {
      schema: {
        ...common,
        operationId: 'exportSales',
        summary: 'Captures and refunds as CSV (RFC 4180), oldest first: their days sum to the overview’s',
        params: Type.Object(inConsole),
        querystring: Filter,
        response: answers({
          200: {
            description: 'A row for each capture and refund; amounts of refunds are below zero.',
            content: { 'text/csv': { schema: Type.String() } },
          },
        }),
      },
    },
    async (request, reply) => {
      const caller = await consoleCaller(deps, request, request.params.ven)
      const lines = salesCsv(deps, queryOf(deps, caller, request.query))
      reply
        .type('text/csv; charset=utf-8; header=present')
        .header('content-disposition', 'attachment; filename="sales.csv"')
      return reply.send(Readable.from(lines) as unknown as string) // A stream is sent as it is.
    },
  )
  app.get(
    '/api/console/:ven/sales/:txn',
    {
      schema: {
        ...common,
        operationId: 'retrieveSale',
        summary: 'A sale with its royalty transactions and what happened when',
        params: Type.Object({ ...inConsole, txn: PublicId('txn') }),
        response: answers({ 200: SaleDetailSchema }),
      },
    },
    async (request) => {
      const { vendor } = await consoleCaller(deps, request, request.params.ven)
      return await saleDetail(deps, vendor, request.params.txn, sayFor(request))
    },
  )
}

function queryOf(deps: Deps, { vendor }: ConsoleCaller, query: Static<typeof Filter>): CsvQuery {
  const { mode = 'live', status, q } = query
  return { vendor, mode, status, q, ...spanOf(query), now: deps.clock.now() }
}
