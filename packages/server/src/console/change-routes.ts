// Refund, capture and void in place.
import type { Decider, Json } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import type { App } from '../platform/http/app.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { answers, Attempt, MoneyInput, PublicId, TextLine, withSession } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import type { PurchaseRow } from '../purchase/index.ts'
import {
  amountOf,
  capturePurchase,
  captureRefusals,
  refundPurchase,
  refundRefusals,
  voidPurchase,
  voidRefusals,
} from '../purchase/index.ts'
import { byTeam } from '../vendor/index.ts'
import { consoleCaller } from './caller.ts'
import { findSale, saleDetail } from './sale-detail.ts'
import { inConsole, SaleDetailSchema } from './schemas.ts'

const closed = { additionalProperties: false } as const
const params = Type.Object({ ...inConsole, txn: PublicId('txn') })
const amount = Type.Optional(MoneyInput)

export function changeRoutes(app: App, deps: Deps): void {
  const route = (operationId: string, summary: string, refusals: readonly ProblemCode[]) => ({
    operationId,
    summary,
    tags: ['console'],
    security: withSession,
    params,
    response: answers({ 200: SaleDetailSchema }, refusals),
  })
  const RefundBody = Type.Object({ attempt: Attempt, amount, reason: Type.Optional(TextLine(200, 0)) }, closed)
  app.post(
    '/api/console/:ven/sales/:txn/refund',
    {
      schema: {
        ...route('refundSale', 'Give a captured amount back, whole or in part', [
          ...refundRefusals,
          'fresh_login_needed',
        ]),
        body: RefundBody,
      },
    },
    (request) => {
      const { attempt, amount, reason = '' } = request.body
      const input = (row: PurchaseRow) => ({ amountMicros: amountOf(row, amount), reason })
      return change(deps, request, request.params, attempt, refundPurchase, input)
    },
  )
  const CaptureBody = Type.Object({ attempt: Attempt, amount, final: Type.Optional(Type.Boolean()) }, closed)
  app.post(
    '/api/console/:ven/sales/:txn/capture',
    { schema: { ...route('captureSale', 'Capture a hold, whole or in parts', captureRefusals), body: CaptureBody } },
    (request) => {
      const { attempt, amount, final = false } = request.body
      return change(deps, request, request.params, attempt, capturePurchase, (row) => ({
        amountMicros: amountOf(row, amount),
        final,
      }))
    },
  )
  app.post(
    '/api/console/:ven/sales/:txn/void',
    {
      schema: {
        ...route('voidSale', 'End what is not captured', voidRefusals),
        body: Type.Object({ attempt: Attempt }, closed),
      },
    },
    (request) => change(deps, request, request.params, request.body.attempt, voidPurchase, () => ({})),
  )
}

/** Submits a change of a sale on behalf of whoever is at the console; the answer is the sale as it then stands. */
async function change<Input extends object, Answer extends Json>(
  deps: Deps,
  request: FastifyRequest,
  { ven, txn }: { readonly ven: string; readonly txn: string },
  attempt: string,
  decider: Decider<Input & { readonly purchase: string; readonly vendor: string }, Answer | Refusal>,
  inputOf: (row: PurchaseRow) => Input,
) {
  const { user, vendor } = await consoleCaller(deps, request, ven, { fresh: decider.name === refundPurchase.name })
  const { id, row } = await findSale(deps, vendor, txn)
  const input = { ...inputOf(row), purchase: id, vendor, by: user }
  doneOr(await submitAttempt(deps, user, attempt, byTeam(decider), input, { actor: userActor(user) }), 'vendor')
  return await saleDetail(deps, vendor, txn, sayFor(request))
}
