// The royalty transaction (R1g): who got what of one capture, or gave back what in one refund. Pure.
import type { Id, Instant } from '@farthing/ledger'
import { feeAccount, rightsholderPayable, vendorPayable } from '../chart/index.ts'
import type { Share } from './tables.ts'

/** One movement of money between a payer and the parties of a purchase. A refund's amounts are below zero. */
export type RoyaltyTransaction = {
  /** The capture's or the refund's. */
  readonly id: Id
  readonly type: 'capture' | 'refund'
  readonly purchase: Id
  /** When the money moved: the day in which it counts is the day of this instant. */
  readonly at: Instant
  readonly asset: string
  readonly micros: bigint
  readonly feeMicros: bigint
  readonly vendorMicros: bigint
  /** A capture's in the order of the schedule. A refund takes from parties: one with several lines stands there once. */
  readonly shares: readonly (Share & { readonly micros: bigint })[]
}

/** A capture as its row has it. */
export type CaptureFacts = {
  readonly purchase: Id
  readonly micros: bigint
  readonly asset: string
  readonly feeMicros: bigint
  readonly vendorMicros: bigint
  readonly shares: readonly (Share & { readonly micros: string })[]
  readonly at: Instant
}

/** A refund as its row has it. */
export type RefundFacts = {
  readonly purchase: Id
  readonly vendor: Id
  readonly micros: bigint
  readonly asset: string
  readonly parties: readonly { readonly account: Id; readonly micros: string }[]
  readonly at: Instant
}

export const ofCapture = (id: Id, row: CaptureFacts): RoyaltyTransaction => ({
  id,
  type: 'capture',
  purchase: row.purchase,
  at: row.at,
  asset: row.asset,
  micros: row.micros,
  feeMicros: row.feeMicros,
  vendorMicros: row.vendorMicros,
  shares: row.shares.map(({ rightsholder, role, basisPoints, micros }) => ({
    rightsholder,
    role,
    basisPoints,
    micros: BigInt(micros),
  })),
})

/** @param schedule That of the purchase: what was captured was split by it. */
export function ofRefund(id: Id, row: RefundFacts, schedule: readonly Share[]): RoyaltyTransaction {
  const { asset } = row
  const gave = (account: Id): bigint =>
    row.parties.reduce((sum, party) => (party.account === account ? sum - BigInt(party.micros) : sum), 0n)
  return {
    id,
    type: 'refund',
    purchase: row.purchase,
    at: row.at,
    asset,
    micros: -row.micros,
    feeMicros: gave(feeAccount(asset)),
    vendorMicros: gave(vendorPayable(row.vendor, asset)),
    shares: partiesOf(schedule).map((share) => ({
      ...share,
      micros: gave(rightsholderPayable(share.rightsholder, asset)),
    })),
  }
}

/** The owners of rights of a schedule, each once: several lines of one owner are one party. */
function partiesOf(schedule: readonly Share[]): Share[] {
  const parties = new Map<Id, Share>()
  for (const { rightsholder, role, basisPoints } of schedule) {
    const before = parties.get(rightsholder)
    parties.set(rightsholder, {
      rightsholder,
      role: before === undefined ? role : `${before.role}, ${role}`,
      basisPoints: (before?.basisPoints ?? 0) + basisPoints,
    })
  }
  return [...parties.values()]
}

/** What came to a party by captures, and what went back by refunds. */
export type Sum = { readonly paidMicros: bigint; readonly givenBackMicros: bigint }

export type PurchaseSums = {
  readonly all: Sum
  readonly fee: Sum
  readonly vendor: Sum
  readonly shares: readonly (Share & Sum)[]
}

/** Who has what of a purchase: all its royalty transactions, party by party. */
export function sumsOf(transactions: readonly RoyaltyTransaction[]): PurchaseSums {
  const sum = (of: (transaction: RoyaltyTransaction) => bigint): Sum => {
    const ofType = (type: RoyaltyTransaction['type']) =>
      transactions.reduce((total, each) => (each.type === type ? total + of(each) : total), 0n)
    return { paidMicros: ofType('capture'), givenBackMicros: -ofType('refund') }
  }
  const ownerHas = (owner: Id) =>
    sum(({ shares }) => shares.reduce((total, each) => (each.rightsholder === owner ? total + each.micros : total), 0n))
  return {
    all: sum(({ micros }) => micros),
    fee: sum(({ feeMicros }) => feeMicros),
    vendor: sum(({ vendorMicros }) => vendorMicros),
    shares: partiesOf(transactions.find(({ type }) => type === 'capture')?.shares ?? []).map((share) => ({
      ...share,
      ...ownerHas(share.rightsholder),
    })),
  }
}
