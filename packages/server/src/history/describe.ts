// What an operation was, in the payer's words.
import type { Id, Instant, Json } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import { grants } from '../incentive/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { PurchaseRow } from '../purchase/index.ts'
import { lineOf, purchases } from '../purchase/index.ts'
import { vendors } from '../vendor/index.ts'
import type { Kind } from './schemas.ts'
import type { LoggedOperation } from './store.ts'

export type Described = {
  readonly operation: Id
  readonly at: Instant
  readonly kind: Kind
  readonly title: string
  readonly vendor: { readonly id: Id; readonly name: string } | null
  readonly purchase: Id | null
}

type Bought = { readonly row: PurchaseRow; readonly title: string; readonly vendorName: string }

/** What moved by an operation, by its sequence in the log. `holds`: it held something and did not capture it. */
export type Describe = (seq: bigint, holds: boolean) => Described | undefined

/** Reads at once all rows that a page of operations refers to. */
export async function describe(deps: Deps, operations: ReadonlyMap<bigint, LoggedOperation>): Promise<Describe> {
  const facts = [...operations.values()].map((logged) => factsOf(logged.answer))
  const bought = await purchasesOf(deps, unique(facts.map((fact) => fact.purchase)))
  const grantIds = unique(facts.map((fact) => fact.grant))
  const seen = await deps.ledger.look({ accounts: [], rows: grantIds.map((id) => [grants, id] as const) })
  return (seq, holds) => {
    const logged = operations.get(seq)
    if (logged === undefined) return undefined
    const { purchase, grant } = factsOf(logged.answer)
    const common = { operation: logged.id, at: logged.at, vendor: null, purchase: null }
    const order = purchase === undefined ? undefined : bought.get(purchase)
    if (purchase !== undefined && order !== undefined) {
      const vendor = { id: order.row.vendor, name: order.vendorName }
      return { ...common, kind: kindOf(logged.decider, order.row, holds), title: order.title, vendor, purchase }
    }
    if (grant !== undefined) {
      const kind = logged.decider === 'incentive.expire' ? 'expiry' : 'incentive'
      return { ...common, kind, title: seen.row(grants, grant)?.title ?? 'Gift' }
    }
    return { ...common, kind: 'funding', title: titles[logged.decider] ?? 'Funds' }
  }
}

const titles: Readonly<Record<string, string>> = { 'funding.redeemVoucher': 'Voucher' }

/** A hold is told as what came of it: of a purchase that was captured it is the purchase. */
function kindOf(decider: string, row: PurchaseRow, holds: boolean): Kind {
  if (decider === 'purchase.refund') return 'refund'
  if (holds) return row.capturedMicros > 0n ? 'purchase' : 'hold'
  return decider === 'purchase.authorize' || decider === 'purchase.buy' ? 'purchase' : 'release'
}

/** Answers name what they were about by its identifier. */
function factsOf(answer: Json): { purchase: Id | undefined; grant: Id | undefined } {
  const text = (name: string): string | undefined => {
    if (typeof answer !== 'object' || answer === null || !(name in answer)) return undefined
    const value = (answer as Readonly<Record<string, Json | undefined>>)[name]
    return typeof value === 'string' && /^[0-9a-f]{32}$/.test(value) ? value : undefined
  }
  return { purchase: text('purchase'), grant: text('grant') }
}

async function purchasesOf(deps: Deps, ids: readonly Id[]): Promise<Map<Id, Bought>> {
  const seen = await deps.ledger.look({ accounts: [], rows: ids.map((id) => [purchases, id] as const) })
  const rows = ids.flatMap((id) => {
    const row = seen.row(purchases, id)
    return row === undefined ? [] : [{ id, row }]
  })
  const names = await deps.ledger.look({
    accounts: [],
    rows: rows.flatMap(({ row }) => [[itemVersions, lineOf(row).version] as const, [vendors, row.vendor] as const]),
  })
  return new Map(
    rows.map(({ id, row }) => {
      const title = names.row(itemVersions, lineOf(row).version)?.title ?? ''
      return [id, { row, title, vendorName: names.row(vendors, row.vendor)?.name ?? '' }]
    }),
  )
}

const unique = (ids: readonly (Id | undefined)[]): Id[] => [...new Set(ids.filter((id) => id !== undefined))]
