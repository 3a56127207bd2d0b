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

function splitTerms({ fee }: Line, shares: SplitTerms['shares']): SplitTerms {
  if (fee === null) throw new Error('the fee is agreed when a purchase is authorized')
  return { feeBasisPoints: BigInt(fee.basisPoints), feeFixedMicros: BigInt(fee.fixedMicros), shares }
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
    return micros === 0n ? sum : sum + fixedPartOf(micros, splitTerms(line, []))
  }, 0n)
}

/** What a capture owes to whom. */
export type LinesSplit = {
  readonly feeMicros: bigint
  readonly vendorMicros: bigint
  /** To the owners of rights, of all lines, each in the order of its schedule. May be zero. */
  readonly owners: readonly bigint[]
}

/**
 * What a capture of a purchase owes: for each line, what it adds to the split of all that is captured of that line.
 *
 * @param versions Of each line, whose schedule it is split by.
 * @param slice What was captured before, and what is captured now.
 */
export function splitLines(
  { lines }: WithLines,
  versions: readonly ItemVersion[],
  { beforeMicros, micros }: { readonly beforeMicros: bigint; readonly micros: bigint },
): LinesSplit {
  let [feeMicros, vendorMicros, start] = [0n, 0n, 0n]
  const owners: bigint[] = []
  for (let i = 0; i < lines.length; i++) {
    const [line, version] = [lines[i] as Line, versions[i] as ItemVersion]
    const charged = BigInt(line.charged)
    const from = within(beforeMicros - start, charged)
    const part = within(beforeMicros + micros - start, charged) - from
    start += charged
    if (part === 0n) {
      for (let j = 0; j < version.shares.length; j++) owners.push(0n)
      continue
    }
    const split = splitCapture(from, part, splitTerms(line, version.shares))
    feeMicros += split.feeMicros
    vendorMicros += split.vendorMicros
    for (const share of split.shares) owners.push(share)
  }
  return { feeMicros, vendorMicros, owners }
}

/** An amount, not below zero nor above `max`. */
const within = (micros: bigint, max: bigint): bigint => (micros < 0n ? 0n : micros > max ? max : micros)
