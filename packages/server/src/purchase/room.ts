import { Type } from 'typebox'
import { Money, PublicId } from '../platform/http/schemas.ts'
import { defineRoom, fewRows } from '../platform/room.ts'
import { refundPurchaseAct, refundPurchases, suspendVendorAct, voidPurchaseAct, voidPurchases } from './acts.ts'
import { browserRoutes } from './browser-routes.ts'
import { claims } from './claims.ts'
import { purchaseEvents } from './events.ts'
import { purchaseRoutes } from './routes.ts'
import { royaltyTransactionRoutes } from './royalty-routes.ts'
import { expireHolds } from './sweep.ts'
import { voidHolds } from './void-suspended.ts'
import { captures, purchases, refunds, vendorOrders } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'purchase',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [captures, purchases, refunds, vendorOrders],
  rowsKept: { [captures.name]: fewRows, [purchases.name]: fewRows, [vendorOrders.name]: fewRows },
  events: purchaseEvents,
  routes: [purchaseRoutes, royaltyTransactionRoutes, browserRoutes],
  work: [expireHolds, voidHolds],
  permissions: [refundPurchases, voidPurchases],
  acts: [refundPurchaseAct, voidPurchaseAct, suspendVendorAct],
  problemMembers: {
    purchase: Type.Object(
      { id: PublicId('txn'), status: Type.String(), approval_url: Type.String() },
      { description: 'Of `order_reference_used`: the purchase that has the reference.' },
    ),
    purchase_status: Type.String({ description: 'Of `already_ended` and `not_authorized`: how the purchase stands.' }),
    held: { ...Money, description: 'Of `amount_above_hold`: what the amount was above.' },
    left: { ...Money, description: 'Of `amount_above_captured`: what the amount was above.' },
  },
})
