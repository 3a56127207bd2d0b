// What is bought: the lines of a purchase. Pure.
import type { RowOf } from '@farthing/ledger'
import type { itemVersions } from '../catalog/index.ts'
import type { SplitTerms } from '../royalty/index.ts'
import { fixedPartOf, splitCapture } from '../royalty/index.ts'
import type { Line } from './tables.ts'

export type ItemVersion = RowOf<typeof itemVersions>
type WithLines = { readonly lines: readonly Line[] }

/** The line of a purchase: there is one today, and pages that show one item show this one. */
export function lineOf({ lines }: WithLines): Line {
  const [line] = lines
  if (line === undefined) throw new Error('a purchase has a line')
  return line
}

/** The lines with the provider's fee, as it is agreed when the purchase is authorized. */
export const withFee = (
  { lines }: WithLines,
  fee: { readonly feeBasisPoints: bigint; readonly feeFixedMicros: bigint },
): readonly Line[] =>
  lines.map((line) => ({
    ...line,
    fee: { basisPoints: `${fee.feeBasisPoints}`, fixedMicros: `${fee.feeFixedMicros}` },
  }))

function feeTerms({ fee }: Line): Omit<SplitTerms, 'shares'> {
  if (fee === null) throw new Error('the fee is agreed when a purchase is authorized')
  return { feeBasisPoints: BigInt(fee.basisPoints), feeFixedMicros: BigInt(fee.fixedMicros) }
}

/** How much of each line is captured when `capturedMicros` of the purchase are: line after line. */
export function capturedOf({ lines }: WithLines, capturedMicros: bigint): bigint[] {
  let left = capturedMicros
  return lines.map((line) => {
    const charged = BigInt(line.charged)
    const each = charged < left ? charged : left
    left -= each
    return each
  })
}

/** How much of the fees' fixed parts is in what was captured: see `fixedPartOf`. */
export function fixedFees(order: WithLines, capturedMicros: bigint): bigint {
  const captured = capturedOf(order, capturedMicros)
  return order.lines.reduce((sum, line, i) => {
    const micros = captured[i] ?? 0n
    return micros === 0n ? sum : sum + fixedPartOf(micros, feeTerms(line))
  }, 0n)
}

/** What one capture gives to the owner of rights of one line of a schedule. */
export type ShareAmount = ItemVersion['shares'][number] & { readonly micros: bigint }
export type LinesSplit = {
  readonly feeMicros: bigint
  readonly vendorMicros: bigint
  /** Of all lines, each in the order of its schedule. May be zero. */
  readonly shares: readonly ShareAmount[]
}

/**
 * What a capture of a purchase owes: for each line, what it adds to the split of all that is captured of that line.
 *
 * @param versions Of each line, whose schedule it is split by.
 * @param slice What was captured before, and what is captured now.
 */
export function splitLines(
  order: WithLines,
  versions: readonly ItemVersion[],
  { beforeMicros, micros: sliceMicros }: { readonly beforeMicros: bigint; readonly micros: bigint },
): LinesSplit {
  const before = capturedOf(order, beforeMicros)
  const after = capturedOf(order, beforeMicros + sliceMicros)
  let [feeMicros, vendorMicros] = [0n, 0n]
  const shares: ShareAmount[] = []
  for (const [i, line] of order.lines.entries()) {
    const from = before[i] ?? 0n
    const micros = (after[i] ?? 0n) - from
    const schedule = versions[i]?.shares ?? []
    const split = micros === 0n ? undefined : splitCapture(from, micros, { ...feeTerms(line), shares: schedule })
    feeMicros += split?.feeMicros ?? 0n
    vendorMicros += split?.vendorMicros ?? 0n
    for (const [j, share] of schedule.entries()) shares.push({ ...share, micros: split?.shares[j] ?? 0n })
  }
  return { feeMicros, vendorMicros, shares }
}
