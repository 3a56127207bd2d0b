import { defineRoom, fewRows } from '../platform/room.ts'
import { resendReceiptAct, resendReceipts } from './acts.ts'
import { claims } from './claims.ts'
import { receiptResent } from './events.ts'
import { noticePages } from './page-routes.ts'
import { noticeRoutes } from './routes.ts'
import { forgetNotices, sendNotice } from './send.ts'
import { receiptResends } from './tables.ts'
import { followForNotices } from './tell.ts'
import { addressBounced, queueUnreachable, seeToAddresses } from './unreachable.ts'

/** What this room offers to the whole. */
export const room = defineRoom({
  name: 'notice',
  ...claims,
  migrations: new URL('migrations/', import.meta.url),
  tables: [receiptResends],
  rowsKept: { [receiptResends.name]: fewRows },
  events: [receiptResent],
  permissions: [seeToAddresses, resendReceipts],
  acts: [resendReceiptAct],
  routes: [noticeRoutes, noticePages],
  queues: [addressBounced],
  work: [followForNotices, sendNotice, queueUnreachable, forgetNotices],
})
