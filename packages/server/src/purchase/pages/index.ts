export { approvalPage } from './approve.ts'
export { approvalHeaders } from './parts.ts'
export type { ApprovalKind, ApprovalView, Buyer, LimitView, Notice, Offer, PaidFrom, VoucherRefusal } from './view.ts'
