import type { Admission, Entitlement, OpenedEntitlement } from '../api.ts'
import type { Clock } from '../runtime.ts'
import { StandInRefusal } from './stand-in-refusal.ts'

const voidableSeconds = 900

/** The stand-in's admissions: views taken and given back, and the clocks that they start. */
export class StandInAdmissions {
  readonly all = new Map<string, Admission>()
  /** Licences that were refunded. */
  readonly revoked = new Set<string>()
  readonly #clock: Clock
  readonly #mint: () => string

  constructor(clock: Clock, mint: () => string) {
    this.#clock = clock
    this.#mint = mint
  }

  open(entitlement: Entitlement, lastsSeconds = 600): OpenedEntitlement {
    if (entitlement.status === 'ended') throw new StandInRefusal('licence_ended', 409)
    const now = this.#clock()
    const admission: Admission = {
      id: this.#mint(),
      object: 'admission',
      entitlement: entitlement.id,
      status: 'live',
      admitted_at: new Date(now).toISOString(),
      ends_at: new Date(now + lastsSeconds * 1000).toISOString(),
      voided_at: null,
    }
    this.all.set(admission.id, admission)
    if (entitlement.views_left !== null) entitlement.views_left -= 1
    this.#settle(entitlement)
    if (entitlement.ends_at !== null && entitlement.ends_at < admission.ends_at) admission.ends_at = entitlement.ends_at
    return { ...entitlement, admission: this.find(admission.id) }
  }

  /** An admission as it is now. */
  find(id: string): Admission {
    const admission = this.all.get(id)
    if (admission === undefined) throw new StandInRefusal('not_found', 404)
    const over = Date.parse(admission.ends_at) <= this.#clock() || this.revoked.has(admission.entitlement)
    if (admission.status === 'live' && over) admission.status = 'ended'
    return { ...admission }
  }

  void(id: string, entitlement: Entitlement): Admission {
    const admission = this.all.get(id)
    if (admission === undefined) throw new StandInRefusal('not_found', 404)
    if (admission.voided_at !== null) return { ...admission }
    if (this.#clock() >= Date.parse(admission.admitted_at) + voidableSeconds * 1000) {
      throw new StandInRefusal('void_window_closed', 409)
    }
    if (this.revoked.has(entitlement.id)) throw new StandInRefusal('licence_ended', 409)
    admission.status = 'voided'
    admission.voided_at = new Date(this.#clock()).toISOString()
    if (entitlement.views_left !== null) entitlement.views_left += 1
    this.#settle(entitlement)
    return { ...admission }
  }

  // The clock of a licence starts at the first of its admissions that stands.
  #settle(entitlement: Entitlement): void {
    const standing = [...this.all.values()].filter(
      (each) => each.entitlement === entitlement.id && each.voided_at === null,
    )
    const { days_to_view: days, hours_to_view: hours, expires_at: expires = null } = entitlement.terms
    const seconds = days === undefined ? (hours === undefined ? undefined : hours * 3600) : days * 86_400
    const first = standing[0]?.admitted_at ?? null
    entitlement.first_opened_at = first
    entitlement.ends_at =
      first === null || seconds === undefined ? expires : new Date(Date.parse(first) + seconds * 1000).toISOString()
    entitlement.status = entitlement.views_left === 0 ? 'ended' : 'live'
  }
}
