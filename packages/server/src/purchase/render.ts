import type { Id, RowOf } from '@farthing/ledger'
import type { Static } from 'typebox'
import { entitlementId, pseudonym } from '../access/index.ts'
import { itemVersions } from '../catalog/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { problems } from '../platform/http/problems.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoney } from '../platform/money.ts'
import type { PurchaseAnswer, PurchaseRow } from './answer.ts'
import { answerOf } from './answer.ts'
import type { ItemVersion } from './capture-shares.ts'
import { captureKey } from './capture-shares.ts'
import { givenOf, statusAt } from './rules.ts'
import type { Purchase, RoyaltyTransaction } from './schemas.ts'
import { captures, purchases } from './tables.ts'

export type PurchaseBody = Static<typeof Purchase>
type RoyaltyTransactionBody = Static<typeof RoyaltyTransaction>

/** A purchase as the API shows it after the operation that gave `answer`. */
export async function renderPurchase(deps: Deps, answer: PurchaseAnswer): Promise<PurchaseBody> {
  const id = answer.purchase
  const numbers = Array.from({ length: answer.captures }, (_, i) => BigInt(i + 1))
  const first = await deps.ledger.look({
    accounts: [],
    rows: [[purchases, id], ...numbers.map((n) => [captures, captureKey(id, n)] as const)],
  })
  const row = first.row(purchases, id)
  if (row === undefined) throw new Error(`there is no purchase ${id}`)
  const version = (await deps.ledger.look({ accounts: [], rows: [[itemVersions, row.version]] })).row(
    itemVersions,
    row.version,
  )
  if (version === undefined) throw new Error(`there is no item version ${row.version}`)
  const taken = numbers.flatMap((n) => {
    const capture = first.row(captures, captureKey(id, n))
    return capture === undefined ? [] : [renderCapture(captureKey(id, n), capture)]
  })
  return body(deps, answer, row, version, taken)
}

/** Where the payer approves a purchase. @param purchase `txn_…` */
export const approvalUrl = (deps: Pick<Deps, 'config'>, purchase: string): string =>
  `${deps.config.publicUrl}/c/${purchase}`

/** A purchase as it stands now. */
export const renderCurrent = (deps: Deps, id: Id, row: PurchaseRow): Promise<PurchaseBody> =>
  renderPurchase(deps, answerOf(id, { ...row, status: statusAt(row, deps.clock.now()) }))

function renderCapture(key: Id, row: RowOf<typeof captures>): RoyaltyTransactionBody {
  const currency = assetCurrency(row.asset)
  return {
    id: toPublic('cap', key),
    captured_at: toRfc3339(row.at),
    amount: toMoney(row.micros, currency),
    fee: toMoney(row.fee_micros, currency),
    vendor: toMoney(row.vendor_micros, currency),
    shares: row.shares.map((share) => ({
      rightsholder: toPublic('rsh', share.rightsholder),
      role: share.role,
      basis_points: share.basisPoints,
      amount: toMoney(BigInt(share.micros), currency),
    })),
  }
}

function body(
  deps: Deps,
  answer: PurchaseAnswer,
  row: PurchaseRow,
  version: ItemVersion,
  taken: RoyaltyTransactionBody[],
): PurchaseBody {
  const currency = assetCurrency(row.asset)
  const licensed =
    answer.payer !== null && version.kind === 'content' && (answer.captures > 0 || answer.decline === 'licence_held')
  return {
    id: toPublic('txn', answer.purchase),
    object: 'purchase',
    mode: row.mode,
    status: answer.status,
    order_reference: row.order_reference,
    item: {
      id: toPublic('itm', row.item),
      version: Number(version.number),
      sku: version.sku,
      title: version.title,
      description: version.description,
      kind: version.kind,
    },
    price: toMoney(row.price_micros, currency),
    captured: toMoney(BigInt(answer.captured), currency),
    refunded: toMoney(BigInt(answer.refunded), currency),
    payer: answer.payer === null ? null : pseudonym(deps, row.vendor, answer.payer),
    entitlement: licensed ? toPublic('ent', entitlementId(answer.payer, row.item)) : null,
    approval_url: approvalUrl(deps, toPublic('txn', answer.purchase)),
    return_url: row.facts.returnUrl,
    cancel_url: row.facts.cancelUrl,
    requested_at: toRfc3339(row.requested_at),
    expires_at: toRfc3339(row.expires_at),
    authorized_at: answer.authorizedAt === null ? null : toRfc3339(BigInt(answer.authorizedAt)),
    hold_expires_at: answer.holdExpiresAt === null ? null : toRfc3339(BigInt(answer.holdExpiresAt)),
    decline: answer.decline === null ? null : { code: answer.decline, detail: problems[answer.decline].title },
    royalty_transactions: taken,
    ...givenOf(row.facts),
    vendor_login: row.facts.vendorLogin ?? null,
  }
}
