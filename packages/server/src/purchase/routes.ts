// The vendor's API for purchases.
import type { Decider, Json } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromIdCursor } from '../platform/http/cursors.ts'
import { microsIn } from '../platform/http/amounts.ts'
import type { MoneyInput } from '../platform/http/schemas.ts'
import { answers, idempotencyHeaders, Page, pageQuery, PublicId, withKey } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { problemOf, submitKeyed } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { assetCurrency } from '../chart/index.ts'
import type { VendorCaller } from '../vendor/index.ts'
import { scopeOf, vendorCaller } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import type { PurchaseRow } from './tables.ts'
import { capturePurchase } from './capture.ts'
import { findPurchase } from './find.ts'
import { refundPurchase } from './refund.ts'
import { renderCurrent, renderPurchase } from './render.ts'
import { postPurchase } from './post-purchase.ts'
import {
  CaptureBody,
  captureRefusals,
  OrderReference,
  Purchase,
  RefundBody,
  refundRefusals,
  RequestBody,
  StatusSchema,
  voidRefusals,
} from './schemas.ts'
import { purchasesOf } from './store.ts'
import { purchases } from './tables.ts'
import { verifyRoute } from './verify-return.ts'
import { voidPurchase } from './void.ts'

const byId = Type.Object({ purchase: PublicId('txn') })
const schemaOf = (operationId: string, summary: string) => ({
  operationId,
  summary,
  tags: ['vendor'],
  security: withKey,
})

export const purchaseRoutes: Routes = (app, deps) => {
  app.post(
    '/v1/purchases',
    {
      schema: {
        ...schemaOf('requestPurchase', 'Open a purchase; with a mandate, buy at once'),
        body: RequestBody,
        headers: idempotencyHeaders,
        response: answers({ 201: Purchase }, [
          'vendor_suspended',
          'url_not_registered',
          'terms_ended',
          'order_reference_used',
          'item_unknown',
          'rightsholder_unknown',
          'conflict',
          'mandate_invalid',
          'mandate_exceeded',
          'payer_mismatch',
          'not_a_member',
          'licence_held',
          'limit_exceeded',
          'insufficient_funds',
        ]),
      },
    },
    async (request, reply) => {
      const caller = await vendorCaller(deps, request)
      return reply.code(201).send(await postPurchase(deps, caller, request, request.body))
    },
  )
  app.get(
    '/v1/purchases/:purchase',
    {
      schema: {
        ...schemaOf('retrievePurchase', 'A purchase as it stands'),
        params: byId,
        response: answers({ 200: Purchase }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id, row } = await findPurchase(deps, caller, request.params.purchase)
      return renderCurrent(deps, id, row)
    },
  )
  listRoute(app, deps)
  changeRoutes(app, deps)
  verifyRoute(app, deps)
}

function listRoute(app: App, deps: Deps): void {
  app.get(
    '/v1/purchases',
    {
      schema: {
        ...schemaOf('listPurchases', 'Purchases, newest first'),
        querystring: Type.Object(
          {
            ...pageQuery,
            status: Type.Optional(StatusSchema),
            order_reference: Type.Optional(OrderReference),
          },
          { additionalProperties: false },
        ),
        response: answers({ 200: Page(Purchase) }),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { limit = 25, cursor, status, order_reference: reference } = request.query
      const before = fromIdCursor('txn', cursor)
      const page = { before, status, limit: limit + 1, now: deps.clock.now() }
      const ids = await purchasesOf(deps, caller.vendor, caller.mode, { ...page, reference })
      const shown = ids.slice(0, limit)
      const seen = await deps.ledger.look({ accounts: [], rows: shown.map((id) => [purchases, id]) })
      const data = await Promise.all(
        shown.flatMap((id) => {
          const row = seen.row(purchases, id)
          return row === undefined ? [] : [renderCurrent(deps, id, row)]
        }),
      )
      const last = shown.at(-1)
      return { data, next_cursor: ids.length > limit && last !== undefined ? toPublic('txn', last) : null }
    },
  )
}

function changeRoutes(app: App, deps: Deps): void {
  app.post(
    '/v1/purchases/:purchase/capture',
    {
      schema: {
        ...schemaOf('capturePurchase', 'Capture a hold, whole or in parts'),
        params: byId,
        headers: idempotencyHeaders,
        body: CaptureBody,
        response: answers({ 200: Purchase }, captureRefusals),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id, row } = await findPurchase(deps, caller, request.params.purchase)
      const { amount, final = false } = request.body
      return change(deps, caller, request, capturePurchase, {
        purchase: id,
        vendor: caller.vendor,
        amountMicros: amountOf(row, amount),
        final,
      })
    },
  )
  app.post(
    '/v1/purchases/:purchase/void',
    {
      schema: {
        ...schemaOf('voidPurchase', 'End what is not captured'),
        params: byId,
        headers: idempotencyHeaders,
        body: Type.Object({}, { additionalProperties: false }),
        response: answers({ 200: Purchase }, voidRefusals),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id } = await findPurchase(deps, caller, request.params.purchase)
      return change(deps, caller, request, voidPurchase, { purchase: id, vendor: caller.vendor })
    },
  )
  app.post(
    '/v1/purchases/:purchase/refund',
    {
      schema: {
        ...schemaOf('refundPurchase', 'Give a captured amount back, whole or in part'),
        params: byId,
        headers: idempotencyHeaders,
        body: RefundBody,
        response: answers({ 200: Purchase }, refundRefusals),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id, row } = await findPurchase(deps, caller, request.params.purchase)
      const { amount, reason = '' } = request.body
      const input = {
        purchase: id,
        vendor: caller.vendor,
        amountMicros: amountOf(row, amount),
        reason,
      }
      return change(deps, caller, request, refundPurchase, input)
    },
  )
}

/** An amount of the purchase's own currency; `null` where none was given. @throws {Problem} invalid_request */
export function amountOf(row: PurchaseRow, money: Static<typeof MoneyInput> | undefined): bigint | null {
  if (money === undefined) return null
  const currency = assetCurrency(row.asset)
  return microsIn(currency, money, { param: 'amount', detail: `The purchase is in ${currency}.` })
}

async function change<Input extends Json | object>(
  deps: Deps,
  caller: VendorCaller,
  request: FastifyRequest,
  decider: Decider<Input, PurchaseAnswer | Refusal>,
  input: Input,
) {
  const result = await submitKeyed(deps, request, scopeOf(caller), decider, input)
  if (result.kind === 'refused') throw problemOf(result.refusal, 'vendor')
  return renderPurchase(deps, result.answer)
}
