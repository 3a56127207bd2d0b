// When a vendor is suspended, what is held for it is voided: by timed work, in portions, each hold once.
import type { Decider, Id } from '@farthing/ledger'
import { refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { earliestAt } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { job } from '../platform/work/work.ts'
import { isVoidBySuspension, vendors } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import { maxExpiresInSeconds, maxHoldSeconds } from './schemas.ts'
import { purchases } from './tables.ts'
import { endHold } from './void.ts'

/**
 * Voids a hold of a vendor that was suspended after it was made. One that a capture or its time has ended stays as it is.
 *
 * Refusals: not_found, not_authorized, hold_expired, conflict (the vendor was not suspended since).
 */
const voidSuspended: Decider<{ readonly purchase: Id }, PurchaseAnswer | Refusal> = {
  name: 'purchase.voidSuspended',
  prefetch: ({ purchase }) => ({ rows: [[purchases, purchase]] }),
  decide({ purchase }, draft, at) {
    const order = draft.row(purchases, purchase)
    if (order === undefined) return refused({ code: 'not_found' })
    if (order.status !== 'authorized') return refused({ code: 'not_authorized', purchase_status: order.status })
    if (at >= (order.holdExpiresAt ?? 0n)) return refused({ code: 'hold_expired' })
    const vendor = draft.row(vendors, order.vendor)
    if (vendor === undefined || !isVoidBySuspension(vendor, order.authorizedAt)) return refused({ code: 'conflict' })
    return endHold({ draft, at, purchase, order }, 'void', 'suspension')
  },
}

const pageSize = 100

/** `since`: when the vendor was suspended, in micro-seconds, decimal. */
export type Suspended = { readonly vendor: Id; readonly since: string }

/** Voids all that was held for a vendor when it was suspended. A run that stops is made again, and finds what is left. */
export const voidHolds = job<Suspended>({
  name: 'void holds of a suspended vendor',
  maxTries: 100,
  async run(deps, { vendor, since }, task) {
    let done = 0
    for (const mode of ['live', 'test'] as const) {
      // A hold ends by itself some days after its purchase was asked for: older purchases have none.
      let after = earliestAt(BigInt(since) - seconds(maxHoldSeconds + maxExpiresInSeconds))
      for (;;) {
        const page = await heldFor(deps, { vendor, since }, mode, after)
        await Promise.all(
          page.map((purchase) =>
            submitDue(deps, voidSuspended, { parts: [purchase, since], input: { purchase }, by: voidHolds.name }),
          ),
        )
        done += page.length
        await task.report({ done, words: 'holds voided' })
        after = page.at(-1) ?? after
        if (page.length < pageSize) break
      }
    }
  },
})

/** A page of a vendor's purchases that were held when it was suspended and still are, the oldest first. */
async function heldFor(
  { pool }: Pick<Deps, 'pool'>,
  { vendor, since }: Suspended,
  mode: Mode,
  after: Id,
): Promise<Id[]> {
  const rows = await sql<{ id: Buffer }>`
    SELECT id FROM purchases
     WHERE vendor = ${bytesOf(vendor)} AND mode = ${mode} AND id > ${bytesOf(after)} AND status = 'authorized'
       AND authorized_at <= ${BigInt(since)}
     ORDER BY id LIMIT ${pageSize}`.rows(pool)
  return rows.map(({ id }) => hexOf(id))
}
