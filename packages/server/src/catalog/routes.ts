// Items over the vendor API.
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, idempotencyHeaders, Page, pageQuery, PublicId, withKey } from '../platform/http/schemas.ts'
import { doneOr, problemOf, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import { scopeOf, vendorCaller } from '../vendor/index.ts'
import { ItemFacts, itemJson, ItemSchema, parseItemFacts } from './facts.ts'
import { findItem, findVersions } from './find.ts'
import { publishItem, versionRow } from './publish.ts'
import { itemsOf } from './store.ts'

const common = { tags: ['vendor'], security: withKey }

export const catalogRoutes: Routes = (app, deps) => {
  app.post(
    '/v1/items',
    {
      schema: {
        ...common,
        operationId: 'publishItem',
        summary: 'Put an item on sale, or a new version of it under the same sku',
        headers: idempotencyHeaders,
        body: ItemFacts,
        response: answers({ 201: ItemSchema }, ['vendor_suspended', 'url_not_registered', 'rightsholder_unknown']),
      },
    },
    async (request, reply) => {
      const caller = await vendorCaller(deps, request)
      const parsed = parseItemFacts(request.body)
      if (parsed.kind === 'refused') throw problemOf(parsed.refusal)
      const { content } = parsed
      const { vendor, mode } = caller
      const { item, version, number, createdAt } = doneOr(
        await submitKeyed(deps, request, scopeOf(caller), publishItem, { vendor, mode, content }),
      )
      const row = versionRow(vendor, mode, content, BigInt(number), BigInt(createdAt))
      return reply.code(201).send(itemJson({ item, version, row }))
    },
  )
  readRoutes(app, deps)
}

function readRoutes(app: App, deps: Deps): void {
  app.get(
    '/v1/items',
    {
      schema: {
        ...common,
        operationId: 'listItems',
        summary: 'Your items, newest first',
        querystring: Type.Object(pageQuery, { additionalProperties: false }),
        response: answers({ 200: Page(ItemSchema) }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const { limit = 25, cursor } = request.query
      const rows = await itemsOf(deps, vendor, mode, { after: fromCursor(cursor), limit: limit + 1 })
      const { data, next_cursor: nextCursor } = pageOf(
        rows,
        limit,
        (row) => row,
        (row) => ({ at: row.createdAt, id: row.id }),
      )
      const offers = await findVersions(
        deps,
        data.map((row) => ({ item: row.id, version: row.version })),
      )
      return { data: offers.map(itemJson), next_cursor: nextCursor }
    },
  )
  app.get(
    '/v1/items/:item',
    {
      schema: {
        ...common,
        operationId: 'retrieveItem',
        summary: 'An item as it is on sale',
        params: Type.Object({ item: PublicId('itm') }),
        response: answers({ 200: ItemSchema }),
      },
    },
    async (request) => {
      const { vendor, mode } = await vendorCaller(deps, request)
      const item = fromPublic('itm', request.params.item)
      const offer = item === undefined ? undefined : await findItem(deps, vendor, mode, item)
      if (offer === undefined) throw new Problem('not_found')
      return itemJson(offer)
    },
  )
}
