import type { Entitlement } from '../api.ts'
import { FarthingError } from '../errors.ts'
import { grantOf, hasEnded } from './grants.ts'
import type { Grant } from './grants.ts'
import type { Desk } from './desk.ts'

export type Entry = { kind: 'open'; grant: Grant } | { kind: 'ended' } | { kind: 'unreachable' }

/**
 * Tries one licence: counts the view where views are counted, starts the clock where it
 * waits for the first opening, and asks again now and then whether it still stands.
 */
export async function enter(desk: Desk, grant: Grant, counts: boolean): Promise<Entry> {
  const now = desk.clock()
  if (hasEnded(grant, now)) return { kind: 'ended' }
  const mustOpen = counts && grant.opens !== 'none'
  const stale = Math.floor(now / 1000) - grant.checkedAtSeconds >= desk.recheckSeconds
  if (!mustOpen && !stale) return grant.viewsLeft === 0 ? { kind: 'ended' } : { kind: 'open', grant }
  try {
    const answer = mustOpen
      ? await desk.client.entitlements.open(grant.entitlement)
      : await desk.client.entitlements.retrieve(grant.entitlement)
    // The last view leaves none, and that view itself is let in.
    const ended = answer.status === 'ended' && !(mustOpen && answer.views_left === 0)
    return ended ? { kind: 'ended' } : { kind: 'open', grant: renewed(answer, grant, now) }
  } catch (error) {
    if (!(error instanceof FarthingError)) throw error
    if (error.code === 'licence_ended' || error.code === 'not_found') return { kind: 'ended' }
    desk.onError(error)
    // Paid and proved once: a provider that is away shuts nobody out who needs no counting.
    return grant.opens === 'none' ? { kind: 'open', grant } : { kind: 'unreachable' }
  }
}

function renewed(answer: Entitlement, grant: Grant, now: number): Grant {
  return { ...grantOf(answer, grant.sku, now), payer: grant.payer }
}
