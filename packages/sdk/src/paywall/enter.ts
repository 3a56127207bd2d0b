import type { Entitlement } from '../api.ts'
import { FarthingError } from '../errors.ts'
import type { Delivery } from './admissions.ts'
import { grantOf, hasEnded, isAdmitted } from './grants.ts'
import type { Grant } from './grants.ts'
import type { Desk } from './desk.ts'

export type Entry =
  { kind: 'open'; grant: Grant; delivery: Delivery | null } | { kind: 'ended' } | { kind: 'unreachable' }

/**
 * Tries one licence: where views are counted, or the clock waits for the first opening, makes an admission or goes by
 * one that lives; and asks again now and then whether licence and admission still stand.
 *
 * @param browser As `Admissions.take` wants it.
 */
export async function enter(desk: Desk, grant: Grant, counts: boolean, browser: string): Promise<Entry> {
  const now = desk.clock()
  if (hasEnded(grant, now)) return { kind: 'ended' }
  try {
    if (grant.admission !== null && isAdmitted(grant, now)) {
      if (!isStale(desk, grant, now)) return { kind: 'open', grant, delivery: null }
      const { status } = await desk.client.admissions.retrieve(grant.admission.id)
      if (status === 'live') return { kind: 'open', grant: checked(grant, now), delivery: null }
    }
    if (counts && grant.opens !== 'none') return await admit(desk, grant, browser)
    if (isStale(desk, grant, now)) {
      const answer = await desk.client.entitlements.retrieve(grant.entitlement)
      if (answer.status === 'ended') return { kind: 'ended' }
      return { kind: 'open', grant: renewed(answer, grant, now), delivery: null }
    }
    return grant.viewsLeft === 0 ? { kind: 'ended' } : { kind: 'open', grant, delivery: null }
  } catch (error) {
    if (!(error instanceof FarthingError)) throw error
    if (error.code === 'licence_ended' || error.code === 'not_found') return { kind: 'ended' }
    desk.onError(error)
    // Paid and proved once: where no view has to be counted, a provider that does not answer locks nobody out.
    const free = grant.opens === 'none' || isAdmitted(grant, now)
    return free ? { kind: 'open', grant, delivery: null } : { kind: 'unreachable' }
  }
}

// After the last view none is left, but the browser that used that view is let in.
async function admit(desk: Desk, grant: Grant, browser: string): Promise<Entry> {
  const offer = await desk.offer(grant.sku)
  const lastsSeconds = offer?.admissionSeconds ?? desk.admissionSeconds
  const { opened, endsAt, delivery } = await desk.admissions.take(browser, grant.entitlement, lastsSeconds)
  const admitted = { id: opened.admission.id, endsAt: new Date(endsAt).toISOString() }
  const admission = grant.opens === 'each' ? admitted : null
  return { kind: 'open', grant: { ...renewed(opened, grant, desk.clock()), admission }, delivery }
}

function isStale(desk: Desk, grant: Grant, now: number): boolean {
  return Math.floor(now / 1000) - grant.checkedAtSeconds >= desk.recheckSeconds
}

function checked(grant: Grant, now: number): Grant {
  return { ...grant, checkedAtSeconds: Math.floor(now / 1000) }
}

function renewed(answer: Entitlement, grant: Grant, now: number): Grant {
  return { ...grantOf(answer, grant.sku, now), payer: grant.payer }
}
