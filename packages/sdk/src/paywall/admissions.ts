import type { Admission, OpenedEntitlement } from '../api.ts'
import type { Farthing } from '../client.ts'
import { FarthingError, isAway } from '../errors.ts'
import type { Clock } from '../runtime.ts'

/**
 * What became of the answer that an admission was made for. Report it once; a later report changes nothing. The payer
 * cannot get the view back once anything of the answer, its headers included, may have reached them.
 */
export type Delivery = {
  /** The answer, its headers at least, is on its way. */
  sent: () => void
  /**
   * Nothing of the answer was sent, nor ever will be: the view is given back. Then do not send the gate's `headers`
   * either.
   */
  failed: () => Promise<void>
}

type Pending = {
  opened: Promise<OpenedEntitlement>
  endsAt: number
  /** How many answers wait for this admission, or have not begun to be sent. */
  answers: number
  sent: boolean
  voiding: Promise<void> | undefined
}

type Needs = { client: Farthing; clock: Clock; onError: (error: FarthingError) => void }

const maxKept = 1_000
const maxTries = 4

/** When an admission ends by our own clock, in milliseconds: the provider's clock may differ by minutes. */
function endOf({ admitted_at: from, ends_at: to }: Admission, now: number): number {
  return now + Date.parse(to) - Date.parse(from)
}

/**
 * Makes admissions and gives them back. A browser that asks again before anything was sent to it (a double click, a
 * player's second range) shares the admission that is under way: several answers take one view, and it is given back
 * where all of them failed.
 */
export class Admissions {
  readonly #needs: Needs
  readonly #pending = new Map<string, Pending>()
  /**
   * Idempotency keys of calls that got no answer: sent again with the same key, a call finds the admission if it was
   * made.
   */
  readonly #lost = new Map<string, string>()
  /** Admissions that still have to be voided, each with the number of the next try. */
  readonly #owed = new Map<string, number>()

  constructor(needs: Needs) {
    this.#needs = needs
  }

  /**
   * @param browser What tells this browser from others, and changes when it is let in.
   * @returns `endsAt` by our own clock, in milliseconds.
   * @throws FarthingError `licence_ended` after the last view.
   */
  async take(
    browser: string,
    entitlement: string,
    lastsSeconds: number,
  ): Promise<{ opened: OpenedEntitlement; endsAt: number; delivery: Delivery }> {
    const key = `${entitlement} ${browser}`
    this.#forget()
    await this.#pending.get(key)?.voiding
    const known = this.#pending.get(key)
    const lives = known !== undefined && known.endsAt > this.#needs.clock()
    const pending = lives ? known : this.#begin(key, entitlement, lastsSeconds)
    pending.answers += 1
    const opened = await pending.opened
    this.#giveBackOwed()
    return { opened, endsAt: pending.endsAt, delivery: this.#delivery(key, pending, opened.admission.id) }
  }

  #begin(key: string, entitlement: string, lastsSeconds: number): Pending {
    const opened = this.#open(key, entitlement, lastsSeconds)
    const pending: Pending = { opened, endsAt: Infinity, answers: 0, sent: false, voiding: undefined }
    this.#pending.set(key, pending)
    opened.then(
      ({ admission }) => (pending.endsAt = endOf(admission, this.#needs.clock())),
      () => this.#drop(key, pending),
    )
    return pending
  }

  async #open(key: string, entitlement: string, lastsSeconds: number): Promise<OpenedEntitlement> {
    const how = { admission_seconds: lastsSeconds }
    const { entitlements } = this.#needs.client
    const idempotencyKey = this.#lost.get(key)
    this.#lost.delete(key)
    try {
      const opened = await entitlements.open(entitlement, how, idempotencyKey === undefined ? {} : { idempotencyKey })
      if (opened.admission.status === 'live') return opened
      // The admission was made by a call whose answer was lost, so nobody has been let in with it yet.
      await this.#void(opened.admission.id)
      return await entitlements.open(entitlement, how)
    } catch (error) {
      if (error instanceof FarthingError && error.outcome === 'unknown' && error.idempotencyKey !== undefined) {
        this.#lost.set(key, error.idempotencyKey)
      }
      throw error
    }
  }

  #delivery(key: string, pending: Pending, admission: string): Delivery {
    let told = false
    return {
      sent: () => {
        if (told) return
        told = true
        pending.sent = true
        this.#drop(key, pending)
      },
      failed: async () => {
        if (told) return
        told = true
        pending.answers -= 1
        if (pending.sent || pending.answers > 0) return
        pending.voiding = this.#void(admission).finally(() => this.#drop(key, pending))
        await pending.voiding
      },
    }
  }

  // The client retries by itself, under one key. Where the provider stays away, the view is given back the next time
  // that the provider answers: what makes an answer fail often makes this call fail too.
  async #void(admission: string, tries = 1): Promise<void> {
    try {
      await this.#needs.client.admissions.void(admission)
    } catch (error) {
      if (!(error instanceof FarthingError)) throw error
      if (isAway(error) && tries < maxTries) this.#owed.set(admission, tries + 1)
      const { code, status, requestId, idempotencyKey } = error
      const detail = `nothing went out under ${admission}, but its view is not given back: ${error.detail}`
      this.#needs.onError(new FarthingError({ code, status, detail, requestId, idempotencyKey, cause: error }))
    }
  }

  #giveBackOwed(): void {
    const [next] = this.#owed
    if (next === undefined) return
    this.#owed.delete(next[0])
    void this.#void(...next)
  }

  #drop(key: string, pending: Pending): void {
    if (this.#pending.get(key) === pending) this.#pending.delete(key)
  }

  // An admission whose outcome nobody reported is forgotten when it has ended. Each call looks at a few of them, in
  // turn.
  #forget(): void {
    const now = this.#needs.clock()
    let looked = 0
    for (const [key, pending] of this.#pending) {
      if (looked++ === 4) break
      this.#pending.delete(key)
      if (pending.endsAt > now) this.#pending.set(key, pending)
    }
    for (const map of [this.#lost, this.#owed]) for (const key of map.keys()) if (map.size > maxKept) map.delete(key)
  }
}
