// Spending limits, over HTTP.
import { Type } from 'typebox'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { microsIn } from '../platform/http/amounts.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, Attempt, MoneyInput, Nullable, withSession } from '../platform/http/schemas.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import { limitFields, scopeIn, windowIn } from './limit-body.ts'
import { LimitUse, limitUses } from './limit-use.ts'
import { setLimit } from './set-limit.ts'

const closed = { additionalProperties: false } as const
const Limited = Type.Object({ attempt: Attempt, ...limitFields, max: Nullable(MoneyInput) }, closed)
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
        response: answers({ 200: Limits }, ['not_a_member', 'account_blocked', 'window_closed']),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const { attempt, currency, max } = request.body
      const scope = scopeIn(request.body)
      const input = {
        payer: who.account,
        user: who.user,
        currency,
        window: windowIn(request.body),
        ...(scope && { scope }),
        maxMicros: max === null ? null : microsIn(currency, max, { param: 'max', detail: 'A limit has one currency.' }),
        windowEndsAt: who.windowEndsAt,
      }
      doneOr(await submitAttempt(deps, who.account, attempt, setLimit, input, { actor: userActor(who.user) }))
      return limitsOf(deps, who, sayFor(request))
    },
  )
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
