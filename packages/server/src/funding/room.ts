import { defineRoom } from '../platform/room.ts'
import { readPayments, recordPaymentAct, recordPayments, reversePaymentAct, reversePayments } from './acts.ts'
import { claims } from './claims.ts'
import { fundingRedeemed, paymentRecorded, paymentReversed, vouchersIssued } from './events.ts'
import { fundingRoutes } from './routes.ts'
import { payments, tokenIssues, vouchers } from './tables.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'funding',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [payments, tokenIssues, vouchers],
  events: [vouchersIssued, fundingRedeemed, paymentRecorded, paymentReversed],
  routes: [fundingRoutes],
  permissions: [recordPayments, reversePayments, readPayments],
  acts: [recordPaymentAct, reversePaymentAct],
})
