import type { Id, RowKey, Seen } from '@farthing/ledger'
import type { Static } from 'typebox'
import { entitlementId, pseudonym } from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Looks } from '../platform/looks.ts'
import { toMoney } from '../platform/money.ts'
import { royaltyJson } from '../royalty/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import type { PurchaseRow } from './tables.ts'
import { answerOf } from './answer.ts'
import type { ItemVersion } from './lines.ts'
import { lineOf } from './lines.ts'
import { royaltiesOf, royaltyKeys } from './royalties.ts'
import { givenOf, statusAt } from './rules.ts'
import type { Purchase } from './schemas.ts'
import { purchases } from './tables.ts'

export type PurchaseBody = Static<typeof Purchase>

/** A purchase as the API shows it after the operation that gave `answer`. */
export async function renderPurchase(deps: Deps, answer: PurchaseAnswer): Promise<PurchaseBody> {
  // Most requests of vendors' servers end here: two looks at keys that are known leave less garbage than `withLooks`.
  const seen = await deps.ledger.look({ accounts: [], rows: keysOf(answer) })
  const { version } = lineOf(rowIn(seen, answer.purchase))
  return bodyFrom(deps, answer, seen, await deps.ledger.look({ accounts: [], rows: [[itemVersions, version]] }))
}

/** As `renderPurchase`, for a place where rows are read as they are looked at. */
export function purchaseBody(deps: Deps, answer: PurchaseAnswer, looks: Looks): PurchaseBody {
  looks.need(() => ({ rows: keysOf(answer) }))
  return bodyFrom(deps, answer, looks, looks)
}

type Rows = Pick<Seen, 'row'>

const keysOf = (answer: PurchaseAnswer): RowKey[] => [
  [purchases, answer.purchase],
  ...royaltyKeys(answer.purchase, answer),
]

function rowIn(seen: Rows, id: Id): PurchaseRow {
  const row = seen.row(purchases, id)
  if (row === undefined) throw new Error(`there is no purchase ${id}`)
  return row
}

function bodyFrom(deps: Deps, answer: PurchaseAnswer, seen: Rows, versions: Rows): PurchaseBody {
  const row = rowIn(seen, answer.purchase)
  const line = lineOf(row)
  const version = versions.row(itemVersions, line.version)
  if (version === undefined) throw new Error(`there is no item version ${line.version}`)
  const royalties = royaltiesOf(seen, answer.purchase, answer, version.shares)
  return body(deps, answer, row, version, royalties.map(royaltyJson))
}

/** Where the payer approves a purchase. @param purchase `txn_…` */
export const approvalUrl = (deps: Pick<Deps, 'config'>, purchase: string): string =>
  `${deps.config.publicUrl}/c/${purchase}`

/** A purchase as it stands now. */
export const renderCurrent = (deps: Deps, id: Id, row: PurchaseRow): Promise<PurchaseBody> =>
  renderPurchase(deps, answerOf(id, { ...row, status: statusAt(row, deps.clock.now()) }))

/** What the vendor's server sent, as it is shown to the vendor again. */
export const requestJson = ({ facts, requestedAt, expiresAt }: PurchaseRow) => ({
  return_url: facts.returnUrl,
  cancel_url: facts.cancelUrl,
  requested_at: toRfc3339(requestedAt),
  expires_at: toRfc3339(expiresAt),
  ...givenOf(facts),
  vendor_login: facts.vendorLogin ?? null,
})

/** Why a purchase was declined, for the vendor; `null` where it was not. */
export const declineJson = ({ problems }: Deps, code: PurchaseRow['decline']) =>
  code === null ? null : { code, detail: problems[code].title }

function body(
  deps: Deps,
  answer: PurchaseAnswer,
  row: PurchaseRow,
  version: ItemVersion,
  royalties: PurchaseBody['royalty_transactions'],
): PurchaseBody {
  const currency = assetCurrency(row.asset)
  const { item } = lineOf(row)
  const licensed =
    answer.payer !== null && version.kind === 'content' && (answer.captures > 0 || answer.decline === 'licence_held')
  return {
    id: toPublic('txn', answer.purchase),
    object: 'purchase',
    mode: row.mode,
    status: answer.status,
    order_reference: row.orderReference,
    item: {
      id: toPublic('itm', item),
      version: Number(version.number),
      sku: version.sku,
      title: version.title,
      description: version.description,
      kind: version.kind,
    },
    price: toMoney(row.priceMicros, currency),
    captured: toMoney(BigInt(answer.captured), currency),
    refunded: toMoney(BigInt(answer.refunded), currency),
    payer: answer.payer === null ? null : pseudonym(deps, row.vendor, answer.payer),
    entitlement: licensed ? toPublic('ent', entitlementId(answer.payer, item)) : null,
    approval_url: approvalUrl(deps, toPublic('txn', answer.purchase)),
    ...requestJson(row),
    authorized_at: answer.authorizedAt === null ? null : toRfc3339(BigInt(answer.authorizedAt)),
    hold_expires_at: answer.holdExpiresAt === null ? null : toRfc3339(BigInt(answer.holdExpiresAt)),
    decline: declineJson(deps, answer.decline),
    royalty_transactions: royalties,
  }
}
