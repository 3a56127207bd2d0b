// How tokens reach a payer: vouchers, and the signed record of every issue.
export { vouchersAccount } from './accounts.ts'
export { createVouchers } from './create-vouchers.ts'
export type { NewVouchers } from './create-vouchers.ts'
export { findVouchers } from './find-vouchers.ts'
export type { VoucherFound } from './find-vouchers.ts'
export { issuesOf } from './issues.ts'
export { redeemVoucher } from './redeem-voucher.ts'
export { room } from './room.ts'
