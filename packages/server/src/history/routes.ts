// What a payer had and did, over HTTP.
import { Type } from 'typebox'
import { historyKinds } from '../event/index.ts'
import { signedIn } from '../identity/index.ts'
import { sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, Page, pageQuery, PublicId, Search, withSession } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { homeOf } from './home.ts'
import { movementsOf } from './movements.ts'
import { receiptOf } from './receipt.ts'
import { homeSchema, movement, movementKind, Receipt } from './schemas.ts'
import { movementBody } from './view.ts'

const common = { tags: ['wallet'], security: withSession }

export const historyRoutes: Routes = (app, deps) => {
  const kinds = historyKinds(deps)
  app.get(
    '/api/wallet/home',
    {
      schema: {
        ...common,
        operationId: 'walletHome',
        summary: 'Where your account stands',
        response: answers({ 200: homeSchema(kinds) }),
      },
    },
    async (request) => homeOf(deps, (await signedIn(deps, request)).account, sayFor(request)),
  )
  const query = {
    ...pageQuery,
    q: Type.Optional(Search(100)),
    kind: Type.Optional(movementKind(kinds)),
  }
  app.get(
    '/api/wallet/history',
    {
      schema: {
        ...common,
        operationId: 'walletHistory',
        summary: 'Every movement, newest first, with a running balance',
        querystring: Type.Object(query, { additionalProperties: false }),
        response: answers({ 200: Page(movement(kinds)) }),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      const { q: text, kind, cursor, limit = 25 } = request.query
      const kinds = kind === undefined ? undefined : [kind]
      const { rows, next } = await movementsOf(deps, account, { text, kinds, cursor, limit }, sayFor(request))
      return { data: rows.map(movementBody), next_cursor: next }
    },
  )
  app.get(
    '/api/wallet/purchases/:txn',
    {
      schema: {
        ...common,
        operationId: 'walletReceipt',
        summary: 'The receipt of a purchase',
        params: Type.Object({ txn: PublicId('txn') }),
        response: answers({ 200: Receipt }),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const receipt = await receiptOf(deps, who, fromPublic('txn', request.params.txn) ?? '', sayFor(request))
      if (receipt === undefined) throw new Problem('not_found')
      return receipt
    },
  )
}
