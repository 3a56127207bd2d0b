// From when to when, as a query says it.
import type { Instant } from '@farthing/ledger'
import { Type } from 'typebox'
import { endOf, midnight } from '../calendar.ts'
import { fromDay, fromRfc3339 } from '../clock.ts'
import { InstantOrDay, TimeZone } from './schemas.ts'

const moment = (bound: string) => {
  const description = `${bound} RFC 3339, or a day (\`2026-11-24\`), which counts whole, in \`time_zone\`.`
  return Type.Optional(Type.String({ ...InstantOrDay, description }))
}

/** Query of what is narrowed to a span of time. */
export const spanQuery = {
  from: moment('At or after.'),
  to: moment('Before.'),
  time_zone: Type.Optional(
    Type.String({ ...TimeZone, description: 'Whose days, a name of the IANA time zone database. Default: UTC.' }),
  ),
}

/** From and to as instants: the edge has parsed `spanQuery`. */
export function spanOf(query: {
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly time_zone?: string | undefined
}): { readonly from: Instant | undefined; readonly to: Instant | undefined; readonly timeZone: string } {
  const { from, to, time_zone: timeZone = 'UTC' } = query
  return { from: momentOf(from, midnight, timeZone), to: momentOf(to, endOf, timeZone), timeZone }
}

function momentOf(text: string | undefined, ofDay: typeof midnight, timeZone: string): Instant | undefined {
  if (text === undefined) return undefined
  return fromDay(text) === undefined ? fromRfc3339(text) : ofDay(text, timeZone)
}
