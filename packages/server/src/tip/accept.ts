import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { assetCurrency, giveToPayee, Pool, vendorPayee } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { spendHeld } from '../wallet/index.ts'
import { waitingTips } from './accounts.ts'
import { factsOf, tipAccepted } from './events.ts'
import type { TipAnswer } from './give.ts'
import { tips } from './tables.ts'

/** A vendor's server speaks of a tip of its own. */
export type OfVendor = { readonly tip: Id; readonly vendor: Id }

/**
 * Takes a tip: what was held is the vendor's, less what the vendor owes.
 *
 * Refusals: not_found, tip_ended.
 */
export const acceptTip: Decider<OfVendor, TipAnswer | Refusal> = {
  name: 'tip.accept',
  prefetch: ({ tip }) => ({ rows: [[tips, tip]] }),
  decide({ tip, vendor }, draft, at) {
    const row = draft.row(tips, tip)
    if (row === undefined || row.vendor !== vendor) return refused({ code: 'not_found' })
    if (row.state !== 'given') return refused({ code: 'tip_ended', tip_state: row.state })
    if (at >= row.expiresAt) return refused({ code: 'tip_ended', tip_state: 'expired' })
    const { asset, micros } = row
    const moves = draft.record(tipAccepted.of(factsOf(tip, row)))
    moves.capture(tip, micros, true)
    const pool = new Pool(moves)
    pool.add(waitingTips(vendor, asset), micros)
    giveToPayee({ draft, pool, asset }, vendorPayee(vendor, asset), micros)
    spendHeld(draft, moves, row.counted, assetCurrency(asset), [{ itemKind: 'tip', micros }])
    draft.put(tips, tip, { ...row, state: 'accepted' })
    return done({ tip })
  },
}
