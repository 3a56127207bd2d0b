// The overview at the console: of which days.
import type { Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Days } from '../platform/calendar.ts'
import { dayAfter, daysBefore, daysFrom } from '../platform/calendar.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, CurrencyCode, Day, TimeZone, withSession } from '../platform/http/schemas.ts'
import { ModeSchema } from '../chart/index.ts'
import { consoleCaller } from './caller.ts'
import { overview } from './overview.ts'
import { inConsole, OverviewSchema } from './schemas.ts'

/** A leap year. */
const maxDays = 366

export function overviewRoute(app: App, deps: Deps): void {
  const query = {
    mode: Type.Optional(ModeSchema),
    days: Type.Optional(
      Type.Integer({ minimum: 1, maximum: maxDays, description: 'Today and the days before it. Default: 30.' }),
    ),
    from: Type.Optional(Day('The first day, in place of `days`; with `to`.')),
    to: Type.Optional(Day('The last day.')),
    time_zone: Type.Optional(TimeZone),
    currency: Type.Optional(CurrencyCode),
  }
  app.get(
    '/api/console/:ven/overview',
    {
      schema: {
        operationId: 'retrieveOverview',
        summary: 'How sales go',
        tags: ['console'],
        security: withSession,
        params: Type.Object(inConsole),
        querystring: Type.Object(query, { additionalProperties: false }),
        response: answers({ 200: OverviewSchema }),
      },
    },
    async (request) => {
      const caller = await consoleCaller(deps, request, request.params.ven)
      const { mode = 'live', currency } = request.query
      return await overview(deps, caller, { mode, days: daysOf(request.query, deps.clock.now()), currency })
    },
  )
}

type DaysQuery = {
  readonly days?: number
  readonly from?: string
  readonly to?: string
  readonly time_zone?: string
}

/** @throws {Problem} invalid_request: from, to, days */
function daysOf({ days, from, to, time_zone: timeZone = 'UTC' }: DaysQuery, now: Instant): Days {
  if (from === undefined && to === undefined) return daysBefore(now, days ?? 30, timeZone)
  if (days !== undefined) throw wrong('days', 'Give days, or from and to.')
  if (from === undefined) throw wrong('from', 'Give a day such as 2026-11-01.')
  if (to === undefined) throw wrong('to', 'Give a day such as 2026-11-30.')
  // Days compare as texts.
  if (to < from) throw wrong('to', 'The last day comes before the first.')
  if (to > dayAfter(from, maxDays - 1)) throw wrong('to', `At most ${maxDays} days.`)
  return daysFrom(from, to, timeZone)
}

const wrong = (param: string, detail: string) => new Problem('invalid_request', { param, detail })
