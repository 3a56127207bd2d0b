import type { Decider } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { boughtBucket, giveToPayer, Pool, takeFromPayee, vendorPayee } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { OfVendor } from './accept.ts'
import { factsOf, tipRefunded } from './events.ts'
import type { TipAnswer } from './give.ts'
import { tips } from './tables.ts'

/**
 * Gives an accepted tip back, whole: what the payer owes is repaid first. What was paid out already, the vendor owes.
 *
 * Refusals: not_found, tip_not_accepted.
 */
export const refundTip: Decider<OfVendor, TipAnswer | Refusal> = {
  name: 'tip.refund',
  prefetch: ({ tip }) => ({ rows: [[tips, tip]] }),
  decide({ tip, vendor }, draft, at) {
    const row = draft.row(tips, tip)
    if (row === undefined || row.vendor !== vendor) return refused({ code: 'not_found' })
    if (row.state !== 'accepted') return refused({ code: 'tip_not_accepted', tip_state: row.state })
    const { payer, asset, micros } = row
    const pool = new Pool(draft.record(tipRefunded.of(factsOf(tip, row))))
    takeFromPayee({ draft, pool, asset }, vendorPayee(vendor, asset), micros)
    giveToPayer({ draft, pool, asset }, payer, boughtBucket(payer, asset), micros)
    draft.put(tips, tip, { ...row, state: 'refunded', endedAt: at })
    return done({ tip })
  },
}
