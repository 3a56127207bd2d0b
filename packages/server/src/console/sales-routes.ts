// Sales at the console: the list, its CSV, and one sale.
import { Readable } from 'node:stream'
import type { Instant } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { fromDay, fromRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { answers, InstantOrDay, Page, pageQuery, PublicId, Search, withSession } from '../platform/http/schemas.ts'
import { StatusSchema } from '../purchase/index.ts'
import { ModeSchema } from '../vendor/index.ts'
import type { ConsoleCaller } from './caller.ts'
import { consoleCaller } from './caller.ts'
import { salesCsv } from './sales-csv.ts'
import { saleDetail } from './sale-detail.ts'
import { saleRowJson } from './sale-row.ts'
import type { SalesQuery } from './sales-store.ts'
import { findSales, placeOfSale } from './sales-store.ts'
import { inConsole, SaleDetailSchema, SaleRowSchema } from './schemas.ts'

const common = { tags: ['console'], security: withSession }

const filter = {
  mode: Type.Optional(ModeSchema),
  status: Type.Optional(Type.Union([...StatusSchema.anyOf, Type.Literal('refunded')])),
  q: Type.Optional(Search(200, 'A purchase, or a piece of an order reference or a title.')),
  from: Type.Optional(InstantOrDay),
  to: Type.Optional(InstantOrDay),
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
        summary: 'Sales, filtered and sorted',
        params: Type.Object(inConsole),
        querystring: Type.Object({ ...filter, ...pageQuery }, { additionalProperties: false }),
        response: answers({ 200: Page(SaleRowSchema) }),
      },
    },
    async (request) => {
      const caller = await consoleCaller(deps, request, request.params.ven)
      const { limit = 25, cursor } = request.query
      const query = { ...queryOf(deps, caller, request.query), after: fromCursor(cursor), limit: limit + 1 }
      const sales = await findSales(deps, query)
      return pageOf(
        sales,
        limit,
        (sale) => saleRowJson(deps, caller.vendor, sale),
        (sale) => placeOfSale(query.sort, sale),
      )
    },
  )
  app.get(
    '/api/console/:ven/sales.csv',
    {
      schema: {
        ...common,
        operationId: 'exportSales',
        summary: 'The same list as CSV (RFC 4180), whole',
        params: Type.Object(inConsole),
        querystring: Filter,
        response: answers({ 200: Type.String({ description: 'text/csv' }) }),
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
      return await saleDetail(deps, vendor, request.params.txn)
    },
  )
}

function queryOf(
  deps: Deps,
  { vendor }: ConsoleCaller,
  query: Static<typeof Filter>,
): Omit<SalesQuery, 'after' | 'limit'> {
  const { mode = 'live', status, q, from, to, sort = '-at' } = query
  return {
    vendor,
    mode,
    status,
    q,
    from: momentOf(from, 0n),
    to: momentOf(to, 86_400_000_000n),
    sort,
    now: deps.clock.now(),
  }
}

/** @param dayEnds What to add to a bare day: as the end of a span it is meant whole. */
function momentOf(text: string | undefined, dayEnds: bigint): Instant | undefined {
  if (text === undefined) return undefined
  const day = fromDay(text)
  return day === undefined ? fromRfc3339(text) : day + dayEnds
}
