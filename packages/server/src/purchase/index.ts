// The heart: a purchase, from the vendor's request to capture, void and refund.
export { standingOf } from './events.ts'
export { wholeReceipt } from './notices.ts'
export type { Standing } from './standing.ts'
export { amountOf } from './routes.ts'
export { payersKeys } from './approval.ts'
export { authorizePurchase } from './authorize.ts'
export type { Authorize } from './authorize.ts'
export { capturePurchase } from './capture.ts'
export { lineOf } from './lines.ts'
export { movedIn, oldestRefundedIn, purchaseMovedIn, transactionsIn } from './moved.ts'
export { firstLineOf, purchasesSql, statusIn } from './relations.ts'
export { purchasesOfReference } from './store.ts'
export { readPurchase, refundJson } from './read.ts'
export type { Refund } from './read.ts'
export { refundable, refundPurchase } from './refund.ts'
export { declineJson, requestJson } from './render.ts'
export type { PurchaseBody } from './render.ts'
export { requestPurchase } from './request.ts'
export type { RequestPurchase } from './request.ts'
export { quoteOf, statusAt } from './rules.ts'
export {
  captureRefusals,
  FormParameters,
  Purchase,
  refundRefusals,
  RequestBody,
  StatusSchema,
  Tracking,
  voidRefusals,
} from './schemas.ts'
export { purchases } from './tables.ts'
export type { Facts, Line, PartyAmount, PurchaseRow, Status } from './tables.ts'
export { voidPurchase } from './void.ts'
export { room } from './room.ts'
