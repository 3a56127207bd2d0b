// Tips over HTTP: a payer gives and reads them, a vendor's server accepts them or gives them back.
import type { Decider, Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  Attempt,
  idempotencyHeaders,
  MoneyAndTokens,
  MoneyInput,
  PublicId,
  TextLine,
  Timestamp,
  withKey,
  withSession,
} from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { doneOr, idOfAttempt, submitAttempt, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { withLooks } from '../platform/looks.ts'
import { amountMicros, toMoneyAndTokens } from '../platform/money.ts'
import { scopeOf, vendorCaller, vendors } from '../vendor/index.ts'
import type { OfVendor } from './accept.ts'
import { acceptTip } from './accept.ts'
import type { TipAnswer } from './give.ts'
import { giveTip } from './give.ts'
import { refundTip } from './refund.ts'
import { tips } from './tables.ts'

const closed = { additionalProperties: false } as const

const Tip = Type.Object(
  {
    id: PublicId('tip'),
    object: Type.Literal('tip'),
    vendor: Type.Object({ id: PublicId('ven'), name: Type.String() }, closed),
    amount: MoneyAndTokens,
    thanks: Type.String(),
    state: Type.Union([
      Type.Literal('given'),
      Type.Literal('accepted'),
      Type.Literal('expired'),
      Type.Literal('refunded'),
    ]),
    given_at: Timestamp,
    expires_at: Timestamp,
  },
  { ...closed, title: 'Tip' },
)

export const tipRoutes: Routes = (app, deps) => {
  giveRoute(app, deps)
  receiptRoute(app, deps)
  vendorRoute(app, deps, 'accept', 'Accept a tip', acceptTip, ['not_found', 'tip_ended'])
  vendorRoute(app, deps, 'refund', 'Give an accepted tip back', refundTip, ['not_found', 'tip_not_accepted'])
}

function giveRoute(app: App, deps: Deps): void {
  app.post(
    '/api/wallet/tips',
    {
      schema: {
        operationId: 'giveTip',
        summary: 'Give a vendor a tip',
        tags: ['wallet'],
        security: withSession,
        body: Type.Object(
          { attempt: Attempt, vendor: PublicId('ven'), amount: MoneyInput, thanks: TextLine(280) },
          closed,
        ),
        response: answers({ 201: Tip }, [
          'not_a_member',
          'account_blocked',
          'not_found',
          'insufficient_funds',
          'limit_exceeded',
        ]),
      },
    },
    async (request, reply) => {
      const { account: payer, user } = await signedIn(deps, request)
      const { attempt, vendor, amount, thanks } = request.body
      const input = {
        tip: idOfAttempt(payer, attempt, 'tip'),
        payer,
        user,
        vendor: fromPublic('ven', vendor) ?? '',
        currency: amount.currency,
        micros: amountMicros(amount.amount),
        thanks,
      }
      const actor = userActor(user)
      const { tip } = doneOr(await submitAttempt(deps, payer, attempt, giveTip, input, { actor }), 'payer')
      return reply.code(201).send(await tipJson(deps, tip, { payer }))
    },
  )
}

function receiptRoute(app: App, deps: Deps): void {
  app.get(
    '/api/wallet/tips/:tip',
    {
      schema: {
        operationId: 'tipReceipt',
        summary: 'The receipt of a tip',
        tags: ['wallet'],
        security: withSession,
        params: Type.Object({ tip: PublicId('tip') }),
        response: answers({ 200: Tip }, ['not_found']),
      },
    },
    async (request) => {
      const { account: payer } = await signedIn(deps, request)
      return tipJson(deps, fromPublic('tip', request.params.tip), { payer })
    },
  )
}

function vendorRoute(
  app: App,
  deps: Deps,
  verb: string,
  summary: string,
  decider: Decider<OfVendor, TipAnswer | Refusal>,
  codes: Parameters<typeof answers>[1],
): void {
  app.post(
    `/v1/tips/:tip/${verb}`,
    {
      schema: {
        operationId: `${verb}Tip`,
        summary,
        tags: ['vendor'],
        security: withKey,
        params: Type.Object({ tip: PublicId('tip') }),
        headers: idempotencyHeaders,
        body: Type.Object({}, closed),
        response: answers({ 200: Tip }, codes),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const tip = fromPublic('tip', request.params.tip)
      if (tip === undefined || caller.mode !== 'live') throw new Problem('not_found')
      const { vendor } = caller
      doneOr(await submitKeyed(deps, request, scopeOf(caller), decider, { tip, vendor }), 'vendor')
      return tipJson(deps, tip, { vendor })
    },
  )
}

/** A tip as it stands, for one of the two whom it concerns (T15). @throws {Problem} not_found */
async function tipJson(deps: Deps, id: Id | undefined, of: { readonly payer: Id } | { readonly vendor: Id }) {
  const [body] = await withLooks(deps.ledger, [
    (looks) => {
      const row = id === undefined ? undefined : looks.row(tips, id)
      const isTheirs = 'payer' in of ? row?.payer === of.payer : row?.vendor === of.vendor
      if (id === undefined || row === undefined || !isTheirs) return undefined
      const name = looks.row(vendors, row.vendor)?.name ?? ''
      return {
        id: toPublic('tip', id),
        object: 'tip' as const,
        vendor: { id: toPublic('ven', row.vendor), name },
        amount: toMoneyAndTokens(row.micros, assetCurrency(row.asset)),
        thanks: row.thanks,
        state: row.state,
        given_at: toRfc3339(row.givenAt),
        expires_at: toRfc3339(row.expiresAt),
      }
    },
  ])
  if (body === undefined) throw new Problem('not_found')
  return body
}
