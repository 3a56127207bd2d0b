/**
 * Kinds of a purchase's parts (`part(purchase, kind, number)`): each capture and each refund from 1, each hold from 0.
 * Here, because reports that stand below the room of purchases read captures and refunds by their keys.
 */
export const purchaseParts = { capture: 0x01, refund: 0x02, hold: 0x03 } as const
