// The identifiers of what belongs to a purchase: parts of its own.
import type { Id } from '@farthing/ledger'
import { part } from '../platform/ids.ts'

/** Kinds of a purchase's parts (`part(purchase, kind, number)`): each capture and each refund from 1, each hold from 0. */
export const purchaseParts = { capture: 0x01, refund: 0x02, hold: 0x03 } as const

export const captureKey = (purchase: Id, number: bigint | number): Id =>
  part(purchase, purchaseParts.capture, Number(number))
export const refundKey = (purchase: Id, number: bigint | number): Id =>
  part(purchase, purchaseParts.refund, Number(number))
/** Of the hold of a funding part, by its place among them. */
export const holdKey = (purchase: Id, index: number): Id => part(purchase, purchaseParts.hold, index)

// The 256th capture, and the 256th refund, of one purchase is refused: each refund reads them all.
export const maxCaptures = 255n
export const maxRefunds = 255n
