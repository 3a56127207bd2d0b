// Mandates over HTTP: given, listed and revoked by the payer.
import assert from 'node:assert/strict'
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { microsIn } from '../platform/http/amounts.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, Attempt, MoneyInput, PublicId, TextLine, Timestamp, withSession } from '../platform/http/schemas.ts'
import { doneOr, idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import { randomText } from '../platform/random.ts'
import type { CreateMandate } from './create.ts'
import { createMandate } from './create.ts'
import { revokeMandate } from './revoke.ts'
import { writeMandateSecret } from './rules.ts'
import { mandatesOf } from './store.ts'
import { Mandate, mandateBodies } from './view.ts'

const closed = { additionalProperties: false } as const

const CreateBody = Type.Object(
  {
    attempt: Attempt,
    label: Type.Optional(TextLine(60)),
    mode: Type.Optional(ModeSchema),
    ceiling: MoneyInput,
    per_purchase_max: Type.Optional(MoneyInput),
    vendors: Type.Optional(
      Type.Array(PublicId('ven'), { minItems: 1, maxItems: 50, description: 'Where alone it may buy.' }),
    ),
    expires_at: Timestamp,
  },
  closed,
)
const Created = Type.Object(
  {
    ...Mandate.properties,
    secret: Type.String({ description: 'Shown once. Whoever has it buys within the mandate.' }),
  },
  { ...closed, title: 'CreatedMandate' },
)

export const mandateRoutes: Routes = (app, deps) => {
  listRoute(app, deps)
  createRoute(app, deps)
  revokeRoute(app, deps)
}

function listRoute(app: App, deps: Deps): void {
  app.get(
    '/api/wallet/mandates',
    {
      schema: {
        operationId: 'listMandates',
        summary: 'What you allowed software to buy',
        tags: ['wallet'],
        security: withSession,
        response: answers({ 200: Type.Object({ data: Type.Array(Mandate) }, closed) }),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      return { data: await mandateBodies(deps, await mandatesOf(deps, account)) }
    },
  )
}

function createRoute(app: App, deps: Deps): void {
  app.post(
    '/api/wallet/mandates',
    {
      schema: {
        operationId: 'createMandate',
        summary: 'Allow software to buy without asking again; needs a fresh login',
        tags: ['wallet'],
        security: withSession,
        body: CreateBody,
        response: answers({ 201: Created }, ['not_a_member', 'account_blocked', 'window_closed']),
      },
    },
    async (request, reply) => {
      const who = await signedIn(deps, request)
      const { input, secret } = read(deps, who, request.body)
      const actor = userActor(who.user)
      const { attempt } = request.body
      const { mandate } = doneOr(await submitAttempt(deps, who.account, attempt, createMandate, input, { actor }))
      const [body] = await mandateBodies(deps, [mandate])
      if (body === undefined) throw new Error(`mandate ${mandate} was not made`)
      return reply.code(201).send({ ...body, secret })
    },
  )
}

/** Reads the request. The secret is made of the attempt, so that a double click is one mandate with one secret. */
function read(deps: Deps, who: SignedIn, body: Static<typeof CreateBody>): { input: CreateMandate; secret: string } {
  const { currency } = body.ceiling
  const amount = (money: Static<typeof MoneyInput>, param: string) =>
    microsIn(currency, money, { param, detail: 'A mandate has one currency.' })
  const mode = body.mode ?? 'live'
  const mandate = idOfAttempt(who.account, body.attempt, 'mandate')
  const secret = writeMandateSecret(mode, mandate, lettersOf(deps, who.account, body.attempt))
  const expiresAt = fromRfc3339(body.expires_at)
  assert(expiresAt !== undefined, 'the schema lets an instant through alone')
  const input = {
    payer: who.account,
    user: who.user,
    mandate,
    label: body.label ?? '',
    mode,
    currency,
    ceilingMicros: amount(body.ceiling, 'ceiling'),
    perPurchaseMicros: body.per_purchase_max === undefined ? null : amount(body.per_purchase_max, 'per_purchase_max'),
    vendors: body.vendors?.map((id) => fromPublic('ven', id) ?? '') ?? null,
    secretHash: secret.hash,
    expiresAt,
    windowEndsAt: who.windowEndsAt,
  }
  return { input, secret: secret.text }
}

/** 32 letters that only this provider can make again, from the attempt. */
function lettersOf(deps: Deps, account: Id, attempt: string): string {
  let count = 0
  const bytes = (length: number): Buffer => {
    const blocks: Buffer[] = []
    for (let i = 0; i < length; i += 32)
      blocks.push(deps.secrets.index('mandate secret', `${account} ${attempt} ${count++}`))
    return Buffer.concat(blocks).subarray(0, length)
  }
  return randomText({ bytes }, 32)
}

function revokeRoute(app: App, deps: Deps): void {
  app.post(
    '/api/wallet/mandates/:id/revoke',
    {
      schema: {
        operationId: 'revokeMandate',
        summary: 'End a mandate at once',
        tags: ['wallet'],
        security: withSession,
        params: Type.Object({ id: PublicId('man') }),
        body: Type.Object({ attempt: Attempt }, closed),
        response: answers({ 200: Mandate }, ['not_a_member']),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const input = { payer: who.account, user: who.user, mandate: fromPublic('man', request.params.id) ?? '' }
      const actor = userActor(who.user)
      const { attempt } = request.body
      const { mandate } = doneOr(await submitAttempt(deps, who.account, attempt, revokeMandate, input, { actor }))
      const [body] = await mandateBodies(deps, [mandate])
      if (body === undefined) throw new Problem('not_found')
      return body
    },
  )
}
