import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { vendors } from '../vendor/index.ts'
import { rightsholderAdded, rightsholderRenamed } from './events.ts'
import { rightsholders } from './tables.ts'

export type AddRightsholder = {
  readonly vendor: Id
  readonly mode: Mode
  readonly rightsholder: Id
  readonly name: string
  readonly reference: string | null
  readonly role: string | null
}
export type RightsholderAnswer = { readonly rightsholder: Id }

/**
 * Under the vendor's own reference an owner of rights is the same for ever, one in each mode. The key of a live one
 * does not name the mode, because it is older than modes. A reference contains no NUL, so no two references make the
 * same key.
 */
export const rightsholderOf = (vendor: Id, mode: Mode, reference: string): Id =>
  whole(keyOf('rightsholder', vendor, ...(mode === 'live' ? [] : [mode]), reference))

/**
 * Names an owner of rights (R19); again under the same reference: names them anew.
 *
 * Refusals: not_found (the vendor).
 */
export const addRightsholder: Decider<AddRightsholder, RightsholderAnswer | Refusal> = {
  name: 'royalty.addRightsholder',
  prefetch: ({ vendor, rightsholder }) => ({
    rows: [
      [vendors, vendor],
      [rightsholders, rightsholder],
    ],
  }),
  decide({ vendor, mode, rightsholder, name, reference, role }, draft, at) {
    const before = draft.row(rightsholders, rightsholder)
    const foreign = before !== undefined && (before.vendor !== vendor || before.mode !== mode)
    if (foreign || draft.row(vendors, vendor) === undefined) return refused({ code: 'not_found' })
    const row = { vendor, mode, name, reference, role, createdAt: before?.createdAt ?? at }
    draft.put(rightsholders, rightsholder, row)
    draft.record((before === undefined ? rightsholderAdded : rightsholderRenamed).of({ rightsholder, vendor, mode }))
    return done({ rightsholder })
  },
}
