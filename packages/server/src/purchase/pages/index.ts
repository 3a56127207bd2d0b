export type { ApprovalKind, ApprovalView, Buyer, LimitView, Notice, Offer, PaidFrom, VoucherRefusal } from './view.ts'
