// The licences that a purchase of content grants, and those that stand against it.
import type { Id, Instant, Keys, RowWrite, Seen } from '@farthing/ledger'
import { entitlementId, entitlements, grantEntitlement, isLive, overAtOnce } from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import type { PurchaseRow } from './answer.ts'
import type { ItemVersion } from './lines.ts'
import type { Line } from './tables.ts'

type More = { readonly kind: 'more'; readonly reads: Keys }

/**
 * Whether a payer has a live licence to an item. A licence ends by the terms that it was bought under, which may be
 * another version's than the line's.
 */
function hasLicence(payer: Id, item: Id, seen: Seen, at: Instant): boolean | More {
  const key = entitlementId(payer, item)
  if (!seen.knowsRow(entitlements, key)) return { kind: 'more', reads: { accounts: [], rows: [[entitlements, key]] } }
  const row = seen.row(entitlements, key)
  if (row === undefined) return false
  if (!seen.knowsRow(itemVersions, row.version))
    return { kind: 'more', reads: { accounts: [], rows: [[itemVersions, row.version]] } }
  const version = seen.row(itemVersions, row.version)
  if (version === undefined) throw new Error(`a licence to ${item} lost its version`)
  return isLive(row, version.terms, at)
}

/** The refusal of content among the lines that the payer has a live licence to: licence_held. */
export function licenceHeld(
  { lines, payer }: { readonly lines: readonly Line[]; readonly payer: Id | null },
  versions: readonly ItemVersion[],
  seen: Seen,
  at: Instant,
): More | { readonly kind: 'refused'; readonly refusal: Refusal } | undefined {
  for (const [i, { item }] of lines.entries()) {
    const version = versions[i]
    if (version?.kind !== 'content' || payer === null) continue
    const held = hasLicence(payer, item, seen, at)
    if (typeof held === 'object') return held
    if (held) {
      const entitlement = toPublic('ent', entitlementId(payer, item))
      return { kind: 'refused', refusal: { code: 'licence_held', entitlement } }
    }
  }
  return undefined
}

/** Whether content among the lines would be licensed under terms that are over at once. */
export const termsEnded = (versions: readonly ItemVersion[], at: Instant): boolean =>
  versions.some((version) => version.kind === 'content' && overAtOnce(version.terms, at))

/** The licences that a capture of content grants; goods and services carry none. */
export function licences(
  purchase: Id,
  { lines, payer, vendor, mode }: PurchaseRow,
  versions: readonly ItemVersion[],
  at: Instant,
): RowWrite[] {
  if (payer === null) return []
  return lines.flatMap(({ item, version }, i) =>
    versions[i]?.kind === 'content' ? [grantEntitlement({ payer, item, vendor, mode, version, purchase, at })] : [],
  )
}
