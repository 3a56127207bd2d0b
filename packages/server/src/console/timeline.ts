import type { Id, Instant } from '@farthing/ledger'
import { eventsAbout, toldInTimeline } from '../event/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { withLooks } from '../platform/looks.ts'
import type { PurchaseRow } from '../purchase/index.ts'

type Moment = { readonly at: Instant; readonly what: string }

/**
 * What happened to a purchase, oldest first, in a vendor's words and the language of `t`: its events say it.
 *
 * @param moved When money moved, by captures and refunds.
 */
export async function timelineOf(
  deps: Deps,
  id: Id,
  row: PurchaseRow,
  moved: readonly { readonly at: Instant }[],
  t: Say,
): Promise<{ at: string; what: string }[]> {
  const instants = [row.requestedAt, row.authorizedAt, row.endedAt, ...moved.map(({ at }) => at)]
  const logged = await eventsAbout(
    deps,
    id,
    instants.filter((at) => at !== null),
  )
  const moments = await withLooks(
    deps.ledger,
    logged.map(({ operation, at, events }) => (looks): Moment[] => {
      const telling = { deps, looks, happened: { operation, at }, t }
      return toldInTimeline(deps, events).flatMap(({ facts, way }) =>
        way.words(facts, telling).map((what) => ({ at: way.at?.(facts, telling) ?? at, what })),
      )
    }),
    { fresh: true },
  )
  return [...moments.flat(), ...lapsed(deps, row, t)]
    .toSorted((a, b) => Number(a.at - b.at))
    .map(({ at, what }) => ({ at: toRfc3339(at), what }))
}

/** Nobody writes down that nobody came. */
const lapsed = (deps: Deps, row: PurchaseRow, t: Say): Moment[] =>
  row.status === 'requested' && deps.clock.now() >= row.expiresAt
    ? [{ at: row.expiresAt, what: t('server.timeline.notApproved') }]
    : []
