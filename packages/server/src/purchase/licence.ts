// The licences that a purchase of content grants, and those that stand against it.
import type { Draft, Id, Instant, RowKey } from '@farthing/ledger'
import {
  entitlementId,
  entitlements,
  grantEntitlement,
  isLive,
  overAtOnce,
  revokeEntitlement,
} from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import type { Deciding } from './deciding.ts'
import type { ItemVersion } from './lines.ts'
import type { PurchaseRow } from './tables.ts'

type WithLines = Pick<PurchaseRow, 'lines'>

/** The licences of a payer to what is bought: to be read at once. */
export const licenceKeys = ({ lines }: WithLines, payer: Id | null): RowKey[] =>
  payer === null ? [] : lines.map(({ item }) => [entitlements, entitlementId(payer, item)])

/** The versions that those licences were bought under, which may be others than the lines'. */
export const licenceVersions = (order: WithLines, payer: Id | null, draft: Draft): RowKey[] =>
  payer === null
    ? []
    : order.lines.flatMap(({ item }): RowKey[] => {
        const row = draft.row(entitlements, entitlementId(payer, item))
        return row === undefined ? [] : [[itemVersions, row.version]]
      })

/**
 * The refusal of content among the lines that the payer has a live licence to: licence_held. A licence ends by the terms
 * that it was bought under.
 */
export function licenceHeld(
  { draft, at, order }: Pick<Deciding, 'draft' | 'at' | 'order'>,
  payer: Id | null,
  versions: readonly ItemVersion[],
): Refusal | undefined {
  if (payer === null) return undefined
  for (const [i, { item }] of order.lines.entries()) {
    if (versions[i]?.kind !== 'content') continue
    const row = draft.row(entitlements, entitlementId(payer, item))
    if (row === undefined) continue
    const terms = draft.row(itemVersions, row.version)?.terms
    if (terms === undefined) throw new Error(`a licence to ${item} lost its version`)
    if (isLive(row, terms, at))
      return { code: 'licence_held', entitlement: toPublic('ent', entitlementId(payer, item)) }
  }
  return undefined
}

/** Whether content among the lines would be licensed under terms that are over at once. */
export const termsEnded = (versions: readonly ItemVersion[], at: Instant): boolean =>
  versions.some((version) => version.kind === 'content' && overAtOnce(version.terms, at))

/** Licenses the content among the lines to the payer; goods and services carry no licence. */
export function grantLicences({ draft, at, purchase, order }: Deciding, versions: readonly ItemVersion[]): void {
  const { lines, payer, vendor, mode } = order
  if (payer === null) return
  for (const [i, { item, version }] of lines.entries()) {
    if (versions[i]?.kind === 'content') grantEntitlement(draft, { payer, item, vendor, mode, version, purchase }, at)
  }
}

/** Ends the licences that the purchase gave. */
export function endLicences({ draft, at, purchase, order }: Deciding): void {
  const { lines, payer } = order
  if (payer === null) return
  for (const { item } of lines) revokeEntitlement(draft, { payer, item, purchase }, at)
}
