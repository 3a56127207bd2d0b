// Telling people by mail what happened: receipts as they choose, and what they must know.
export { takeBack } from './come-back.ts'
export { noticesOf, reachedOf } from './list.ts'
export type { NoticeListed, Reached } from './list.ts'
export { resendReceipt } from './resend-receipt.ts'
export { maxReportBytes } from './report.ts'
export { noticeJson, Sent } from './routes.ts'
export { room } from './room.ts'
