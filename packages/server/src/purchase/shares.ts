// What one capture gives to whom, and the royalty transaction that says so.
import type { Draft, Id, RowOf } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import type { Payee, Pool } from '../chart/index.ts'
import { feeAccount, giveToPayee, rightsholderPayee, vendorPayee } from '../chart/index.ts'
import type { Moving } from './deciding.ts'
import { captureKey } from './keys.ts'
import type { ItemVersion } from './lines.ts'
import { splitLines } from './lines.ts'
import type { PurchaseRow } from './tables.ts'
import { captures } from './tables.ts'

/** The provider: a refund takes its fee back whether or not it was withdrawn, so the account may stand below zero. */
export const feePayee = (asset: string): Payee => ({ payable: feeAccount(asset), receivable: null })

/** The versions of a purchase's lines. */
export const versionsOf = ({ lines }: Pick<PurchaseRow, 'lines'>, draft: Pick<Draft, 'row'>): ItemVersion[] =>
  lines.map((line) => {
    const version = draft.row(itemVersions, line.version)
    if (version === undefined) throw new Error(`a purchase lost its item version ${line.version}`)
    return version
  })

type LinePayees = { readonly asset: string; readonly owners: readonly Payee[]; readonly vendor: Payee }
/** Made once for a version, which never changes: a purchase names each of them several times. */
const madePayees = new WeakMap<ItemVersion, LinePayees>()

function payeesOf(version: ItemVersion, asset: string): LinePayees {
  const known = madePayees.get(version)
  if (known?.asset === asset) return known
  const owners = version.shares.map((share) => rightsholderPayee(share.rightsholder, asset))
  const made = { asset, owners, vendor: vendorPayee(version.vendor, asset) }
  madePayees.set(version, made)
  return made
}

/** The accounts of the owners of rights that a capture pays: to be read at once. */
export const ownersAccounts = (asset: string, versions: readonly ItemVersion[]): Id[] =>
  versions.flatMap((version) => payeesOf(version, asset).owners.flatMap(accountsOf))

/** The accounts that a capture pays whatever is bought. */
export const sellersAccounts = ({ vendor, asset }: Pick<PurchaseRow, 'vendor' | 'asset'>): Id[] => [
  feePayee(asset).payable,
  ...accountsOf(vendorPayee(vendor, asset)),
]

export const accountsOf = ({ payable, receivable }: Payee): Id[] =>
  receivable === null ? [payable] : [payable, receivable]

/** A capture of a purchase. */
export type Slice = {
  /** 1, 2, 3 …, and what those before it captured. */
  readonly number: bigint
  readonly beforeMicros: bigint
  readonly micros: bigint
}

/**
 * Splits a capture between the provider, the owners of rights and the vendor, pays each, and writes it down.
 *
 * @param pool Holds what is captured, in the purchase's asset.
 * @param versions Of each line.
 */
export function payShares(
  { draft, at, purchase, order }: Omit<Moving, 'moves'>,
  pool: Pool,
  versions: readonly ItemVersion[],
  slice: Slice,
): void {
  const { asset, vendor, mode } = order
  const underWay = { draft, pool, asset }
  const split = splitLines(order, versions, slice)
  giveToPayee(underWay, feePayee(asset), split.feeMicros)
  const shares: RowOf<typeof captures>['shares'][number][] = []
  for (const version of versions) {
    const { owners } = payeesOf(version, asset)
    for (let i = 0; i < owners.length; i++) {
      const { rightsholder, role, basisPoints } = version.shares[i] as ItemVersion['shares'][number]
      const micros = split.owners[shares.length] as bigint
      giveToPayee(underWay, owners[i] as Payee, micros)
      shares.push({ rightsholder, role, basisPoints, micros: `${micros}` })
    }
  }
  const [first] = versions
  giveToPayee(
    underWay,
    first === undefined ? vendorPayee(vendor, asset) : payeesOf(first, asset).vendor,
    split.vendorMicros,
  )
  pool.end()
  draft.insert(captures, captureKey(purchase, slice.number), {
    purchase,
    vendor,
    mode,
    number: slice.number,
    micros: slice.micros,
    asset,
    feeMicros: split.feeMicros,
    vendorMicros: split.vendorMicros,
    shares,
    at,
  })
}
