// Spending limits, over HTTP.
import { Type } from 'typebox'
import type { Static } from 'typebox'
import type { LimitScope, LimitWindow, PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { ItemKindSchema } from '../catalog/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { microsIn } from '../platform/http/amounts.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  Attempt,
  CurrencyCode,
  MoneyInput,
  Nullable,
  PublicId,
  withSession,
} from '../platform/http/schemas.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import { LimitUse, limitUses, PeriodName, ScopeName } from './limit-use.ts'
import { setLimit } from './set-limit.ts'

const closed = { additionalProperties: false } as const
const days = { min: 2, max: 90 }
/** What may stand beside `scope` and `period`, each where it alone says something. */
const Limited = Type.Object(
  {
    attempt: Attempt,
    currency: CurrencyCode,
    scope: Type.Optional(ScopeName),
    vendor: Type.Optional(PublicId('ven')),
    member: Type.Optional(PublicId('usr')),
    item_kind: Type.Optional(ItemKindSchema),
    period: PeriodName,
    days: Type.Optional(
      Type.Integer({
        minimum: days.min,
        maximum: days.max,
        description: 'Of `last_days`: today with those before.',
      }),
    ),
    max: Nullable(MoneyInput),
  },
  closed,
)
const Limits = Type.Object({ limits: Type.Array(LimitUse) }, { ...closed, title: 'Limits' })

export const limitRoutes: Routes = (app, deps) => {
  app.get(
    '/api/wallet/limits',
    {
      schema: {
        operationId: 'walletLimits',
        summary: 'Your spending limits, and what is spent against them',
        tags: ['wallet'],
        security: withSession,
        response: answers({ 200: Limits }),
      },
    },
    async (request) => limitsOf(deps, await signedIn(deps, request), sayFor(request)),
  )
  app.put(
    '/api/wallet/limits',
    {
      schema: {
        operationId: 'setLimit',
        summary: 'Set, change or remove a spending limit (R23); raising one needs a fresh login',
        tags: ['wallet'],
        security: withSession,
        body: Limited,
        response: answers({ 200: Limits }, ['not_a_member', 'window_closed']),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const { attempt, currency, max } = request.body
      const scope = scopeOf(request.body)
      const input = {
        payer: who.account,
        user: who.user,
        currency,
        window: windowOf(request.body),
        ...(scope && { scope }),
        maxMicros: max === null ? null : microsIn(currency, max, { param: 'max', detail: 'A limit has one currency.' }),
        windowEndsAt: who.windowEndsAt,
      }
      doneOr(await submitAttempt(deps, who.account, attempt, setLimit, input, { actor: userActor(who.user) }))
      return limitsOf(deps, who, sayFor(request))
    },
  )
}

type LimitedBody = Static<typeof Limited>

/** @throws {Problem} invalid_request: vendor, member or item_kind where it is missing, or says nothing. */
function scopeOf(body: LimitedBody): LimitScope | undefined {
  const { scope: kind = 'account' } = body
  const wanted = { vendor: 'vendor', member: 'member', item_kind: 'item_kind', account: '', wallet: '' }[kind]
  for (const name of ['vendor', 'member', 'item_kind'] as const) {
    if (name !== wanted && body[name] !== undefined) throw wrong(name, `Goes with the scope ${name} alone.`)
  }
  switch (kind) {
    case 'account':
      return undefined
    case 'wallet':
      return { kind }
    case 'vendor':
      return { kind, vendor: fromPublic('ven', body.vendor ?? '') ?? missing('vendor', 'Of which vendor?') }
    case 'member':
      return { kind, member: fromPublic('usr', body.member ?? '') ?? missing('member', 'Of which member?') }
    case 'item_kind':
      return { kind, itemKind: body.item_kind ?? missing('item_kind', 'Of which kind of item?') }
  }
}

/** @throws {Problem} invalid_request: days where they are missing, or say nothing. */
function windowOf({ period, days: count }: LimitedBody): LimitWindow {
  if (period === 'last_days') {
    return { period, days: count ?? missing('days', `How many days, from ${days.min} to ${days.max}?`) }
  }
  if (count !== undefined) throw wrong('days', 'Goes with the period last_days alone.')
  return { period }
}

const wrong = (param: string, detail: string) => new Problem('invalid_request', { param, detail })
function missing(param: string, detail: string): never {
  throw wrong(param, detail)
}

async function limitsOf(deps: Deps, who: SignedIn, t: Say) {
  const state = await payerState(deps, who)
  return { limits: await limitUses(deps, state, deps.clock.now(), t) }
}

async function payerState(deps: Deps, who: SignedIn): Promise<PayerState> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[payers, who.account]] })).row(payers, who.account)
  if (row === undefined) throw new Problem('not_found')
  return row.state
}
