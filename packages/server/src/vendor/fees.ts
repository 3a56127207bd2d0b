// The provider's fee of a vendor's sales: which is in force when, and how it is set from a date on.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { vendorFeeSet } from './events.ts'
import type { VendorRow } from './rules.ts'
import type { FeeVersion } from './tables.ts'
import { vendors } from './tables.ts'

export type Fee = { readonly feeBasisPoints: bigint; readonly feeFixedMicros: bigint }
type Fees = Fee & Pick<VendorRow, 'fees'>

/** The fee in force at an instant: of the sale that is approved then. */
export function feeAt(row: Fees, at: Instant): Fee {
  if (row.fees === null) return row
  const { basisPoints, fixedMicros } = feeVersionAt(row, at)
  return { feeBasisPoints: BigInt(basisPoints), feeFixedMicros: BigInt(fixedMicros) }
}

/** The same with its beginning; `from` is `null` for the first. */
export function feeVersionAt(
  { fees, feeBasisPoints, feeFixedMicros }: Fees,
  at: Instant,
): Omit<FeeVersion, 'from'> & { readonly from: string | null } {
  const version = fees?.findLast(({ from }) => BigInt(from) <= at)
  return version ?? { from: null, basisPoints: Number(feeBasisPoints), fixedMicros: feeFixedMicros.toString() }
}

/** The fees that come after an instant, the next first. */
export const feesAfter = ({ fees }: Pick<Fees, 'fees'>, at: Instant): readonly FeeVersion[] =>
  (fees ?? []).filter(({ from }) => BigInt(from) > at)

export type SetFee = {
  readonly vendor: Id
  readonly basisPoints: number
  /** Micro-units of whatever currency a sale is in, decimal. */
  readonly fixedMicros: string
  /** Micro-seconds, decimal; `null`: from when it is decided. */
  readonly from: string | null
}
export type FeeAnswer = { readonly vendor: Id; readonly from: string }

/** The row is read with every sale: versions that are over are kept as long as there are no more than these. */
const maxVersions = 24

/**
 * Sets a vendor's fee from an instant on, until the next one that is set already. What was approved before keeps its fee.
 *
 * Refusals: not_found, invalid_request (from: it has passed; or too many).
 */
export function setFee(draft: Draft, input: SetFee, at: Instant): Decision<FeeAnswer | Refusal> {
  const row = draft.row(vendors, input.vendor)
  if (row === undefined) return refused({ code: 'not_found' })
  const from = input.from ?? at.toString()
  if (BigInt(from) < at) return refused({ code: 'invalid_request', param: 'from', detail: 'That instant has passed.' })
  const version: FeeVersion = { from, basisPoints: input.basisPoints, fixedMicros: input.fixedMicros }
  const all = [...(row.fees ?? []).filter((each) => each.from !== from), version].sort(byTime)
  if (all.filter((each) => BigInt(each.from) > at).length >= maxVersions)
    return refused({ code: 'invalid_request', detail: `At most ${maxVersions} fees are set beforehand.` })
  draft.put(vendors, input.vendor, { ...row, ...withoutOldest(row, all) })
  const { vendor, basisPoints, fixedMicros } = input
  draft.record(vendorFeeSet.of({ vendor, from, basisPoints, fixedMicros }))
  return done({ vendor, from })
}

const byTime = (a: FeeVersion, b: FeeVersion): number => (BigInt(a.from) < BigInt(b.from) ? -1 : 1)

/** Where there are too many, the oldest becomes the fee from the beginning on: the log keeps them all. */
function withoutOldest(row: Fee, all: readonly FeeVersion[]): Fees {
  const kept = all.slice(-maxVersions)
  const last = all.at(-kept.length - 1)
  const { feeBasisPoints, feeFixedMicros } = row
  if (last === undefined || kept.length === all.length) return { feeBasisPoints, feeFixedMicros, fees: kept }
  return { feeBasisPoints: BigInt(last.basisPoints), feeFixedMicros: BigInt(last.fixedMicros), fees: kept }
}
