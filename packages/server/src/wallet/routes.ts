// The payer's own rules for their wallets, over HTTP.
import { Type } from 'typebox'
import { signedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Routes } from '../platform/http/app.ts'
import { answers, Attempt, TimeZone, withSession } from '../platform/http/schemas.ts'
import { doneOr, submitAttempt } from '../platform/http/submit.ts'
import { limitRoutes } from './limit-routes.ts'
import { setTimeZone } from './set-time-zone.ts'

const closed = { additionalProperties: false } as const

export const walletRoutes: Routes = (app, deps) => {
  limitRoutes(app, deps)
  timeZoneRoute(app, deps)
}

const timeZoneRoute: Routes = (app, deps) => {
  app.put(
    '/api/wallet/time-zone',
    {
      schema: {
        operationId: 'setTimeZone',
        summary: 'Where your days, weeks and months begin',
        tags: ['wallet'],
        security: withSession,
        body: Type.Object({ attempt: Attempt, time_zone: TimeZone }, closed),
        response: answers({ 200: Type.Object({ time_zone: Type.String() }, closed) }, [
          'not_a_member',
          'account_blocked',
        ]),
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
