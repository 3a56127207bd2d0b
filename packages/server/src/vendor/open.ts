import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal, Result } from '../platform/http/submit.ts'
import { idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { vendorOpened } from './events.ts'
import { nameVendor } from './names.ts'
import { vendors } from './tables.ts'

export type OpenVendor = {
  readonly vendor: Id
  readonly name: string
  /** The user who opens it, and owns it. */
  readonly owner: Id
  readonly feeBasisPoints: bigint
  readonly feeFixedMicros: bigint
}
export type Opened = { readonly vendor: Id }

/** Opens a vendor account (R11, R40): the fee is the provider's of that day. Refusals: conflict. */
export const openVendor: Decider<OpenVendor, Opened | Refusal> = {
  name: 'vendor.open',
  prefetch: ({ vendor }) => ({ rows: [[vendors, vendor]] }),
  decide({ vendor, name, owner, feeBasisPoints, feeFixedMicros }, draft, at) {
    if (draft.row(vendors, vendor) !== undefined) return refused({ code: 'conflict' })
    draft.insert(vendors, vendor, {
      name,
      status: 'open',
      sites: [],
      team: [{ user: owner, role: 'owner' }],
      suspension: null,
      feeBasisPoints,
      feeFixedMicros,
      fees: null,
      createdAt: at,
    })
    draft.record(vendorOpened.of({ vendor, owner }))
    return done({ vendor })
  },
}

/** Opens a vendor account for a user. @param attempt Made by the caller: a double click opens one. */
export async function openVendorAccount(
  deps: Deps,
  request: { readonly attempt: string; readonly owner: Id; readonly name: string },
): Promise<Result<Opened>> {
  const { attempt, owner, name } = request
  const input = {
    vendor: idOfAttempt(owner, attempt, 'vendor'),
    name,
    owner,
    feeBasisPoints: BigInt(deps.config.fee.basisPoints),
    feeFixedMicros: deps.config.fee.fixedMicros,
  }
  const opened = await submitAttempt(deps, owner, attempt, openVendor, input, { actor: userActor(owner) })
  if (opened.kind === 'done') await nameVendor(deps, input.vendor, name)
  return opened
}
