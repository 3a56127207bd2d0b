// Royalty transactions over the vendor API: who got what of each capture, and gave back what in each refund.
import { Type } from 'typebox'
import type { Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { answers, Page, pageQuery, PublicId, withKey } from '../platform/http/schemas.ts'
import { spanOf, spanQuery } from '../platform/http/span.ts'
import { fromPublic } from '../platform/ids.ts'
import { royaltyJson, RoyaltyTransaction } from '../royalty/index.ts'
import { vendorCaller } from '../vendor/index.ts'
import { transactionsIn } from './moved.ts'

export const royaltyTransactionRoutes: Routes = (app, deps) => {
  const filter = { ...pageQuery, purchase: Type.Optional(PublicId('txn')), ...spanQuery }
  app.get(
    '/v1/royalty-transactions',
    {
      schema: {
        tags: ['vendor'],
        security: withKey,
        operationId: 'listRoyaltyTransactions',
        summary: 'Who got what of each capture, and gave back what in each refund, newest first',
        querystring: Type.Object(filter, { additionalProperties: false }),
        response: answers({ 200: Page(RoyaltyTransaction) }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const { limit = 25, cursor, purchase: txn } = request.query
      const purchase = txn === undefined ? undefined : fromPublic('txn', txn)
      const after = fromCursor(cursor)
      const span = { vendor, mode, ...spanOf(request.query) }
      const rows = await transactionsIn(deps, span, { purchase, order: 'newest first', after, limit: limit + 1 })
      return pageOf(rows, limit, royaltyJson, ({ at, id }) => ({ at, id }))
    },
  )
}
