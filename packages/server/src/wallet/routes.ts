// The payer's own rules for their wallets, over HTTP.
import { Type } from 'typebox'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { microsIn } from '../platform/http/amounts.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  Attempt,
  CurrencyCode,
  MoneyInput,
  Nullable,
  TimeZone,
  withSession,
} from '../platform/http/schemas.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import { LimitUse, limitUses, PeriodName } from './limit-use.ts'
import { setLimit } from './set-limit.ts'
import { setTimeZone } from './set-time-zone.ts'

const closed = { additionalProperties: false } as const
const Limits = Type.Object({ limits: Type.Array(LimitUse) }, { ...closed, title: 'Limits' })

export const walletRoutes: Routes = (app, deps) => {
  limitRoutes(app, deps)
  timeZoneRoute(app, deps)
}

function limitRoutes(app: App, deps: Deps): void {
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
    async (request) => limitsOf(deps, await signedIn(deps, request)),
  )
  app.put(
    '/api/wallet/limits',
    {
      schema: {
        operationId: 'setLimit',
        summary: 'Set, change or remove a spending limit (R23); raising one needs a fresh login',
        tags: ['wallet'],
        security: withSession,
        body: Type.Object(
          { attempt: Attempt, currency: CurrencyCode, period: PeriodName, max: Nullable(MoneyInput) },
          closed,
        ),
        response: answers({ 200: Limits }, ['not_a_member', 'window_closed']),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const { attempt, currency, period, max } = request.body
      const input = {
        payer: who.account,
        user: who.user,
        currency,
        period,
        maxMicros: max === null ? null : microsIn(currency, max, { param: 'max', detail: 'A limit has one currency.' }),
        windowEndsAt: who.windowEndsAt,
      }
      doneOr(await submitAttempt(deps, who.account, attempt, setLimit, input, { actor: userActor(who.user) }))
      return limitsOf(deps, who)
    },
  )
}

async function limitsOf(deps: Deps, who: SignedIn) {
  const state = await payerState(deps, who)
  return { limits: await limitUses(deps, state, deps.clock.now()) }
}

async function payerState(deps: Deps, who: SignedIn): Promise<PayerState> {
  const row = (await deps.ledger.look({ accounts: [], rows: [[payers, who.account]] })).row(payers, who.account)
  if (row === undefined) throw new Problem('not_found')
  return row.state
}

function timeZoneRoute(app: App, deps: Deps): void {
  app.put(
    '/api/wallet/time-zone',
    {
      schema: {
        operationId: 'setTimeZone',
        summary: 'Where your days, weeks and months begin',
        tags: ['wallet'],
        security: withSession,
        body: Type.Object({ attempt: Attempt, time_zone: TimeZone }, closed),
        response: answers({ 200: Type.Object({ time_zone: Type.String() }, closed) }, ['not_a_member']),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const { attempt, time_zone: timeZone } = request.body
      const input = { payer: who.account, user: who.user, timeZone }
      const answer = doneOr(
        await submitAttempt(deps, who.account, attempt, setTimeZone, input, { actor: userActor(who.user) }),
      )
      return { time_zone: answer.timeZone }
    },
  )
}
